//! Finds English sentences in a text of another language. The tests of the library and those of the program share this file.

/// How many English words in a row are a sentence.
const SENTENCE: usize = 3;

/// The first run of English words in the text. What a user wrote is no such run: quoted texts, options, file names and figures may
/// stand in every language.
pub fn english_in(text: &str) -> Option<String> {
    let mut run: Vec<&str> = Vec::new();
    let text = unquoted(text);
    // A character outside ASCII, `、` for one, ends a run as a figure does.
    for token in text.split_inclusive(|c: char| c.is_whitespace() || !c.is_ascii()) {
        let is_cut = token.ends_with(|c: char| !c.is_ascii());
        let token = token.trim_end_matches(|c: char| c.is_whitespace() || !c.is_ascii());
        if token.is_empty() && !is_cut {
            continue;
        }
        let word = token.trim_matches(|c: char| matches!(c, ',' | ';' | ':' | '.' | '?' | '!' | '(' | ')'));
        // The signs of columns and units are no words.
        let is_word = (word.len() > 1 || matches!(word, "a" | "A" | "I"))
            && word.chars().all(|c| c.is_ascii_alphabetic() || matches!(c, '\'' | '-'));
        if is_word && !word.starts_with('-') {
            run.push(word);
        } else {
            run.clear();
        }
        if run.len() >= SENTENCE {
            return Some(run.join(" "));
        }
        if is_cut {
            run.clear();
        }
    }
    None
}

/// The text with `…` in the place of everything between quotation marks or backticks.
fn unquoted(text: &str) -> String {
    let (mut left, mut end) = (String::new(), None);
    let mut escaped = false;
    for c in text.chars() {
        match end {
            Some(mark) => {
                if c == mark && !escaped {
                    end = None;
                }
                escaped = c == '\\' && !escaped;
            }
            None => {
                end = match c {
                    '"' => Some('"'),
                    '`' => Some('`'),
                    '“' => Some('”'),
                    _ => None,
                };
                left.push(if end.is_some() { '…' } else { c });
            }
        }
    }
    left
}

#[test]
fn english_sentences_are_found_and_what_users_write_is_not() {
    assert_eq!(english_in("list.csv：there is no such file").as_deref(), Some("there is no"));
    assert_eq!(english_in("错误：cannot be read; a rule").as_deref(), Some("cannot be read"));
    for text in [
        "没有为“this is a value”而设的列，\"nor for this one\"，也没有 `a b c d`",
        "请用 --map revenue=#3 或 --read revenue=percent 指定",
        "list.xlsx，工作表“my own \\\" little sheet”，单元格 G12",
        "这是 Apple Numbers 文档，编码 UTF-8 with BOM",
        "字段：id、name、revenue、payback",
    ] {
        assert_eq!(english_in(text), None, "{text}");
    }
}
