//! Reading lists: bytes in, typed columns out, and the same records once more for a copy of them.
//!
//! A [`Source`] is gone through twice. The first pass takes the columns that the rules need ([`Source::extract`]); the second hands
//! out the original records ([`Source::records`]). Both kinds of source, delimited text and workbooks, give the same [`Extract`].

mod binding;
pub mod builder;
mod error;
mod extract;
pub mod header;
mod header_rows;
pub mod limits;
mod missing_words;
mod mixed_currencies;
mod money;
pub mod no_customer;
mod places;
mod raw_cell;
mod reading;
mod reading_fact;
mod repeats;
mod source;
pub mod text;
pub mod value;
pub mod workbook;

pub use binding::{Binding, BoundField, Keys, Matched};
pub use builder::{ColumnProblem, Unreadable};
pub use error::{Filling, InputError};
pub use extract::{Extract, FieldReading, Finding, Found, HiddenParts, PlainColumn, Progress, RecordKind};
pub use missing_words::MissingWords;
pub use mixed_currencies::{CurrencyCount, CurrencyProblem, MixedCurrencies};
pub use money::CURRENCY;
pub use no_customer::{NoCustomer, NoCustomerRun, NoCustomers};
pub use raw_cell::RawCell;
pub use reading::{CurrencyChoice, HeaderChoice, Origin, QuoteChoice, ReadAs, Reading};
pub use reading_fact::{MoneyReading, ReadingFact, SeenCells, UnitFrom};
pub use repeats::{CustomerIds, RepeatedIds};
pub use source::{Description, Record, Source};
pub use workbook::LeftBehind;
