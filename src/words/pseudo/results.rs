//! What is said of a list and of its result besides the tables.

use crate::words::figure::Count;

sentences! {
    ResultWords(self) for Pseudo by format {
        unclassified_because(customers: Count, cause) => "⟦{cause} ×{customers}⟧";
        nobody_has_a_value(column) => "⟦{column}: nobody⟧";
    }
}
