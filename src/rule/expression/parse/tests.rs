use super::*;

/// The tree with all its brackets.
fn brackets(tree: &Tree) -> String {
    let all = |parts: &[Tree], sign: &str| format!("({})", parts.iter().map(brackets).collect::<Vec<_>>().join(sign));
    let chain = |parts: &[(bool, Tree)], plain: &str, inverse: &str| {
        let part = |(index, (other, tree)): (usize, &(bool, Tree))| match (index, *other) {
            (0, _) => brackets(tree),
            (_, false) => format!("{plain}{}", brackets(tree)),
            (_, true) => format!("{inverse}{}", brackets(tree)),
        };
        format!("({})", parts.iter().enumerate().map(part).collect::<String>())
    };
    match &tree.kind {
        TreeKind::Number(number) => number.to_string(),
        TreeKind::Date(day) => format!("d{}", day.0),
        TreeKind::Text(text) => format!("'{text}'"),
        TreeKind::Name(name) => name.clone(),
        TreeKind::Call(name, _, parts) => format!("{name}{}", all(parts, ",")),
        TreeKind::Or(parts) => all(parts, " or "),
        TreeKind::And(parts) => all(parts, " and "),
        TreeKind::Not(part) => format!("(not {})", brackets(part)),
        TreeKind::Compare(sign, left, right) => format!("({}{}{})", brackets(left), sign.sign(), brackets(right)),
        TreeKind::In(part, list) => format!("({} in {})", brackets(part), all(list, ",")),
        TreeKind::IsMissing(part) => format!("({} missing)", brackets(part)),
        TreeKind::Sum(parts) => chain(parts, "+", "-"),
        TreeKind::Product(parts) => chain(parts, "*", "/"),
        TreeKind::Negative(part) => format!("(-{})", brackets(part)),
    }
}

#[test]
fn signs_bind_as_the_contract_says() {
    let cases = [
        ("a or b and not c = d", "(a or (b and (not (c=d))))"),
        ("a - b - c * d / e + 1 > -f", "((a-b-(c*d/e)+1)>(-f))"),
        ("not a in ['x', 'y'] and b is missing", "((not (a in ('x','y'))) and (b missing))"),
        ("(a or b) and c", "((a or b) and c)"),
        ("at_least(2, a > 1, b or c)", "at_least(2,(a>1),(b or c))"),
        ("--a * -2", "((-(-a))*(-2))"),
        ("2026-01-31 - x >= 5", "((d20484-x)>=5)"),
        ("not not a", "(not (not a))"),
    ];
    for (text, wanted) in cases {
        assert_eq!(brackets(&parse(text).unwrap_or_else(|wrong| panic!("{wrong:?}"))), wanted, "{text}");
    }
}

#[test]
fn mistakes_point_at_their_place() {
    let cases = [
        ("", 0..0, "expected a value, found the end"),
        ("a +", 3..3, "expected a value, found the end"),
        ("(a or b", 7..7, "expected `)`, found the end"),
        ("a) or b", 1..2, "this bracket closes nothing"),
        ("a b", 2..3, "expected a sign such as `and` or `>=` before `b`"),
        ("a AND b", 2..5, "expected a sign such as `and` or `>=` before `AND`"),
        ("1 < a < 5", 6..7, "comparisons do not chain"),
        ("a is not missing", 5..8, "expected `missing` after `is`, found `not`"),
        ("a in 'x'", 5..8, "expected `[` after `in`, found `'x'`"),
        ("a in []", 6..7, "this list is empty, so nothing is in it"),
        ("a not in ['x']", 6..8, "`not` does not stand here"),
        ("a = not b", 4..7, "`not` does not stand here"),
        ("min(a b)", 6..7, "expected `,` or `)`, found `b`"),
        ("min(a,)", 6..7, "expected a value, found `)`"),
    ];
    for (text, span, message) in cases {
        let wrong = parse(text).expect_err(text);
        assert_eq!((wrong.span, wrong.mistake.advice().message.as_str()), (span, message), "{text}");
    }
}

#[test]
fn ten_thousand_brackets_are_refused_and_ten_thousand_terms_are_not() {
    for open in ["(", "-", "not ", "abs(", "1+("] {
        let wrong = parse(&open.repeat(10_000)).expect_err("too deep");
        assert_eq!(wrong.mistake.advice().message, "this expression nests more than 64 levels deep", "{open}");
    }
    for sign in [" or ", " and ", " + ", " - ", " * "] {
        assert!(parse(&vec!["a"; 10_000].join(sign)).is_ok(), "{sign}");
    }
}
