//! Reading lists: bytes in, typed columns out; and the same records once more, to be copied with their labels.
//!
//! A [`Source`] is gone through twice. The first pass takes the columns that the rules need ([`Source::extract`]); the second hands
//! out the original records ([`Source::records`]). Both kinds of source, delimited text and workbooks, give the same [`Extract`].

mod binding;
pub mod builder;
pub mod cell;
mod cell_reader;
mod error;
mod extract;
pub mod header;
pub mod limits;
pub mod no_customer;
mod places;
mod reading;
mod repeats;
mod source;
pub mod text;
pub mod value;
pub mod workbook;

pub use binding::{Binding, BoundField, Matched};
pub use cell::{ListCell, RawCell};
pub use cell_reader::CellReader;
pub use error::{InputError, Unreadable};
pub use extract::{Extract, FieldReading, Finding, Found, HiddenParts, Progress, RecordKind};
pub use no_customer::{NoCustomer, NoCustomerRun, NoCustomers};
pub use reading::{HeaderChoice, Origin, QuoteChoice, ReadAs, Reading};
pub use repeats::{CustomerIds, RepeatedIds};
pub use source::{Record, Source};
