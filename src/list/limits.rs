//! How much a list may hold. What is far beyond any list is refused before it costs the machine its memory or the user an hour;
//! `--limit NAME=VALUE` raises a limit for the file that is honest all the same.

use std::fmt;
use std::str::FromStr;

/// Something of which a list may hold only so much.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Limit {
    /// Bytes that a workbook unpacks to.
    Inflated,
    /// Bytes of what is kept in memory: a workbook's shared texts and styles, and sheets of kinds that cannot be streamed.
    Memory,
    /// Parts of a workbook's archive.
    Entries,
    /// Texts that a workbook's cells share.
    Strings,
    /// Cells of a sheet.
    Cells,
    /// Columns.
    Columns,
    /// Bytes of one cell of a workbook.
    Text,
    /// Elements inside each other in a workbook's parts.
    Nesting,
}

impl Limit {
    /// Every limit.
    pub const ALL: [Limit; 8] = [
        Limit::Inflated,
        Limit::Memory,
        Limit::Entries,
        Limit::Strings,
        Limit::Cells,
        Limit::Columns,
        Limit::Text,
        Limit::Nesting,
    ];

    /// The word of `--limit`.
    pub fn name(self) -> &'static str {
        match self {
            Limit::Inflated => "inflated",
            Limit::Memory => "memory",
            Limit::Entries => "entries",
            Limit::Strings => "strings",
            Limit::Cells => "cells",
            Limit::Columns => "columns",
            Limit::Text => "text",
            Limit::Nesting => "nesting",
        }
    }

    /// Whether it counts bytes.
    fn is_bytes(self) -> bool {
        matches!(self, Limit::Inflated | Limit::Memory | Limit::Text)
    }

    /// An amount in the words that messages and `--limit` use: `512MB`, `20000000`.
    pub fn amount(self, value: u64) -> String {
        let (unit, name) = match value {
            _ if !self.is_bytes() => (1, ""),
            0..1_000_000 => (1_000, "kB"),
            1_000_000..1_000_000_000 => (1_000_000, "MB"),
            _ => (1_000_000_000, "GB"),
        };
        let (whole, tenths) = (value / unit, value % unit * 10 / unit);
        if tenths == 0 { format!("{whole}{name}") } else { format!("{whole}.{tenths}{name}") }
    }
}

/// The limits of a run: what `--limit` names, and otherwise what honest lists stay below.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Limits {
    asked: Vec<(Limit, u64)>,
}

impl Limits {
    /// Limits as asked for; of two for the same thing the later counts.
    pub fn new(asked: Vec<(Limit, u64)>) -> Limits {
        Limits { asked }
    }

    /// What was asked for.
    pub fn asked(&self, limit: Limit) -> Option<u64> {
        self.asked.iter().rev().find(|(named, _)| *named == limit).map(|(_, value)| *value)
    }

    /// The limit for a workbook of `length` bytes. Most grow with the file: a large file is large for a reason, and only a
    /// small one that claims to be large is suspect.
    pub fn of_workbook(&self, limit: Limit, length: u64) -> u64 {
        let usual = || match limit {
            Limit::Inflated => (512 << 20).max(length.saturating_mul(60)),
            Limit::Memory => (160 << 20).max(length.saturating_mul(20)),
            Limit::Entries => 10_000,
            Limit::Strings => 3_000_000.max(length / 4),
            Limit::Cells => 6_000_000.max(length / 2),
            Limit::Columns => 16_384,
            Limit::Text => 16 << 20,
            Limit::Nesting => 200,
        };
        self.asked(limit).unwrap_or_else(usual)
    }
}

/// A limit as `--limit` takes it: `inflated=4GB`, `cells=50000000`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AskedLimit(pub Limit, pub u64);

impl FromStr for AskedLimit {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let example = "write NAME=VALUE, such as inflated=4GB or cells=50000000";
        let (name, value) = text.split_once('=').ok_or(example)?;
        let name = name.trim().to_ascii_lowercase();
        let limit = Limit::ALL.into_iter().find(|limit| limit.name() == name).ok_or_else(|| {
            format!("there is no limit {name:?}; there are {}", Limit::ALL.map(Limit::name).join(", "))
        })?;
        let value = value.trim().replace(['_', ','], "").to_ascii_uppercase();
        let digits = value.trim_end_matches(|c: char| !c.is_ascii_digit());
        let factor = match value[digits.len()..].trim().trim_end_matches('B') {
            "" => 1,
            "K" => 1_000,
            "M" => 1_000_000,
            "G" => 1_000_000_000,
            _ => return Err(example.to_owned()),
        };
        let number = digits.parse::<u64>().ok().and_then(|number| number.checked_mul(factor));
        number.filter(|number| *number > 0).map(|number| AskedLimit(limit, number)).ok_or_else(|| example.to_owned())
    }
}

impl fmt::Display for Limit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_limit_is_written_with_its_name_and_perhaps_a_unit() {
        let parse = |text: &str| text.parse::<AskedLimit>();
        assert_eq!(parse("inflated=4GB"), Ok(AskedLimit(Limit::Inflated, 4_000_000_000)));
        assert_eq!(parse("Text = 20 mb"), Ok(AskedLimit(Limit::Text, 20_000_000)));
        assert_eq!(parse("cells=50_000_000"), Ok(AskedLimit(Limit::Cells, 50_000_000)));
        assert_eq!(parse("columns=20k"), Ok(AskedLimit(Limit::Columns, 20_000)));
        for wrong in
            ["", "cells", "cells=", "cells=many", "cells=-5", "cells=0", "cells=5TB", "text=99999999999999999999"]
        {
            assert_eq!(parse(wrong), Err("write NAME=VALUE, such as inflated=4GB or cells=50000000".to_owned()));
        }
        assert!(
            parse("rows=5").is_err_and(|message| message.starts_with("there is no limit \"rows\"; there are inflated"))
        );
    }

    #[test]
    fn amounts_are_told_as_they_are_written() {
        assert_eq!(Limit::Inflated.amount(536_870_912), "536.8MB");
        assert_eq!(Limit::Inflated.amount(4_000_000_000), "4GB");
        assert_eq!(Limit::Text.amount(16_000), "16kB");
        assert_eq!(Limit::Cells.amount(25_000_000), "25000000");
    }

    #[test]
    fn limits_grow_with_the_file_unless_they_are_asked_for() {
        let limits = Limits::new(vec![(Limit::Cells, 5), (Limit::Cells, 7)]);
        assert_eq!(limits.of_workbook(Limit::Cells, 1 << 40), 7);
        assert_eq!(limits.of_workbook(Limit::Inflated, 1000), 512 << 20);
        assert_eq!(limits.of_workbook(Limit::Inflated, 1 << 30), 60 << 30);
    }
}
