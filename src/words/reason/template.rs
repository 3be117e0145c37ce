//! Sentences with places for figures: put together once for all customers of whom the same is to be said, filled in for each.

use std::fmt::Write;

/// How many places a sentence has at most.
const MOST: u32 = 400;

/// From here on Unicode has characters for private use that no font and no list has.
const FIRST: u32 = 0x10_fe00;

/// What stands for a figure while the sentence is put together.
pub(in crate::words) fn slot(number: usize) -> String {
    char::from_u32(FIRST + number as u32 % MOST).map(String::from).unwrap_or_default()
}

/// Whether a character stands for a figure, beside which Chinese is set as beside a digit.
pub(in crate::words) fn is_slot(character: char) -> bool {
    number(character).is_some()
}

fn number(character: char) -> Option<usize> {
    u32::from(character).checked_sub(FIRST).filter(|&number| number < MOST).map(|number| number as usize)
}

/// A sentence with places for figures.
#[derive(Debug, Clone, Default)]
pub(in crate::words) struct Template {
    /// What stands in front of each place, and which place it is.
    parts: Vec<(String, usize)>,
    /// What stands behind the last one.
    end: String,
}

impl Template {
    /// The places of a sentence that was put together with [`slot`]s.
    pub fn of(sentence: &str) -> Template {
        let mut template = Template::default();
        for character in sentence.chars() {
            match number(character) {
                Some(number) => template.parts.push((std::mem::take(&mut template.end), number)),
                None => _ = template.end.write_char(character),
            }
        }
        template
    }

    /// Appends the sentence; `write` appends the figure of a place.
    pub fn fill(&self, out: &mut String, mut write: impl FnMut(usize, &mut String)) {
        for (text, place) in &self.parts {
            out.push_str(text);
            write(*place, out);
        }
        out.push_str(&self.end);
    }
}
