//! Figures, names, and what stands between words.

sentences! {
    CommonWords(self) for Pseudo by format {
        total => "⟦total⟧";
        unclassified => "⟦unclassified⟧";
    }
}
