//! The columns that are added to a list: their values, and where they stand.

use std::ops::Range;

use crate::date::Day;
use crate::number::Decimal;
use crate::score::Code;

/// How many customers' codes are fetched at a time.
const BLOCK: usize = 4096;

/// The columns that are added to a list, in order.
pub struct Added<'a> {
    /// The columns.
    pub columns: Vec<AddedColumn<'a>>,
}

/// A column that is added to a list.
pub struct AddedColumn<'a> {
    /// Its header.
    pub name: String,
    /// The column of the list that it replaces (`--replace`), from 0; otherwise it stands at the end.
    pub replaces: Option<usize>,
    /// What the customers get.
    pub values: AddedValues<'a>,
}

/// What the customers get in an added column.
pub enum AddedValues<'a> {
    /// One of a few labels.
    Labels {
        /// The label's text by code index, in the run's language.
        labels: Vec<AddedLabel>,
        /// What a customer without a label gets.
        unclassified: String,
        /// Appends the codes of these customers.
        codes: CodesOf<'a>,
    },
    /// A sentence for each customer, written for many at a time.
    Texts(TextsOf<'a>),
    /// A value of its own for each customer: scores, sentences, dates.
    Cells(Box<dyn Fn(usize) -> AddedCell + Sync + 'a>),
}

/// Appends the codes of a range of customers.
pub type CodesOf<'a> = Box<dyn Fn(Range<usize>, &mut Vec<Code>) + Sync + 'a>;

/// Appends the texts of a range of customers.
pub type TextsOf<'a> = Box<dyn Fn(Range<usize>, &mut AddedTexts) + Sync + 'a>;

/// Texts of consecutive customers, one behind the other, in memory that is used again.
#[derive(Debug, Default)]
pub struct AddedTexts {
    /// The texts.
    pub text: String,
    /// Where each of them ends.
    pub ends: Vec<usize>,
}

impl AddedTexts {
    fn clear(&mut self) {
        self.text.clear();
        self.ends.clear();
    }

    fn get(&self, at: usize) -> &str {
        let start = at.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or_default();
        self.ends.get(at).and_then(|&end| self.text.get(start..end)).unwrap_or_default()
    }
}

/// A label as it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AddedLabel {
    /// Its text.
    pub text: String,
    /// Whether the text is a number (labels of `bins`), to be written as one in a workbook.
    pub number: bool,
    /// The fill colour, `#RRGGBB`.
    pub color: Option<String>,
}

/// A cell of an added column, exact: what the output makes of a number or a date is its own affair.
#[derive(Debug, Clone, PartialEq)]
pub enum AddedCell {
    /// Nothing.
    Empty,
    /// A text.
    Text(String),
    /// A number.
    Number(Decimal),
    /// A day.
    Date(Day),
}

/// What stands in an added column of one record.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum AddedValue<'a> {
    /// A label.
    Label(&'a AddedLabel),
    /// The word for a customer without a label.
    Unclassified(&'a str),
    /// A value of the customer's own, or nothing.
    Cell(AddedCell),
}

impl<'a> Added<'a> {
    /// The added columns' headers.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.columns.iter().map(|column| column.name.as_str())
    }

    /// The added values record by record, for a list with that number of customers.
    pub(crate) fn rows(&self, customers: usize) -> AddedRows<'_, 'a> {
        let values = Vec::with_capacity(self.columns.len());
        AddedRows { added: self, customers, block: CodeBlock::default(), values }
    }
}

/// Hands out the added values of one record after the other. This is fastest in the list's order.
pub(crate) struct AddedRows<'r, 'a> {
    added: &'r Added<'a>,
    customers: usize,
    block: CodeBlock,
    values: Vec<AddedValue<'r>>,
}

