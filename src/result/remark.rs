//! What a run notices on its way: facts with their places. `words` makes sentences of them.

use std::path::PathBuf;
use std::sync::Arc;

use crate::date::Day;
use crate::list::ReadingFact;
use crate::list::{Description, HiddenParts, LeftBehind, RepeatedIds};
use crate::place::Place;
use crate::rule::Field;
use crate::rule::settings::Complaint;
use crate::rulefile::RuleFile;

/// Something that a run noticed and its user should know.
#[derive(Debug, Clone, PartialEq)]
pub enum Remark {
    /// Something in a rule file that works, but surely not as meant.
    RuleFile {
        /// What the file is called.
        file: String,
        /// Its text.
        text: Arc<str>,
        /// What is odd in it.
        complaint: Complaint,
    },
    /// How a column was read.
    Reading {
        /// The field.
        field: String,
        /// What was noticed or decided.
        fact: ReadingFact,
    },
    /// A cell that cannot be read as its field.
    BadCell {
        /// Where it stands.
        place: Place,
        /// The field.
        field: String,
        /// What stands there.
        text: String,
    },
    /// The same, while there is no rule yet that would need the cell.
    BadCellSeen {
        /// Where it stands.
        place: Place,
        /// The field.
        field: String,
        /// What stands there.
        text: String,
    },
    /// Cells that cannot be read, beside those that are named.
    MoreBadCells {
        /// The field.
        field: String,
        /// How many.
        count: u64,
    },
    /// A column without any value.
    EmptyColumn {
        /// The field.
        field: String,
    },
    /// Records that are not written like the others.
    Irregular {
        /// What is odd about them.
        how: Irregular,
        /// The first.
        place: Place,
        /// How many others there are.
        others: u64,
    },
    /// Bytes that are no text in the list's encoding, in cells that nothing reads.
    StrayBytes {
        /// The first.
        place: Place,
        /// How many.
        count: u64,
    },
    /// The table is shown with � in the place of such bytes.
    StrayBytesShown,
    /// What a sheet hides.
    Hidden(HiddenParts),
    /// What a new workbook leaves behind of the user's own.
    LeftBehind(LeftBehind),
    /// Another visible sheet has the same header.
    SheetAlike {
        /// The sheet that is read.
        read: String,
        /// The others.
        others: Vec<String>,
    },
    /// Ids of the list differ from those of the earlier one only by `.0` behind them.
    IdsLikeFractions {
        /// An id as it stands in the one list.
        now: String,
        /// The same in the other.
        before: String,
        /// How many differ so.
        count: usize,
    },
    /// Names that repeat, in a list without ids.
    RepeatedNames(RepeatedIds, [Place; 2]),
    /// There is nothing below the header.
    NoRecords,
    /// There is nothing in the file at all.
    EmptyFile(PathBuf),
    /// Customers that have the id of an earlier one, and where the earlier customer and the first repetition stand.
    RepeatedIds(RepeatedIds, [Place; 2]),
    /// Most ids repeat: each row is an order rather than a customer.
    OrderList,
    /// The list has no revenue, so the summary has no sums.
    NoRevenue,
    /// A report that was not asked for a measure finds no revenue to sum up.
    NothingToSum,
    /// The list lacks a column that rules can do without.
    AbsentField(Field),
    /// A rule gives no column, because the list lacks the one that it classifies by.
    AbsentRule {
        /// The column.
        column: String,
        /// The field that the list lacks.
        field: Field,
    },
    /// The first tier of a percentile rule would be less than one customer, in words.
    LessThanOne {
        /// The label column.
        column: String,
        /// Which tier, and of how many customers.
        said: String,
    },
    /// Why customers have no label by a rule, and how many, in words.
    WhyUnclassified {
        /// The label column.
        column: String,
        /// One cause.
        cause: String,
    },
    /// Customers that any rule leaves without a label.
    Unclassified {
        /// How many.
        count: u64,
        /// How many customers there are.
        customers: u64,
    },
    /// Customers of the list that have no id, while another list is matched to them.
    CannotBeFound {
        /// The other list.
        beside: Beside,
        /// How many.
        count: usize,
    },
    /// Customers of another list that have no id.
    CannotBeFollowed {
        /// That list.
        list: PathBuf,
        /// How many.
        count: usize,
        /// Whether they then count as lost or new.
        are_counted: bool,
    },
    /// A label that was set by hand until a day that is over.
    Lapsed {
        /// Where it is set.
        place: Place,
        /// The customer.
        id: String,
        /// The label.
        label: String,
        /// The last day, in days since 1970-01-01.
        until: Day,
    },
    /// A label that is set by hand for a customer that the list lacks.
    NotInList {
        /// Where it is set.
        place: Place,
        /// The customer.
        id: String,
        /// The label.
        label: String,
    },
    /// No list was named, and the newest scored one was taken.
    NewestTaken(PathBuf),
    /// How the list is written.
    Written(Description),
    /// Where the table that is shown begins, and how large it is.
    Table(TableFound),
    /// What was taken for a record may be the header, or what was taken for several rows of a header only one.
    DoubtfulHeader {
        /// The row, from 1.
        row: u64,
        /// Whether it is one of several rows that were taken for the header.
        is_header: bool,
    },
    /// The header of another table ends the one that is shown.
    FurtherTable {
        /// The row of that header, from 1.
        row: u64,
        /// How many records are left out with it, that header included.
        records: u64,
    },
    /// Rows that are no part of the table that is shown.
    LeftOut {
        /// Above the header.
        above: u64,
        /// Without anything in them.
        blank: u64,
        /// Repeating the header.
        headers: u64,
    },
    /// The rule has no `[[test]]` list from which the example of a template could be taken.
    NoExample,
    /// The template was written to a file that nobody named.
    TemplateWritten(PathBuf),
}

