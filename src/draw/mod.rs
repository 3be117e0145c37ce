//! Drawing documents: for a terminal, as Markdown, as CSV, as JSON, as a workbook.

pub mod page;
mod table;
mod template;
mod wrap;
mod xlsx;

pub use table::Format;
pub use template::template_csv;
pub use xlsx::{Note, NoteKind, RULES_PROPERTY, XlsxSettings, XlsxWriter, rules_in, template_xlsx};
