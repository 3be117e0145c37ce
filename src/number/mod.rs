//! Exact numbers, and how they are written.

pub mod decimal;
pub mod exact;
pub mod ratio;
pub mod total;
pub(crate) mod written;

pub use decimal::Decimal;
pub use exact::Exact;
pub use total::Total;
