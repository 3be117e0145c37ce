//! Fitting a rule's method to a list: the boundaries that it leaves are a model.

use super::frame::Frame;
use super::model::Model;
use crate::rule::Method;

mod decision;
mod lookup;
mod matrix;
mod profile;
mod ranking;
mod scorecard;
mod threshold;

pub use decision::check_constants;

/// Finds the boundaries of a method on a list.
pub fn fit(method: &Method, frame: &Frame<'_>) -> Box<dyn Model> {
    match method {
        Method::Ranking(ranking) => Box::new(ranking::fit(ranking, frame)),
        Method::Threshold(threshold) => Box::new(threshold::fit(threshold, frame)),
        Method::Scorecard(scorecard) => Box::new(scorecard::fit(scorecard, frame)),
        Method::Matrix(matrix) => Box::new(matrix::fit(matrix)),
        Method::Profile(profile) => Box::new(profile::fit(profile, frame)),
        Method::Lookup(lookup) => Box::new(lookup::fit(lookup, frame)),
        Method::Decision(decision) => Box::new(decision::fit(decision)),
    }
}

/// Says which boundaries [`fit`] is going to look for, so that those of all rules are found in one go. It changes nothing but the time
/// that takes.
pub fn seek(method: &Method, frame: &Frame<'_>) {
    match method {
        Method::Ranking(ranking) => ranking::seek(ranking, frame),
        Method::Threshold(threshold) => threshold::seek(threshold, frame),
        _ => {}
    }
}
