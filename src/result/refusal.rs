//! Why a run is refused, apart from what is wrong with the bytes of a list, a rule file or an output: facts, of which `words` makes
//! sentences.

use std::path::PathBuf;

use super::remark::Beside;
use crate::place::Place;

/// Why a run is refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// `--map` or `--read` names a field twice.
    FieldTwice {
        /// The option.
        option: &'static str,
        /// The field.
        field: String,
    },
    /// Two rules give the same column.
    ColumnTwice(String),
    /// `--set` names a parameter that no rule has.
    UnknownParam {
        /// The parameter.
        name: String,
        /// Those that the rules have.
        known: Vec<String>,
    },
    /// `--encoding-out` for a workbook.
    EncodingOfWorkbook,
    /// `--escape-formulas` for a workbook.
    FormulasOfWorkbook,
    /// An output has an ending that says nothing of its format, or one that is not written here.
    Ending(PathBuf, Writes),
    /// An output that the run reads.
    ReadsOutput {
        /// The output.
        output: PathBuf,
        /// Whether it is the list itself, rather than one beside it.
        is_input: bool,
    },
    /// The list already has a column of the name of one that is added.
    ColumnTaken {
        /// The list.
        list: PathBuf,
        /// The column, from 1.
        column: usize,
        /// Its header.
        header: String,
        /// The added column.
        added: String,
    },
    /// The column of the name of an added one is a field, which labels never replace.
    ColumnIsField {
        /// The list.
        list: PathBuf,
        /// The column, from 1.
        column: usize,
        /// Its header.
        header: String,
        /// The added column.
        added: String,
        /// The field.
        field: String,
    },
    /// Customers were left without a label, with `--strict`.
    Unclassified {
        /// How many.
        count: u64,
        /// How many customers there are.
        customers: u64,
    },
    /// The list has no customer, with `--strict`.
    NobodyToClassify,
    /// The list has no one column of ids, by which another list would be matched to it.
    NoIdsToMatch {
        /// The other list.
        beside: Beside,
        /// The list's headers.
        headers: String,
    },
    /// An id stands twice in a list that customers are followed through.
    IdTwice {
        /// The id.
        id: String,
        /// Where it stands first, and then again.
        places: [Place; 2],
        /// How many customers have an id that an earlier one has, this one included.
        count: usize,
    },
    /// Cells of a list beside the input that do not fit this run.
    WrongCells {
        /// The first of them.
        cells: Vec<(Place, WrongCell)>,
        /// How many more there are.
        more: usize,
    },
    /// The earlier list lacks a column that a rule of this run gives.
    NoEarlierLabels {
        /// The list.
        list: PathBuf,
        /// The column.
        column: String,
        /// The rule file.
        rule: String,
        /// The list's headers.
        headers: String,
    },
    /// `--by` more than twice.
    TooManyGroups,
    /// No list is named, and there is no scored one in this folder.
    NoScoredList,
    /// The list has no column of a name.
    NoColumn {
        /// The option that names it.
        option: &'static str,
        /// The column.
        column: String,
        /// A bundled rule that would give it.
        rule: Option<String>,
        /// The list's headers.
        headers: String,
    },
    /// One list and not exactly two rules to compare.
    TwoRulesWanted,
    /// Neither two lists nor one are to be compared.
    TwoListsWanted,
    /// A rule that is compared gives no column for the list.
    RuleWithoutColumn(String),
    /// A rule that is compared gives several columns.
    SeveralColumns {
        /// The rule.
        rule: String,
        /// Its columns.
        columns: Vec<String>,
    },
    /// A compared list lacks the column of labels.
    NoLabels {
        /// The list.
        list: PathBuf,
        /// The column.
        column: String,
        /// The list's headers.
        headers: String,
    },
    /// Two compared lists share no column of labels.
    NoSharedColumn,
    /// Two compared lists share several columns of labels.
    SharedColumns(Vec<String>),
    /// A compared column has more texts than a column of labels would have.
    TooManyLabels {
        /// The column.
        column: String,
        /// How many.
        count: usize,
    },
    /// No rule says when customers are to be contacted.
    NoCadence {
        /// The rules.
        rules: Vec<String>,
        /// The bundled ones that do.
        bundled: Vec<String>,
    },
    /// The list does not say when customers were last contacted, or reviewed.
    NoLastContact {
        /// The field that is missing.
        field: &'static str,
        /// Whether reviews are meant, rather than contacts.
        reviews: bool,
        /// The list's headers.
        headers: String,
    },
    /// The list does not say who looks after a customer.
    NoOwners {
        /// The list's headers.
        headers: String,
    },
    /// The list has neither ids nor names.
    NobodyToContact {
        /// The list's headers.
        headers: String,
    },
    /// The list has no ids, by which one customer would be found.
    NoIds,
    /// No customer has an id.
    UnknownId {
        /// The id.
        id: String,
        /// The nearest that there is.
        near: Option<String>,
    },
    /// Several customers have the id of which one was asked for.
    IdOfSeveral {
        /// The id.
        id: String,
        /// The customers, from 1.
        customers: Vec<usize>,
    },
    /// The customer is no longer in the list.
    CustomerGone,
    /// Not exactly one rule file to freeze.
    OneRuleWanted,
    /// A workbook for standard output.
    WorkbookToStdout,
    /// A template in the place of a file that is there.
    TemplateExists(PathBuf),
    /// A rule file to start from in the place of a file that is there.
    RuleFileExists(PathBuf),
    /// A list without customers has no figures that a rule could start from.
    NothingToStartFrom(PathBuf),
    /// No column of the list would make a rule.
    NothingToClassifyBy {
        /// The list.
        list: PathBuf,
        /// The list's headers.
        headers: String,
    },
    /// The rule file that was made for a list is wrong, and why.
    StarterWrong(String),
    /// Rule files that do not hold what they promise.
    RulesDoNotHold(usize),
}

