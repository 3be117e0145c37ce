//! Who is told of a run while it goes on.

use crate::list::Progress;
use crate::result::remark::Remark;

/// Who is told of a run while it goes on.
pub trait Observer {
    /// The run has noticed something.
    fn remark(&self, remark: &Remark);

    /// A pass over a list begins, of so many units where that is known beforehand; what is given back is told how far it comes.
    fn pass(&self, units: Option<u64>) -> Box<dyn Progress>;
}

/// Nobody: what a run has noticed is in its outcome, too.
#[derive(Debug, Clone, Copy)]
pub struct Silent;

impl Observer for Silent {
    fn remark(&self, _: &Remark) {}

    fn pass(&self, _: Option<u64>) -> Box<dyn Progress> {
        Box::new(Silent)
    }
}

impl Progress for Silent {
    fn advance(&self, _: u64) {}
}
