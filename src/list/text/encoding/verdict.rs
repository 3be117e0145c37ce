//! Which encoding the evidence speaks for.

use std::collections::HashSet;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{BIG5, EUC_JP, EUC_KR, Encoding, GB18030, GBK, MACINTOSH, SHIFT_JIS, UTF_8, WINDOWS_1252};

use super::EncodingFrom;
use super::evidence::Evidence;
use crate::list::header::name::bare;

/// The encodings with several bytes a character.
const WIDE: [&Encoding; 5] = [GBK, BIG5, SHIFT_JIS, EUC_KR, EUC_JP];

/// How many characters there must be for each one that the encoding does not have.
const ERROR_AMONG: u64 = 50;

/// How many bytes of a list in UTF-8 there must be for each stray one that stands alone.
const STRAY_AMONG: u64 = 400;

/// The encoding that the evidence speaks for, and how it was found. `known` are header names that lists usually have.
pub(super) fn verdict(evidence: &Evidence, known: &[String]) -> (&'static Encoding, EncodingFrom) {
    let Evidence { characters, long, strays, beside, seen, .. } = *evidence;
    // Slips stand among characters of UTF-8. Where there is none, the list is in another encoding.
    let few = !beside && strays * STRAY_AMONG <= seen;
    if strays == 0 || characters > 0 && (few || characters >= 4 * strays || long >= strays) {
        return (UTF_8, EncodingFrom::Valid);
    }
    let fits = |encoding: &'static Encoding| fits(evidence, encoding);
    let likely = likely(evidence);
    let wide = WIDE.into_iter().filter(|encoding| fits(encoding)).collect::<Vec<_>>();
    let known = known.iter().map(|name| bare(name)).collect::<HashSet<_>>();
    let headers = |encoding: &'static Encoding| known_cells(&evidence.head, encoding, &known);
    let by_headers = wide.iter().map(|&encoding| (headers(encoding), encoding == likely, encoding));
    // The first of those with the most header names; of equal ones that which is likely by its letters as well.
    let best = by_headers.reduce(|best, next| if (next.0, next.1) > (best.0, best.1) { next } else { best });
    if let Some((count @ 1.., _, encoding)) = best {
        return (precise(encoding, evidence), EncodingFrom::Headers(count));
    }
    let common = |encoding: &'static Encoding| wide.contains(&encoding) && is_common(evidence, encoding);
    let found = match likely {
        _ if is_wide(likely) && !fits(likely) => wide.first().copied().unwrap_or(WINDOWS_1252),
        // A few Chinese words may be made of bytes that would be Korean as well.
        _ if likely == EUC_KR && common(GBK) && evidence.lines.len() < SHORT => GBK,
        _ if !is_wide(likely) && common(GBK) => GBK,
        _ if likely == WINDOWS_1252 && evidence.returns_alone => MACINTOSH,
        _ => likely,
    };
    (precise(found, evidence), EncodingFrom::Likeness)
}

/// Whether an encoding has characters for all but a few of the bytes.
pub(super) fn fits(evidence: &Evidence, encoding: &'static Encoding) -> bool {
    let under = evidence.under(encoding);
    under.errors * ERROR_AMONG <= under.characters
}

/// In fewer bytes than these the shares of letters say little.
const SHORT: usize = 24;

/// What the statistics of letters speak for.
fn likely(evidence: &Evidence) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(&evidence.lines, true);
    detector.guess(None, Utf8Detection::Deny)
}

fn is_wide(encoding: &'static Encoding) -> bool {
    WIDE.contains(&encoding) || encoding == GB18030
}

/// GBK with characters of four bytes is GB18030.
fn precise(encoding: &'static Encoding, evidence: &Evidence) -> &'static Encoding {
    let has_four = || {
        let (text, _) = GBK.decode_without_bom_handling(&evidence.lines);
        text.chars().any(|c| !c.is_ascii() && c != '\u{fffd}' && GBK.encode(c.encode_utf8(&mut [0; 4])).2)
    };
    if encoding == GBK && has_four() { GB18030 } else { encoding }
}

/// How many cells of the first lines are header names, in letters beyond ASCII, that lists usually have.
fn known_cells(head: &[u8], encoding: &'static Encoding, known: &HashSet<String>) -> usize {
    let (text, _) = encoding.decode_without_bom_handling(head);
    let lines = text.split(['\n', '\r']).filter(|line| !line.is_empty()).take(20);
    let cells = |line: &str| {
        let cells = line.split([',', ';', '\t', '|']).map(|cell| cell.trim().trim_matches(['"', '\'']));
        let without_unit = |cell: &str| cell.split(['(', '（', '[', '【', '/']).next().map(bare).unwrap_or_default();
        let is_known =
            |cell: &&str| !cell.is_ascii() && (known.contains(&bare(cell)) || known.contains(&without_unit(cell)));
        cells.filter(is_known).count()
    };
    lines.map(cells).max().unwrap_or(0)
}

/// Whether nearly all characters are among the few thousand that make up nearly all of everyday Chinese.
fn is_common(evidence: &Evidence, encoding: &'static Encoding) -> bool {
    let (text, _) = encoding.decode_without_bom_handling(&evidence.lines);
    let beyond = || text.chars().filter(|character| !character.is_ascii());
    let is_everyday = |character: char| {
        let mut room = [0; 4];
        let (bytes, _, _) = encoding.encode(character.encode_utf8(&mut room));
        // Punctuation and full-width letters; then the characters of the standard's first level.
        matches!(*bytes, [0xa1 | 0xa3 | 0xb0..=0xd7, 0xa1..=0xfe])
    };
    let everyday = beyond().filter(|&character| is_everyday(character)).count();
    everyday >= 2 && everyday * 10 >= beyond().count() * 9
}
