use encoding_rs::{BIG5, EUC_KR, GBK, SHIFT_JIS, WINDOWS_1251, WINDOWS_1252};

use super::*;

fn found_with(bytes: &[u8], reading: &Reading) -> Result<Found, InputError> {
    find(&Bytes::in_memory(bytes), bytes, reading, false)
}

fn found(bytes: &[u8]) -> &'static str {
    let known = ["客户名称", "销售额", "客户", "客戶名稱", "銷售額"].map(str::to_owned).to_vec();
    let reading = Reading { known_headers: known, ..Reading::default() };
    found_with(bytes, &reading).map(|found| shown(found.encoding)).unwrap()
}

/// A text's bytes in an encoding.
fn spelled(encoding: &'static Encoding, text: &str) -> Vec<u8> {
    match encoding {
        _ if encoding == UTF_16LE => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        _ if encoding == UTF_16BE => text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
        _ => encoding.encode(text).0.into_owned(),
    }
}

#[test]
fn a_byte_order_mark_tells_the_encoding() {
    assert_eq!(found(b"\xef\xbb\xbfid\n"), "UTF-8");
    assert_eq!(found(b"\xff\xfei\0d\0"), "UTF-16 LE");
    assert_eq!(found(b"\xfe\xff\0i\0d"), "UTF-16 BE");
    let asked = Reading { encoding: Some("gbk".to_owned()), ..Reading::default() };
    assert_eq!(found_with(b"\xef\xbb\xbfid\n", &asked).unwrap().encoding, UTF_8);
    assert!(matches!(found_with(b"\xff\xfe\0\0i\0\0\0", &asked), Err(InputError::Encoding { .. })));
}

#[test]
fn utf_16_without_a_mark_is_told_by_its_zeros() {
    assert_eq!(found(b"i\0d\0,\0\n\0"), "UTF-16 LE");
    assert_eq!(found(b"\0i\0d\0,\0\n"), "UTF-16 BE");
    let chinese = "第一,最近下单\n一,2026-01-31\n";
    assert_eq!([UTF_16LE, UTF_16BE].map(|encoding| found(&spelled(encoding, chinese))), ["UTF-16 LE", "UTF-16 BE"]);
    assert_eq!(found(&[b"id,revenue\n".repeat(100), b"K1\0,5\0\n".to_vec()].concat()), "UTF-8");
    assert_eq!(found(b"id,name,revenue\nK1,a\0b,900\nK2,\0,120\n"), "UTF-8");
}

#[test]
fn utf_8_may_have_slips() {
    assert_eq!(found("客户,销售额\n华东,5\n".as_bytes()), "UTF-8");
    assert_eq!(found(b""), "UTF-8");
    let list = "客户,销售额\n华东,5\n".repeat(20);
    assert_eq!(found(&[list.as_bytes(), b"\xa0,5\n"].concat()), "UTF-8");
}

#[test]
fn a_list_in_two_encodings_is_utf_8_with_bytes_that_are_none() {
    let list = [b"\xe5\xae\xa2\xe6\x88\xb7,revenue\n".to_vec(), spelled(GBK, "华东,5\n")].concat();
    assert_eq!(found(&[&list[..], "北京市,6\n".as_bytes()].concat()), "UTF-8");
}

#[test]
fn bytes_that_the_last_resort_has_no_character_for_are_refused() {
    let dos = b"id;name\n1;M\x81ller\n2;J\x81rgen Gro\xe1\n";
    let message = found_with(dos, &Reading::default()).unwrap_err().to_string();
    assert!(message.contains("from byte 12 of the file"), "{message}");
}

#[test]
fn a_header_that_is_known_tells_the_encoding() {
    assert_eq!(found(&spelled(GBK, "客户名称,销售额\nK1,5\n")), "GBK");
    assert_eq!(found(&spelled(GBK, "\"客户名称\";\"销售额(万元)\"\nK1;5\n")), "GBK");
    assert_eq!(found(&spelled(BIG5, "客戶名稱,銷售額\nK1,5\n")), "Big5");
}