/// What is written, each with the endings of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Writes {
    /// A list with its labels.
    Copy,
    /// A list as it was read.
    Shown,
    /// A report.
    Report,
    /// A comparison.
    Comparison,
    /// Whom to contact.
    Due,
    /// A template as CSV.
    CsvTemplate,
    /// A template as a workbook.
    XlsxTemplate,
}

/// What is wrong with a cell of a list beside the input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WrongCell {
    /// A customer has no id.
    NoId,
    /// No column is named, and the run gives several.
    NoColumn {
        /// The columns.
        columns: Vec<String>,
    },
    /// No rule gives the column.
    UnknownColumn {
        /// The column.
        name: String,
        /// The columns that rules give.
        known: Vec<String>,
    },
    /// There is no label.
    NoLabel {
        /// The labels of the rule.
        known: Vec<String>,
    },
    /// A label set by hand that the rule does not have.
    UnknownLabel {
        /// The label.
        label: String,
        /// The rule's column.
        column: String,
        /// The labels of the rule.
        known: Vec<String>,
    },
    /// A label of a scored list that the rule does not have.
    OtherLabel {
        /// The label.
        label: String,
        /// The rule's column.
        column: String,
        /// The labels of the rule.
        known: Vec<String>,
        /// The list is compared with another one; otherwise it is the earlier list of a run.
        compared: bool,
    },
    /// No date.
    NoDate,
    /// A second valid label for a customer.
    SecondLabel {
        /// The customer.
        id: String,
    },
}

impl Refusal {
    /// The refusal, under `--strict`, of a list with so many customers, of whom so many have no label; nothing where all have one.
    pub fn of_incomplete(unclassified: u64, customers: u64) -> Option<Refusal> {
        match (unclassified, customers) {
            (_, 0) => Some(Refusal::NobodyToClassify),
            (0, _) => None,
            (count, customers) => Some(Refusal::Unclassified { count, customers }),
        }
    }

    /// Whether the work could be done, but for `--strict`.
    pub fn is_strict(&self) -> bool {
        matches!(self, Refusal::Unclassified { .. } | Refusal::NobodyToClassify)
    }

    /// Whether the command line asks for what cannot be, rather than the work could not be done.
    pub fn is_usage(&self) -> bool {
        matches!(
            self,
            Refusal::FieldTwice { .. }
                | Refusal::ColumnTwice(_)
                | Refusal::UnknownParam { .. }
                | Refusal::EncodingOfWorkbook
                | Refusal::FormulasOfWorkbook
                | Refusal::Ending(..)
                | Refusal::TooManyGroups
                | Refusal::TwoRulesWanted
                | Refusal::TwoListsWanted
                | Refusal::SeveralColumns { .. }
                | Refusal::NoSharedColumn
                | Refusal::SharedColumns(_)
                | Refusal::OneRuleWanted
                | Refusal::WorkbookToStdout
        )
    }
}

impl std::error::Error for Refusal {}
