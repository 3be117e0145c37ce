//! The numbers that the repair of records is tuned with. [`super::evidence`] measures what each is good for.

/// Costs are in the measure of [`ColumnShape::cost`](super::column_shape::ColumnShape::cost).
#[derive(Debug, Clone, Copy)]
pub(super) struct Tuning {
    /// What an accident costs: a delimiter that is lost or too many, a lost cell.
    pub(super) accident: f64,
    /// What a delimiter inside a text without quotes costs.
    pub(super) delimiter_in_text: f64,
    /// What a filled cell costs that has no column.
    pub(super) filled_surplus: f64,
    /// What a cell costs that is left out at the record's end; more where an empty one is unusual there.
    pub(super) left_out: f64,
    /// How much likelier than the record as it stands another reading must be.
    pub(super) convincing: f64,
    /// The share of trust in a cell that is unlike any other of its column.
    pub(super) unseen: f64,
    /// How much the kind of a cell says; its shape says the rest.
    pub(super) by_kind: f64,
    /// A column is formal if this number of shapes makes up nine tenths of its cells.
    pub(super) few: usize,
}

impl Tuning {
    /// What is used.
    pub(super) const USUAL: Tuning = Tuning {
        accident: 1.0,
        delimiter_in_text: 2.0,
        filled_surplus: 4.0,
        left_out: 0.25,
        convincing: 2.5,
        unseen: 0.004,
        by_kind: 0.12,
        few: 4,
    };
}
