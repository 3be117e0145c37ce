//! Did you mean: the nearest of a few names.

use super::error::ColumnRef;
use super::loose::latest_year;
use super::name::bare;

/// From here on two names are alike enough to be offered.
const ALIKE: f64 = 0.6;

/// The nearest of the names, if one is near enough.
pub fn nearest<'a>(wanted: &str, names: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let scored = names.map(|name| (likeness(&bare(wanted), &bare(name)), name)).filter(|(score, _)| *score >= ALIKE);
    // Of equally near names the first.
    scored.reduce(|best, next| if next.0 > best.0 { next } else { best }).map(|(_, name)| name)
}

/// Up to three columns whose headers are near to one of the words, nearest first.
pub fn nearest_columns(words: &[String], columns: &[ColumnRef]) -> Vec<ColumnRef> {
    let words = words.iter().map(|word| bare(word)).collect::<Vec<_>>();
    let score = |column: &ColumnRef| {
        let header = bare(&column.text);
        words.iter().map(|word| likeness(word, &header)).fold(0.0, f64::max)
    };
    let mut scored = columns.iter().map(|column| (score(column), column)).collect::<Vec<_>>();
    scored.retain(|(score, _)| *score >= ALIKE);
    // Of several years the latest.
    let year = |column: &ColumnRef| latest_year(&column.text.to_lowercase());
    scored.sort_by(|a, b| {
        let by_year = || year(b.1).cmp(&year(a.1));
        b.0.total_cmp(&a.0).then_with(by_year).then(a.1.column.cmp(&b.1.column))
    });
    scored.into_iter().take(3).map(|(_, column)| column.clone()).collect()
}

/// Of a longer name it is only asked whether the other one is inside: to count the edits takes the product of both lengths.
const LONGEST: usize = 256;

/// 0 (nothing in common) to 1 (equal); one name inside the other counts as near: `年销售额` has `销售额` in it.
fn likeness(a: &str, b: &str) -> f64 {
    let (length_a, length_b) = (a.chars().count(), b.chars().count());
    let (short, long) = if length_a <= length_b { (a, b) } else { (b, a) };
    let least = if short.is_ascii() { 4 } else { 2 };
    let inside = length_a.min(length_b) >= least && long.contains(short);
    let is_long = length_a.max(length_b) > LONGEST;
    let edits = if is_long { 0.0 } else { strsim::normalized_damerau_levenshtein(a, b) };
    if inside { edits.max(0.8 + edits / 10.0) } else { edits }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_name_is_offered_and_a_far_one_is_not() {
        let names = ["revenue", "last_year_revenue", "region"];
        assert_eq!(nearest("revenu", names.into_iter()), Some("revenue"));
        assert_eq!(nearest("Last year revenues", names.into_iter()), Some("last_year_revenue"));
        assert_eq!(nearest("colour", names.into_iter()), None);
        assert_eq!(nearest("销售", ["年销售额", "地区"].into_iter()), Some("年销售额"));
        let long = "x".repeat(1 << 24) + "revenue";
        assert_eq!(nearest("revenue", [long.as_str()].into_iter()), Some(long.as_str()));
        assert_eq!(nearest(&long[1..], [long.as_str()].into_iter()), Some(long.as_str()));
    }
}