impl<'r> AddedRows<'r, '_> {
    /// The values of a customer.
    pub(crate) fn customer(&mut self, row: usize) -> &[AddedValue<'r>] {
        if !self.block.customers.contains(&row) && row < self.customers {
            self.block.fetch(self.added, row..self.customers.min(row + BLOCK));
        }
        let at = row.wrapping_sub(self.block.customers.start);
        self.values.clear();
        for (index, column) in self.added.columns.iter().enumerate() {
            self.values.push(match &column.values {
                AddedValues::Labels { labels, unclassified, .. } => {
                    let label = self.block.label(index, at).and_then(|label| labels.get(label));
                    label.map_or(AddedValue::Unclassified(unclassified), AddedValue::Label)
                }
                AddedValues::Texts(_) => AddedValue::Cell(AddedCell::Text(self.block.text(index, at).to_owned())),
                AddedValues::Cells(cell) => AddedValue::Cell(cell(row)),
            });
        }
        &self.values
    }

    /// What stands beside a record that is no customer but not blank: nothing.
    pub(crate) fn no_customer(&mut self) -> &[AddedValue<'r>] {
        self.values.clear();
        self.values.extend(self.added.columns.iter().map(|_| AddedValue::Cell(AddedCell::Empty)));
        &self.values
    }
}

/// The codes of consecutive customers, fetched together.
#[derive(Debug, Default)]
pub(crate) struct CodeBlock {
    customers: Range<usize>,
    /// One list per added column, empty for a column without labels.
    codes: Vec<Vec<Code>>,
    /// One for each added column, empty for a column without sentences.
    texts: Vec<AddedTexts>,
}

impl CodeBlock {
    /// Fetches the codes of these customers. The memory of the codes before is used again.
    pub(crate) fn fetch(&mut self, added: &Added<'_>, customers: Range<usize>) {
        self.codes.resize_with(added.columns.len(), Vec::new);
        self.texts.resize_with(added.columns.len(), AddedTexts::default);
        for (column, (codes, texts)) in added.columns.iter().zip(self.codes.iter_mut().zip(&mut self.texts)) {
            codes.clear();
            texts.clear();
            match &column.values {
                AddedValues::Labels { codes: append, .. } => append(customers.clone(), codes),
                AddedValues::Texts(append) => append(customers.clone(), texts),
                AddedValues::Cells(_) => {}
            }
        }
        self.customers = customers;
    }

    /// The customers whose codes these are.
    pub(crate) fn customers(&self) -> Range<usize> {
        self.customers.clone()
    }

    /// The text of a customer, counted from the first of the block.
    pub(crate) fn text(&self, column: usize, customer: usize) -> &str {
        self.texts.get(column).map_or("", |texts| texts.get(customer))
    }

    /// The codes of an added column.
    pub(crate) fn of_column(&self, column: usize) -> &[Code] {
        &self.codes[column]
    }

    /// The index of a customer's label. The customer is counted from the first of the block.
    #[inline]
    pub(crate) fn label(&self, column: usize, customer: usize) -> Option<usize> {
        self.codes.get(column)?.get(customer)?.index()
    }
}

/// Where the added columns stand: in the place of a column that they replace, or at the end.
#[derive(Debug, Clone, Default)]
pub(crate) struct Layout {
    /// For each column of the list, the added one that replaces it.
    replaced: Vec<Option<usize>>,
    /// The added columns that stand at the end.
    appended: Vec<usize>,
}

/// What stands in one column of the output.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum OutputColumn {
    /// The list's own column of that number.
    Own(usize),
    /// The added column of that number.
    Added(usize),
}

impl Layout {
    /// A list of `width` columns with what is added to it.
    pub(crate) fn new(width: usize, added: &Added<'_>) -> Layout {
        let mut layout = Layout { replaced: vec![None; width], appended: Vec::new() };
        for (index, column) in added.columns.iter().enumerate() {
            match column.replaces.and_then(|at| layout.replaced.get_mut(at)) {
                Some(place) => *place = Some(index),
                None => layout.appended.push(index),
            }
        }
        layout
    }