#[test]
fn letters_tell_the_encoding() {
    let chinese = "id,name,revenue\n1,华东贸易有限公司,5\n2,上海文具商行,6\n3,北京科技发展股份有限公司,7\n";
    assert_eq!(found(&spelled(GBK, chinese)), "GBK");
    assert_eq!(found(&spelled(GBK, "id,name,revenue\n1,华东贸易,5\n")), "GBK");
    assert_eq!(found(&spelled(encoding_rs::GB18030, "客户名称,销售额\n\u{20000},5\n")), "GB18030");
    let korean = "번호,이름,매출\n1,서울무역,5\n2,부산상사,6\n3,대구유통 주식회사,7\n";
    assert_eq!(found(&spelled(EUC_KR, korean)), "EUC-KR");
    let japanese = "番号,お客様名,売上\n1,東京商事株式会社,5\n2,大阪トレーディング,6\n";
    assert_eq!(found(&spelled(SHIFT_JIS, japanese)), "Shift_JIS");
    let russian = "Клиент,Выручка\nООО Ромашка,5\nЗАО Восток,6\n";
    assert_eq!(found(&spelled(WINDOWS_1251, russian)), "windows-1251");
    for german in ["id,name,revenue\n1,Müller,9\n2,Kurz,5\n", "Kunde;Umsatz\nMüller & Söhne;5\nGroß;6\n"] {
        assert_eq!(found(&spelled(WINDOWS_1252, german)), "windows-1252");
    }
    assert_eq!(found(&spelled(encoding_rs::MACINTOSH, "id,name\r1,Müller\r2,Café\r")), "macintosh");
}

#[test]
fn an_encoding_is_told_by_what_comes_late_in_the_list_too() {
    let mut list = b"id,name,revenue\n".to_vec();
    list.extend(b"K1,Acme,5\n".repeat(300_000));
    list.extend(spelled(GBK, "K2,华东贸易有限公司,5\n"));
    assert_eq!(shown(find_out(&Bytes::in_memory(&list), &Reading::default()).unwrap().encoding), "GBK");
}

#[test]
fn what_is_no_text_is_refused() {
    let noise = (0..4000u32).map(|at| (at.wrapping_mul(2_654_435_761) >> 13) as u8).collect::<Vec<_>>();
    assert!(matches!(found_with(&noise, &Reading::default()), Err(InputError::Binary { .. })));
    let unknown = Reading { encoding: Some("gkb".to_owned()), ..Reading::default() };
    let error = found_with(b"id\n", &unknown).unwrap_err().to_string();
    assert!(error.starts_with("no encoding is called \"gkb\"; did you mean gbk?"), "{error}");
}

#[test]
fn utf_16_becomes_utf_8_with_every_character() {
    for (encoding, mark) in [(UTF_16LE, &b"\xff\xfe"[..]), (UTF_16BE, b"\xfe\xff"), (UTF_16LE, b"")] {
        let bytes = [mark, &spelled(encoding, "客户,\u{20000}\r\nK1,5\n")].concat();
        let text = to_utf_8(Bytes::in_memory(&bytes), encoding).unwrap();
        let mut utf_8 = vec![0; text.len() as usize];
        text.read(0, &mut utf_8).unwrap();
        let rest = utf_8.strip_prefix(MARK);
        assert_eq!(rest.is_some(), !mark.is_empty());
        assert_eq!(rest.unwrap_or(&utf_8), "客户,\u{20000}\r\nK1,5\n".as_bytes());
    }
}

#[test]
fn half_a_character_is_refused_with_its_position() {
    let told = |bytes: &[u8]| to_utf_8(Bytes::in_memory(bytes), UTF_16LE).unwrap_err().to_string();
    assert!(told(b"i\0\x00\xd8,\0").starts_with("list.csv: the bytes here (from byte 3 of the file"));
    assert!(told(b"i\0d\0,").starts_with("list.csv: the bytes here (from byte 5 of the file"));
}
