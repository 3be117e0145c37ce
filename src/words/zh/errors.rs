//! Errors, the places that they speak of, and how columns were read.

use super::{list_errors, output_errors, places, readings, refusals};
use crate::Error;
use crate::list::{ReadingFact, Unreadable};
use crate::place::Place;
use crate::rule::FieldKind;

sentences! {
    ErrorWords(self) for Chinese by zh {
        error_prefix => "错误：";
        warning_prefix => "警告：";
        error(error: &Error) => {
            match error {
                Error::Rule(_) | Error::Freeze(_) => error.to_string(),
                Error::Refused(refusal) => refusals::refusal(refusal),
                Error::Input(error) => list_errors::input_error(error),
                Error::Output(error) => output_errors::output_error(error),
            }
        };
        unreadable(column: &Unreadable) => { list_errors::unreadable(column) };
        place(place: &Place) => { places::place(place) };
        reading_fact(fact: &ReadingFact, field) => { readings::reading_fact(fact, field) };
        type_name(kind: &FieldKind) -> &'static str => { readings::field_type(kind) };
    }
}