    /// How many columns the list itself has.
    pub(crate) fn list_width(&self) -> usize {
        self.replaced.len()
    }

    /// The list's columns in order, each with an added one in its place where it is replaced.
    pub(crate) fn list_columns(&self) -> impl Iterator<Item = OutputColumn> {
        let columns = self.replaced.iter().enumerate();
        columns.map(|(at, added)| added.map_or(OutputColumn::Own(at), OutputColumn::Added))
    }

    /// The added columns that stand at the end.
    pub(crate) fn appended(&self) -> &[usize] {
        &self.appended
    }

    /// Whether an added column stands in the place of one of the list's.
    pub(crate) fn replaces_any(&self) -> bool {
        self.replaced.iter().any(Option::is_some)
    }

    /// The output's columns in order.
    pub(crate) fn columns(&self) -> impl Iterator<Item = OutputColumn> {
        self.list_columns().chain(self.appended.iter().map(|&added| OutputColumn::Added(added)))
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    pub(crate) fn label(text: &str, number: bool, color: Option<&str>) -> AddedLabel {
        AddedLabel { text: text.to_owned(), number, color: color.map(str::to_owned) }
    }

    pub(crate) fn labels<'a>(name: &str, labels: Vec<AddedLabel>, codes: Vec<Option<usize>>) -> AddedColumn<'a> {
        let codes: Vec<Code> = codes.into_iter().map(|code| code.map_or(Code::NONE, Code::at)).collect();
        AddedColumn {
            name: name.to_owned(),
            replaces: None,
            values: AddedValues::Labels {
                labels,
                unclassified: "unclassified".to_owned(),
                codes: Box::new(move |range, out| out.extend_from_slice(&codes[range])),
            },
        }
    }

    fn text(value: &AddedValue<'_>) -> String {
        match value {
            AddedValue::Label(label) => label.text.clone(),
            AddedValue::Unclassified(word) => format!("({word})"),
            AddedValue::Cell(cell) => format!("{cell:?}"),
        }
    }

    #[test]
    fn every_customer_gets_its_own_values_over_several_blocks() {
        let customers = 2 * BLOCK + 10;
        let codes = (0..customers).map(|row| (row % 3 < 2).then_some(row % 3)).collect();
        let added = Added {
            columns: vec![
                labels("tier", vec![label("A", false, None), label("B", false, None)], codes),
                AddedColumn {
                    name: "tier_score".to_owned(),
                    replaces: None,
                    values: AddedValues::Cells(Box::new(|row| AddedCell::Number(Decimal::from_parts(row as i128, 0)))),
                },
            ],
        };
        let mut rows = added.rows(customers);
        for row in [0, 1, 2, BLOCK - 1, BLOCK, BLOCK + 1, customers - 1, 0] {
            let values = rows.customer(row);
            assert_eq!(text(&values[0]), ["A", "B", "(unclassified)"][row % 3]);
            assert_eq!(values[1], AddedValue::Cell(AddedCell::Number(Decimal::from_parts(row as i128, 0))));
        }
        assert_eq!(rows.no_customer().iter().map(text).collect::<Vec<_>>(), ["Empty", "Empty"]);
    }

    #[test]
    fn a_replacing_column_stands_where_the_replaced_one_stood() {
        let mut tier = labels("tier", Vec::new(), Vec::new());
        tier.replaces = Some(1);
        let added = Added { columns: vec![labels("abc", Vec::new(), Vec::new()), tier] };
        let layout = Layout::new(3, &added);
        let columns: Vec<_> = layout.columns().collect();
        assert_eq!(
            columns,
            [OutputColumn::Own(0), OutputColumn::Added(1), OutputColumn::Own(2), OutputColumn::Added(0)]
        );
        assert_eq!((layout.list_width(), layout.appended(), layout.replaces_any()), (3, &[0][..], true));
    }
}
