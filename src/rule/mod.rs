//! What a rule says: the names it may use, its tiers, and how it classifies. No columns, no lists, no scoring.
//!
//! A rule's settings are a tree whose values know their places ([`settings`]). Each method in [`method`] reads what it understands of
//! them, once, into public data with every figure as it was written ([`figure::Figure`]). The handbook, `freeze`, the schema and the
//! scoring all take it from there.

pub mod bounds;
pub mod columns;
pub mod expression;
pub mod field;
pub mod figure;
pub mod follow_up;
pub mod hold;
pub mod interval;
pub mod listed;
pub mod method;
pub mod mistake;
pub mod rule_set;
pub mod scope;
pub mod settings;
pub mod tier;

pub use field::{Field, FieldKind};
pub use method::Method;
pub use rule_set::{Need, Rule, RuleSet};
