//! Texts in lines of a terminal's width.

use std::io::{self, Write};

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Writes a text in lines of at most so many columns, with what stands before the first line and before the further ones.
pub(super) fn lines(
    text: &str,
    columns: Option<usize>,
    first: &str,
    further: &str,
    out: &mut dyn Write,
) -> io::Result<()> {
    let room = columns.map(|columns| columns.saturating_sub(further.width()).max(10));
    for (at, line) in wrapped(text, room).iter().enumerate() {
        writeln!(out, "{}", format!("{}{line}", if at == 0 { first } else { further }).trim_end())?;
    }
    Ok(())
}

/// The text in lines of at most so many columns, broken at blanks and between Chinese characters, not before a closing mark.
/// Control characters, which could play tricks on a terminal, are left out.
fn wrapped(text: &str, columns: Option<usize>) -> Vec<String> {
    let Some(columns) = columns else { return vec![clean(text)] };
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut used = 0;
    for piece in pieces(&clean(text)) {
        let width = piece.trim_end().width();
        if used + width > columns && !line.trim_end().is_empty() {
            lines.push(line.trim_end().to_owned());
            line.clear();
            used = 0;
        }
        line.push_str(&piece);
        used += piece.width();
    }
    lines.push(line.trim_end().to_owned());
    lines
}

fn clean(text: &str) -> String {
    text.chars().map(|c| if c == '\n' || c == '\t' { ' ' } else { c }).filter(|c| !c.is_control()).collect()
}

/// What stays together: words with the blank behind them, wide characters by themselves with the marks that close them.
fn pieces(text: &str) -> Vec<String> {
    const CLOSING: &str = "，。；：、？！）”’》」』…";
    const OPENING: &str = "（“‘《「『(";
    // They close a word, but words may go on behind them: 3,200.
    const CLOSING_WITHIN: &str = ",.;:!?)";
    let mut pieces: Vec<String> = Vec::new();
    let mut open = true;
    for character in text.chars() {
        let wide = character.width().unwrap_or(0) > 1;
        let closing = CLOSING.contains(character);
        let behind = pieces.last().and_then(|piece| piece.chars().next_back());
        let glued = behind.is_some_and(|behind| OPENING.contains(behind))
            || closing
            || CLOSING_WITHIN.contains(character)
            || character == ' ';
        let begins = open || (wide && !glued);
        match pieces.last_mut() {
            Some(piece) if !begins || (glued && !piece.ends_with(' ')) => piece.push(character),
            _ => pieces.push(character.to_string()),
        }
        open = character == ' ' || (wide && !OPENING.contains(character)) || closing;
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stay_whole_and_lines_keep_within_the_width() {
        assert_eq!(wrapped("one two three four", Some(9)), ["one two", "three", "four"]);
        assert_eq!(wrapped("one two", None), ["one two"]);
        assert_eq!(wrapped("unbreakable word", Some(5)), ["unbreakable", "word"]);
    }

    #[test]
    fn chinese_breaks_anywhere_but_before_a_closing_mark() {
        assert_eq!(wrapped("前一百分之一，其余", Some(8)), ["前一百分", "之一，其", "余"]);
        assert_eq!(wrapped("四个汉字，后面", Some(8)), ["四个汉", "字，后面"]);
        assert_eq!(wrapped("四个汉字, and 3,200 (约)", Some(8)), ["四个汉", "字, and", "3,200", "(约)"]);
    }
}
