//! Units that multiply: 万 and 亿, thousands and millions.

/// Chinese units, the longer before those that they begin or end with.
#[rustfmt::skip]
const HAN: [(&str, u8); 19] = [
    ("万亿", 12), ("萬億", 12), ("千亿", 11), ("千億", 11), ("百亿", 10), ("百億", 10), ("十亿", 9), ("十億", 9), ("千万", 7), ("千萬", 7),
    ("百万", 6), ("百萬", 6), ("十万", 5), ("万", 4), ("萬", 4), ("亿", 8), ("億", 8), ("千", 3), ("百", 2),
];

/// English and European units, letters in any case; the longer before those that they end with.
#[rustfmt::skip]
const LATIN: [(&str, u8); 23] = [
    ("thousand", 3), ("tsd.", 3), ("tsd", 3), ("k", 3), ("lakhs", 5), ("lakh", 5), ("lacs", 5), ("lac", 5),
    ("crores", 7), ("crore", 7), ("millions", 6), ("million", 6), ("mio.", 6), ("mio", 6), ("mln", 6), ("mn", 6), ("m", 6),
    ("billion", 9), ("mrd.", 9), ("mrd", 9), ("bln", 9), ("bn", 9), ("b", 9),
];

/// The text before a Chinese unit at its end, and the unit's power of ten.
pub(super) fn strip_han(text: &str) -> Option<(&str, u8)> {
    HAN.iter().find_map(|&(unit, power)| text.strip_suffix(unit).map(|before| (before, power)))
}

/// The text behind a Chinese unit at its beginning, and the unit's power of ten.
pub(super) fn strip_han_before(text: &str) -> Option<(&str, u8)> {
    HAN.iter().find_map(|&(unit, power)| text.strip_prefix(unit).map(|behind| (behind, power)))
}

/// The text before `K`, `million` or the like at its end, and its power of ten. It stands behind a digit, perhaps with a blank between.
pub(super) fn strip_latin(text: &str) -> Option<(&str, u8)> {
    LATIN.iter().find_map(|&(unit, power)| {
        let at = text.len().checked_sub(unit.len())?;
        let (before, end) = (text.get(..at)?, text.get(at..)?);
        let is_behind_figure = || before.trim_end_matches(' ').ends_with(|last: char| last.is_ascii_digit());
        (end.eq_ignore_ascii_case(unit) && is_behind_figure()).then_some((before, power))
    })
}
