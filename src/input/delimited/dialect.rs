//! How a delimited list is written: its delimiter, its quote, its line ends.

/// What separates the cells and records of a delimited list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dialect {
    /// Between two cells.
    pub delimiter: u8,
    /// Around a cell that holds delimiters, quotes or line breaks; doubled, it stands for itself.
    pub quote: u8,
}

impl Default for Dialect {
    fn default() -> Self {
        Dialect { delimiter: b',', quote: b'"' }
    }
}

impl Dialect {
    /// Adds a text as a cell: in quotes where it would otherwise be read as something else.
    pub(super) fn write_cell(self, text: &str, out: &mut Vec<u8>) {
        let special = |&byte: &u8| byte == self.delimiter || byte == self.quote || byte == b'\n' || byte == b'\r';
        if !text.as_bytes().iter().any(special) {
            out.extend_from_slice(text.as_bytes());
            return;
        }
        out.push(self.quote);
        for &byte in text.as_bytes() {
            if byte == self.quote {
                out.push(self.quote);
            }
            out.push(byte);
        }
        out.push(self.quote);
    }
}

/// How the records of a list end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LineEnds {
    /// There is no line end in the beginning of the list.
    None,
    /// Line feed, as on Linux and macOS.
    Lf,
    /// Carriage return and line feed, as on Windows.
    CrLf,
    /// Both.
    Mixed,
}

/// What was found out about a delimited list before reading it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Facts {
    /// The encoding's name.
    pub encoding: &'static str,
    /// Whether the list begins with a byte-order mark.
    pub byte_order_mark: bool,
    /// Its delimiter and quote.
    pub dialect: Dialect,
    /// Its line ends, as far as its beginning shows.
    pub line_ends: LineEnds,
}

#[cfg(test)]
mod tests {
    use super::Dialect;

    #[test]
    fn a_cell_is_quoted_only_where_it_must_be() {
        let written = |text: &str| {
            let mut out = Vec::new();
            Dialect { delimiter: b';', quote: b'"' }.write_cell(text, &mut out);
            String::from_utf8(out).unwrap()
        };
        assert_eq!(written("A, the best"), "A, the best");
        assert_eq!(written("A; the best"), "\"A; the best\"");
        assert_eq!(written("6\" pipe"), "\"6\"\" pipe\"");
        assert_eq!(written("two\nlines"), "\"two\nlines\"");
        assert_eq!(written(""), "");
    }
}
