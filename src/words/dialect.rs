//! How a delimited list is written, in words.

use crate::language::Language;
use crate::list::text::{Blanks, Dialect, EncodingFrom, Facts, Hindrance, LineEnds, Quoting};

/// Names of facts and what they are, in the order in which people ask for them.
pub fn facts(facts: &Facts, language: Language) -> Vec<(&'static str, String)> {
    let Facts { dialect, .. } = *facts;
    let mark = if facts.byte_order_mark { language.of(" with byte-order mark", "（带 BOM）") } else { "" };
    let mut told = vec![
        (language.of("encoding", "编码"), format!("{}{mark}", facts.encoding)),
        (language.of("encoding told by", "编码依据"), told_by(facts.encoding_from, language)),
        (language.of("delimiter", "分隔符"), delimiter(dialect.delimiter)),
        (language.of("quote", "引号"), quote(dialect, language)),
        (language.of("line ends", "换行"), line_ends(facts.line_ends, language).to_owned()),
    ];
    if facts.names_delimiter {
        let value = language.of("names the delimiter (sep=)", "指明分隔符（sep=）");
        told.push((language.of("first line", "首行"), value.to_owned()));
    }
    if dialect.blanks == Blanks::Skipped {
        let value = language.of("belong to the delimiter", "属于分隔符");
        told.push((language.of("blanks in front of cells", "单元格前的空格"), value.to_owned()));
    }
    told
}

/// That a list is read byte by byte, and why: it takes a few times as long as the usual way, which matters for millions of rows.
pub fn slow_way(facts: &Facts, language: Language) -> Option<(&'static str, String)> {
    let why = match facts.dialect.hindrance()? {
        Hindrance::Backslashes => language.of("there are backslashes before quotes", "引号前有反斜杠"),
        Hindrance::NoQuotes => language.of("it has no quotes", "没有引号"),
        Hindrance::Blanks => language.of("there are blanks in front of cells", "单元格前有空格"),
        Hindrance::Returns => language.of("carriage returns alone end its lines", "仅用回车换行"),
        Hindrance::Characters => {
            language.of("its encoding has letters that end in such a byte", "该编码中有以分隔符字节结尾的字")
        }
    };
    let told = language.of("byte by byte, which takes longer: {why}", "逐字节读取，较慢：{why}").replace("{why}", why);
    Some((language.of("read", "读取方式"), told))
}

fn told_by(from: EncodingFrom, language: Language) -> String {
    match from {
        EncodingFrom::Asked => "--encoding".to_owned(),
        EncodingFrom::Mark => language.of("its byte-order mark", "BOM").to_owned(),
        EncodingFrom::Valid => language.of("its bytes, which are UTF-8", "字节符合 UTF-8").to_owned(),
        EncodingFrom::Zeros => language.of("the zero beside every sign", "字符旁的零字节").to_owned(),
        EncodingFrom::Headers(count) => language
            .of("known headers that appear in it: {count}", "此编码下出现的已知表头：{count} 个")
            .replace("{count}", &count.to_string()),
        EncodingFrom::Likeness => language.of("the letters that are usual in it", "常用字的分布").to_owned(),
    }
}

/// A delimiter as it is written behind `--delimiter`.
pub fn delimiter(byte: u8) -> String {
    match byte {
        b'\t' => "tab".to_owned(),
        b' ' => "space".to_owned(),
        byte => char::from(byte).to_string(),
    }
}

fn quote(dialect: Dialect, language: Language) -> String {
    let sign = char::from(dialect.quote);
    match dialect.quoting {
        Quoting::Doubled => sign.to_string(),
        Quoting::Backslash => language
            .of("{sign} (inside quotes: \\{sign})", "{sign}（引号内写作 \\{sign}）")
            .replace("{sign}", &sign.to_string()),
        Quoting::None => language.of("none", "无").to_owned(),
    }
}

fn line_ends(ends: LineEnds, language: Language) -> &'static str {
    match ends {
        LineEnds::None => language.of("none", "无"),
        LineEnds::Lf => "LF",
        LineEnds::CrLf => "CR LF",
        LineEnds::Cr => "CR",
        LineEnds::Mixed => language.of("mixed", "混用"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_way_of_quoting_is_told() {
        let told = |quoting| quote(Dialect { quoting, ..Dialect::default() }, Language::En);
        assert_eq!(told(Quoting::Doubled), "\"");
        assert_eq!(told(Quoting::Backslash), "\" (inside quotes: \\\")");
        assert_eq!(told(Quoting::None), "none");
    }

    #[test]
    fn a_delimiter_is_told_as_it_is_written() {
        assert_eq!([b'\t', b' ', b';'].map(delimiter), ["tab", "space", ";"]);
    }
}