/// How records differ from the others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Irregular {
    /// They have more cells than the header.
    Surplus,
    /// They have fewer.
    Short,
    /// A quote in them made no sense and was read as an ordinary character.
    Mended,
    /// Their cells do not stand under their headers, and are bad for that.
    Slipped,
    /// The same, and they were put there, as the table is only shown.
    PutRight,
}

/// A list that a run reads besides the one that it classifies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Beside {
    /// An earlier scored list (`--previous`).
    Previous,
    /// Labels set by hand (`--overrides`).
    Overrides,
}

impl Beside {
    /// Its option on the command line, without dashes; also its key in the manifest.
    pub fn name(self) -> &'static str {
        match self {
            Beside::Previous => "previous",
            Beside::Overrides => "overrides",
        }
    }
}

/// Where a table begins and how large it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TableFound {
    /// The row of the header, or of the first record where there is no header; from 1.
    pub row: u64,
    /// Whether that row is a header.
    pub has_header: bool,
    /// How many further rows belong to the header.
    pub header_below: u64,
    /// How many columns there are.
    pub columns: usize,
    /// How many records are shown.
    pub records: u64,
}

impl Remark {
    /// Whatever works in a rule file, but surely not as meant.
    pub fn of_rule_file(file: &RuleFile) -> impl Iterator<Item = Remark> {
        let text = Arc::<str>::from(file.text.as_str());
        let remark = move |complaint: &Complaint| Remark::RuleFile {
            file: file.name.clone(),
            text: text.clone(),
            complaint: complaint.clone(),
        };
        file.warnings.iter().map(remark)
    }

    /// Whether it warns: something may be wrong. Otherwise it is only worth knowing.
    pub fn is_warning(&self) -> bool {
        match self {
            Remark::RuleFile { .. }
            | Remark::Reading { fact: ReadingFact::Unstored { .. }, .. }
            | Remark::BadCell { .. }
            | Remark::BadCellSeen { .. }
            | Remark::MoreBadCells { .. }
            | Remark::EmptyColumn { .. }
            | Remark::Irregular { .. }
            | Remark::StrayBytes { .. }
            | Remark::NoRecords
            | Remark::LessThanOne { .. }
            | Remark::EmptyFile(_)
            | Remark::RepeatedIds(..)
            | Remark::RepeatedNames(..)
            | Remark::IdsLikeFractions { .. }
            | Remark::OrderList
            | Remark::Lapsed { .. }
            | Remark::NotInList { .. }
            | Remark::FurtherTable { .. } => true,
            Remark::Reading { .. }
            | Remark::StrayBytesShown
            | Remark::Hidden(_)
            | Remark::LeftBehind(_)
            | Remark::SheetAlike { .. }
            | Remark::NoRevenue
            | Remark::NothingToSum
            | Remark::AbsentField(_)
            | Remark::AbsentRule { .. }
            | Remark::WhyUnclassified { .. }
            | Remark::Unclassified { .. }
            | Remark::CannotBeFound { .. }
            | Remark::CannotBeFollowed { .. }
            | Remark::NewestTaken(_)
            | Remark::Written(_)
            | Remark::Table(_)
            | Remark::DoubtfulHeader { .. }
            | Remark::LeftOut { .. }
            | Remark::NoExample
            | Remark::TemplateWritten(_) => false,
        }
    }
}
