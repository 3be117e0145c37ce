//! What lies behind columns once the derived values among them are taken apart.

use super::Expr;
use crate::rule::scope::Ref;

/// What columns are made of, once the derived values among them are taken apart.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Behind {
    /// The fields, and the labels and scores of earlier rules; each once, in order.
    pub columns: Vec<Ref>,
    /// The derived values between them, in the order written.
    pub derived: Vec<usize>,
}

impl Behind {
    /// Takes columns apart.
    pub fn new(columns: &[Ref], derived: &[Expr]) -> Behind {
        let mut seen = vec![false; derived.len()];
        let mut open = columns.to_vec();
        let mut columns = Vec::new();
        while let Some(column) = open.pop() {
            match column {
                Ref::Derived(index) if std::mem::replace(&mut seen[index], true) => {}
                Ref::Derived(index) => open.extend_from_slice(derived[index].refs()),
                other => columns.push(other),
            }
        }
        columns.sort_unstable();
        columns.dedup();
        Behind { columns, derived: (0..derived.len()).filter(|&index| seen[index]).collect() }
    }
}
