//! Three-valued logic: what a condition is for a customer whose values may be missing.

/// What a condition is for a customer. The order is that of the values: `and` is the least, `or` the greatest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Truth {
    /// It does not hold.
    False,
    /// A value that it depends on is missing.
    Unknown,
    /// It holds.
    True,
}

impl Truth {
    /// Holds or does not.
    #[inline]
    pub fn of(holds: bool) -> Truth {
        if holds { Truth::True } else { Truth::False }
    }

    /// Both: false where either is false, even if the other is unknown.
    #[inline]
    pub fn and(self, other: Truth) -> Truth {
        if (self as u8) < (other as u8) { self } else { other }
    }

    /// One or the other: true where either is true, even if the other is unknown.
    #[inline]
    pub fn or(self, other: Truth) -> Truth {
        if (self as u8) > (other as u8) { self } else { other }
    }

    /// The opposite; of an unknown condition unknown.
    #[inline]
    #[allow(clippy::should_implement_trait)]
    pub fn not(self) -> Truth {
        match self {
            Truth::False => Truth::True,
            Truth::Unknown => Truth::Unknown,
            Truth::True => Truth::False,
        }
    }

    /// Whether it is known to hold or not to.
    #[inline]
    pub fn is_known(self) -> bool {
        self != Truth::Unknown
    }

    /// Whether it holds.
    #[inline]
    pub fn holds(self) -> bool {
        self == Truth::True
    }
}

#[cfg(test)]
mod tests {
    use super::Truth::{self, False, True, Unknown};

    const ALL: [Truth; 3] = [False, Unknown, True];

    #[test]
    fn a_false_part_settles_and_and_a_true_part_settles_or() {
        assert_eq!(ALL.map(|other| False.and(other)), [False; 3]);
        assert_eq!(ALL.map(|other| True.or(other)), [True; 3]);
        assert_eq!(ALL.map(|other| True.and(other)), ALL);
        assert_eq!(ALL.map(|other| False.or(other)), ALL);
        assert_eq!((Unknown.and(Unknown), Unknown.or(Unknown), Unknown.not()), (Unknown, Unknown, Unknown));
    }

    #[test]
    fn the_laws_of_de_morgan_hold_for_unknown_too() {
        for a in ALL {
            assert_eq!(a.not().not(), a);
            for b in ALL {
                assert_eq!(a.and(b).not(), a.not().or(b.not()));
                assert_eq!((a.and(b), a.or(b)), (b.and(a), b.or(a)));
                for c in ALL {
                    assert_eq!(a.and(b.or(c)), a.and(b).or(a.and(c)));
                    assert_eq!(a.and(b).and(c), a.and(b.and(c)));
                }
            }
        }
    }
}
