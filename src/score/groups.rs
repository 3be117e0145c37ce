//! Groups of customers within which a rule makes its cuts (`per = "region"`).

use super::column::{Cell, Code, Column, Texts};
use super::frame::Frame;
use crate::rule::scope::Ref;

/// Which group each customer is in.
#[derive(Debug, Clone)]
pub struct Groups {
    /// The column that makes the groups.
    pub column: Ref,
    names: Vec<String>,
    /// By customer: the number of its group's name.
    groups: Vec<u32>,
}

const NO_GROUP: u32 = u32::MAX;

impl Groups {
    /// The groups that a text, choice, flag or label column makes. A missing or bad cell is in no group.
    pub fn new(frame: &Frame<'_>, column: Ref) -> Groups {
        match column {
            Ref::Label(rule) => Groups::of_labels(frame, column, rule),
            Ref::Field(index) => match frame.fields[index] {
                Some(Column::Texts(texts)) => Groups::of_texts(column, texts),
                _ => Groups::none(frame, column),
            },
            Ref::Derived(_) | Ref::Score(_) => Groups::none(frame, column),
        }
    }

    fn of_texts(column: Ref, texts: &Texts) -> Groups {
        let names =
            (0..texts.dictionary().len()).map(|number| texts.dictionary().text(number as u32).to_owned()).collect();
        let group = |row| match texts.get(row) {
            Cell::Value(number) => number,
            Cell::Missing | Cell::Bad => NO_GROUP,
        };
        Groups { column, names, groups: (0..texts.len()).map(group).collect() }
    }

    fn of_labels(frame: &Frame<'_>, column: Ref, rule: usize) -> Groups {
        let Some(codes) = &frame.labels[rule] else { return Groups::none(frame, column) };
        let group = |code: &Code| code.index().map_or(NO_GROUP, |index| index as u32);
        Groups { column, names: frame.scope.rules[rule].labels.clone(), groups: codes.iter().map(group).collect() }
    }

    fn none(frame: &Frame<'_>, column: Ref) -> Groups {
        Groups { column, names: Vec::new(), groups: vec![NO_GROUP; frame.rows] }
    }

    /// The group of a customer.
    pub fn group(&self, row: usize) -> Option<usize> {
        (self.groups[row] != NO_GROUP).then_some(self.groups[row] as usize)
    }

    /// The name of a customer's group.
    pub fn name_of(&self, row: usize) -> Option<&str> {
        self.group(row).map(|group| self.names[group].as_str())
    }

    /// The group of a name.
    pub fn find(&self, name: &str) -> Option<usize> {
        self.names.iter().position(|known| known == name)
    }

    /// The groups' names.
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// The customers of each group, in the list's order.
    pub fn members(&self) -> Vec<Vec<usize>> {
        let mut members = vec![Vec::new(); self.names.len()];
        for row in 0..self.groups.len() {
            if let Some(group) = self.group(row) {
                members[group].push(row);
            }
        }
        members
    }
}
