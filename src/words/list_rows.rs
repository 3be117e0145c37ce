//! Which rows of a list are customers, and which are not.

use super::figure::Count;
use crate::language::Language;
use crate::result::list_rows::{ListRows, OtherRows};

/// `9 records below the header = 6 customers + 3 rows that are no customers (totals: rows 4, 6 and 7)`.
pub fn list_rows(list: &ListRows, language: Language) -> String {
    let words = language.words();
    let others = list.others.iter().map(|other| other.count).sum();
    words.rows_add_up(Count(list.records), Count(list.customers), Count(others), &other_rows(&list.others, language))
}

/// `totals: rows 4, 6 and 7; foot lines: row 9`.
pub fn other_rows(others: &[OtherRows], language: Language) -> String {
    let words = language.words();
    let kinds = others.iter().map(|other| {
        let kind = words.other_rows(other.why);
        format!("{kind}{}{}", words.colon(), rows(other, language))
    });
    kinds.collect::<Vec<_>>().join(words.semicolon())
}

fn rows(other: &OtherRows, language: Language) -> String {
    let words = language.words();
    let row = |&(first, last): &(u64, u64)| match last - first {
        0 | 1 => (first..=last).map(|row| row.to_string()).collect(),
        _ => vec![words.rows_from_to(first, last)],
    };
    let named = other.rows.iter().flat_map(row).collect::<Vec<_>>();
    if named.is_empty() {
        return Count(other.count).to_string();
    }
    words.rows_named(&named, other.count == 1, Count(other.unnamed()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::list::NoCustomer;

    #[test]
    fn the_rows_add_up() {
        let other = |why, count, rows: &[(u64, u64)]| OtherRows { why, count, rows: rows.to_vec() };
        let totals = other(NoCustomer::Total, 3, &[(4, 4), (6, 6), (7, 7)]);
        let mut list = ListRows { records: 9, customers: 6, others: vec![totals] };
        let said = |list: &ListRows| Language::ALL.map(|language| list_rows(list, language));
        assert_eq!(
            said(&list),
            [
                "9 records below the header = 6 customers + 3 rows that are no customers (totals: rows 4, 6 and 7)",
                "表头下 9 条记录 = 6 位客户 + 3 行非客户（合计行：第 4、6、7 行）"
            ]
        );
        list = ListRows {
            records: 2_000,
            customers: 1,
            others: vec![
                other(NoCustomer::Total, 20, &[(4, 4), (6, 6)]),
                other(NoCustomer::Foot, 1, &[(30, 30)]),
                other(NoCustomer::Blank, 1_978, &[(7, 8), (10, 1_985)]),
                other(NoCustomer::Header, 1, &[]),
            ],
        };
        assert_eq!(
            said(&list),
            [
                "2,000 records below the header = 1 customer + 2,000 rows that are no customers (totals: rows 4, 6 and 18 more; \
                 foot lines: row 30; blank rows: rows 7, 8 and 10 to 1985; header again: 1)",
                "表头下 2,000 条记录 = 1 位客户 + 2,000 行非客户（合计行：第 4、6 行及另外 18 行；表尾说明：第 30 行；空行：第 7、8、10 至 1985 \
                 行；重复表头：1）"
            ]
        );
    }
}
