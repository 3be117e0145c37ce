//! Exact numbers, and how they are written.

pub mod decimal;
pub mod ratio;
pub mod total;
pub(crate) mod written;

pub use decimal::Decimal;
pub use total::Total;
