//! Numbers in binary records: the lowest byte first.

/// The number of two bytes that stands here.
pub fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(bytes.get(at..at.checked_add(2)?)?.try_into().ok()?))
}

/// The number of four bytes that stands here.
pub fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at.checked_add(4)?)?.try_into().ok()?))
}

/// The floating-point number that stands here.
pub fn f64_at(bytes: &[u8], at: usize) -> Option<f64> {
    Some(f64::from_le_bytes(bytes.get(at..at.checked_add(8)?)?.try_into().ok()?))
}

/// A cell's number of four bytes: the upper half of a double or an integer, perhaps in hundredths.
pub fn short_number(number: u32) -> f64 {
    let value =
        if number & 2 != 0 { f64::from((number as i32) >> 2) } else { f64::from_bits(u64::from(number & !3) << 32) };
    if number & 1 != 0 { value / 100.0 } else { value }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_numbers_are_doubles_or_integers_perhaps_in_hundredths() {
        let double = (900.5f64.to_bits() >> 32) as u32;
        assert_eq!([double, (-7i32 << 2) as u32 | 2, 12_345 << 2 | 3].map(short_number), [900.5, -7.0, 123.45]);
        assert_eq!([u16_at(&[1, 2], 1), u16_at(&[1, 2], usize::MAX)], [None, None]);
    }
}
