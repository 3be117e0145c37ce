//! Three repairs of records that are not written as the list is.
//!
//! [`quotes`] reads a record again whose quotes make no sense by the letter. [`misplaced`] finds the column of each cell in a record with a
//! delimiter too many, too few or of another kind. [`misplaced_in_part`] says which cells of a part are not to be believed for that.

pub(super) mod misplaced;
pub(super) mod misplaced_in_part;
pub(super) mod quotes;
