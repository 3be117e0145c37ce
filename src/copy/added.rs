//! The added columns of one record after the other: what stands in them and where.

use crate::score::Code;

use super::{Added, AddedCell, AddedLabel, AddedValues};

/// For how many customers codes are fetched at a time.
const BLOCK: usize = 4096;

/// What stands in an added column of one record.
#[derive(Debug, Clone, PartialEq)]
pub enum AddedValue<'a> {
    /// A label.
    Label(&'a AddedLabel),
    /// The customer has no label, or the record is no customer: the word for that.
    Unclassified(&'a str),
    /// A value of the customer's own, or nothing.
    Cell(AddedCell),
}

impl<'a> Added<'a> {
    /// The added columns' headers.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.columns.iter().map(|column| column.name.as_str())
    }

    /// The added values of a list of so many customers, record by record.
    pub fn rows(&self, customers: usize) -> AddedRows<'_, 'a> {
        let codes = self.columns.iter().map(|_| Vec::new()).collect();
        AddedRows { added: self, customers, start: 0, codes, values: Vec::with_capacity(self.columns.len()) }
    }
}

/// Hands out the added values of one record after the other; fastest in the list's order.
pub struct AddedRows<'r, 'a> {
    added: &'r Added<'a>,
    customers: usize,
    /// The first customer of the block.
    start: usize,
    /// The block's codes, one list a column; empty where the column has no labels.
    codes: Vec<Vec<Code>>,
    values: Vec<AddedValue<'r>>,
}

impl<'r> AddedRows<'r, '_> {
    /// What the customer gets.
    pub fn customer(&mut self, row: usize) -> &[AddedValue<'r>] {
        self.fetch(row);
        self.values.clear();
        for (column, codes) in self.added.columns.iter().zip(&self.codes) {
            self.values.push(match &column.values {
                AddedValues::Labels { labels, unclassified, .. } => codes
                    .get(row.wrapping_sub(self.start))
                    .and_then(|code| labels.get(code.index()?))
                    .map_or(AddedValue::Unclassified(unclassified), AddedValue::Label),
                AddedValues::Cells(cell) => AddedValue::Cell(cell(row)),
            });
        }
        &self.values
    }

    /// What a record gets that is no customer but has something in it: a total row, a repeated header.
    pub fn no_customer(&mut self) -> &[AddedValue<'r>] {
        self.values.clear();
        self.values.extend(self.added.columns.iter().map(|column| match &column.values {
            AddedValues::Labels { unclassified, .. } => AddedValue::Unclassified(unclassified),
            AddedValues::Cells(_) => AddedValue::Cell(AddedCell::Empty),
        }));
        &self.values
    }

    /// Sees to it that the block holds the customer's codes.
    fn fetch(&mut self, row: usize) {
        let filled = self.codes.iter().map(Vec::len).max().unwrap_or(0);
        if (self.start..self.start + filled).contains(&row) || row >= self.customers {
            return;
        }
        self.start = row;
        let block = row..self.customers.min(row + BLOCK);
        for (column, codes) in self.added.columns.iter().zip(&mut self.codes) {
            if let AddedValues::Labels { codes: codes_of, .. } = &column.values {
                codes.clear();
                codes_of(block.clone(), codes);
            }
        }
    }
}

/// Where the added columns stand: in the place of a column that they replace, or at the end.
#[derive(Debug, Clone, Default)]
pub(crate) struct Layout {
    /// How many columns the list itself has.
    width: usize,
    /// For each column of the list, the added one that replaces it.
    replaced: Vec<Option<usize>>,
    /// The added columns that stand at the end.
    appended: Vec<usize>,
}

/// What stands in one column of the output.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Standing {
    /// The list's own column of that number.
    Own(usize),
    /// The added column of that number.
    Added(usize),
}

impl Layout {
    /// A list of `width` columns with what is added to it.
    pub(crate) fn new(width: usize, added: &Added<'_>) -> Layout {
        let mut layout = Layout { width, replaced: vec![None; width], appended: Vec::new() };
        for (index, column) in added.columns.iter().enumerate() {
            match column.replaces.and_then(|at| layout.replaced.get_mut(at)) {
                Some(place) => *place = Some(index),
                None => layout.appended.push(index),
            }
        }
        layout
    }

    /// How many columns the output has.
    pub(crate) fn width(&self) -> usize {
        self.width + self.appended.len()
    }

    /// The output's columns in order.
    pub(crate) fn columns(&self) -> impl Iterator<Item = Standing> {
        let own = self.replaced.iter().enumerate().map(|(at, added)| added.map_or(Standing::Own(at), Standing::Added));
        own.chain(self.appended.iter().map(|&added| Standing::Added(added)))
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::copy::AddedColumn;
    use crate::number::Decimal;

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
        assert_eq!(rows.no_customer().iter().map(text).collect::<Vec<_>>(), ["(unclassified)", "Empty"]);
    }

    #[test]
    fn a_replacing_column_stands_where_the_replaced_one_stood() {
        let mut tier = labels("tier", Vec::new(), Vec::new());
        tier.replaces = Some(1);
        let added = Added { columns: vec![labels("abc", Vec::new(), Vec::new()), tier] };
        let layout = Layout::new(3, &added);
        let columns: Vec<_> = layout.columns().collect();
        assert_eq!(columns, [Standing::Own(0), Standing::Added(1), Standing::Own(2), Standing::Added(0)]);
        assert_eq!(layout.width(), 4);
    }
}
