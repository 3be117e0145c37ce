//! What can be reckoned before it is said: figures that no customer changes, and differences of percentages, which are told in points.

use super::Terms;
use crate::number::Decimal;
use crate::rule::expression::{Tree, TreeKind};
use crate::rule::scope::{Meaning, Ref};

/// A figure that is the same for every customer.
#[derive(Debug, Clone, Copy)]
pub(super) struct Constant {
    pub value: Decimal,
    /// Whether it is shown as per cent.
    pub is_percent: bool,
}

impl Terms<'_> {
    /// What an expression comes to, where it is made of figures and parameters alone and comes out even.
    pub(super) fn constant(&self, tree: &Tree, text: &str) -> Option<Constant> {
        match &tree.kind {
            TreeKind::Number(value) => {
                let written = text.get(tree.span.clone()).unwrap_or_default();
                Some(Constant { value: *value, is_percent: written.trim_end_matches([')', ' ']).ends_with('%') })
            }
            TreeKind::Name(name) => self.named_constant(name),
            TreeKind::Negative(part) => self.constant(part, text).map(|part| Constant { value: -part.value, ..part }),
            TreeKind::Sum(parts) => self.each_constant(parts, text, |(sum, (inverse, part))| {
                let value = match inverse {
                    true => sum.value.checked_sub(part.value)?,
                    false => sum.value.checked_add(part.value)?,
                };
                Some(Constant { value, is_percent: sum.is_percent || part.is_percent })
            }),
            TreeKind::Product(parts) => self.each_constant(parts, text, |(product, (inverse, part))| {
                let value = match inverse {
                    true => product
                        .value
                        .checked_div(part.value)
                        .filter(|ratio| ratio.checked_mul(part.value).is_some_and(|whole| whole == product.value))?,
                    false => product.value.checked_mul(part.value)?,
                };
                Some(Constant { value, is_percent: product.is_percent && part.is_percent && !inverse })
            }),
            _ => None,
        }
    }

    fn named_constant(&self, name: &str) -> Option<Constant> {
        match self.set.scope.find(name)? {
            Meaning::Param(value) => {
                Some(Constant { value, is_percent: self.set.scope.percent_params.iter().any(|known| known == name) })
            }
            Meaning::Column(Ref::Derived(index), _) => {
                let (text, tree) = self.short_derived(index)?;
                self.constant(&tree, &text)
            }
            Meaning::Column(..) => None,
        }
    }

    /// Terms from left to right, where each of them is constant.
    fn each_constant(
        &self,
        parts: &[(bool, Tree)],
        text: &str,
        together: impl Fn((Constant, (bool, Constant))) -> Option<Constant>,
    ) -> Option<Constant> {
        let mut parts = parts.iter().map(|(inverse, part)| Some((*inverse, self.constant(part, text)?)));
        let (_, first) = parts.next()??;
        parts.try_fold(first, |sum, part| together((sum, part?)))
    }

    /// A constant as it is shown.
    pub(super) fn constant_figure(&self, constant: Constant) -> String {
        let figure = self.figure(constant.value.abs(), constant.is_percent);
        if constant.value.is_negative() { format!("−{figure}") } else { figure }
    }

    /// Whether a value is the difference of percentages.
    pub(super) fn is_in_points(&self, tree: &Tree, text: &str) -> bool {
        match &tree.kind {
            TreeKind::Sum(parts) => {
                parts.iter().any(|(inverse, _)| *inverse)
                    && parts.iter().all(|(_, part)| self.is_in_percent(part, text))
            }
            TreeKind::Name(name) => match self.set.scope.find(name) {
                Some(Meaning::Column(Ref::Derived(index), _)) => {
                    self.short_derived(index).is_some_and(|(text, tree)| self.is_in_points(&tree, &text))
                }
                _ => false,
            },
            _ => false,
        }
    }

    fn is_in_percent(&self, tree: &Tree, text: &str) -> bool {
        match &tree.kind {
            TreeKind::Name(name) if self.is_percent(name) => true,
            TreeKind::Call(name, _, parts) if matches!(name.as_str(), "coalesce" | "min" | "max") => {
                parts.iter().all(|part| self.is_in_percent(part, text))
            }
            _ => self.constant(tree, text).is_some_and(|constant| constant.is_percent),
        }
    }

    /// A difference of percentages: `10 points`.
    pub(super) fn points(&self, difference: Decimal) -> String {
        let figure =
            difference.shift(2).map(|points| self.constant_figure(Constant { value: points, is_percent: false }));
        self.words().percentage_points(&figure.unwrap_or_default())
    }
}
