//! What is said of a list and of its result besides the tables.

use crate::list::NoCustomer;
use crate::rule::method::ranking::Crossing;
use crate::score::Movement;
use crate::score::line::{Crossed, Nobody};
use crate::words::figure::Count;

sentences! {
    trait ResultWords(self) {
        unclassified_note(unclassified: Count, customers: Count) => "{unclassified} of {customers} customers unclassified (with --strict: an error, and nothing written)";
        rows_add_up(records: Count, customers: Count, others: Count, kinds) => {
            let (record, customer) = (records.plural("record", "records"), customers.plural("customer", "customers"));
            let row = others.plural("row that is no customer", "rows that are no customers");
            format!("{records} {record} below the header = {customers} {customer} + {others} {row} ({kinds})")
        };
        other_rows(why: NoCustomer) -> &'static str => {
            match why {
                NoCustomer::Total => "totals",
                NoCustomer::Header => "header again",
                NoCustomer::Foot => "foot lines",
                NoCustomer::Blank => "blank rows",
            }
        };
        rows_from_to(first: u64, last: u64) => "{first} to {last}";
        rows_named(rows: &[String], is_one: bool, more: Count) => {
            let word = if is_one { "row" } else { "rows" };
            match rows.split_last() {
                Some(_) if more.0 > 0 => format!("{word} {} and {more} more", rows.join(", ")),
                Some((last, front)) if !front.is_empty() => format!("{word} {} and {last}", front.join(", ")),
                _ => format!("{word} {}", rows.concat()),
            }
        };
        unclassified_because(customers: Count, cause) => { format!("{customers} {}: {cause}", customers.plural("customer", "customers")) };
        as_of(date) => "as of {date}";
        in_currency(name, currency) => "{name} is in {currency}";
        in_ones(name, currency, factor: Count) => {
            let currency = if currency.is_empty() { String::new() } else { format!("in {currency}: ") };
            format!("{name} is {currency}the list's figures times {factor}")
        };
        no_revenue => "the list has no revenue column, so there are no sums, shares and averages of revenue";
        no_column(name) => "the list has no column {name}: it counts as missing for every customer";
        no_column_but(name, value) => "the list has no column {name}: it counts as {value} for every customer";
        absent_rule(column, field) => "there is no column {column}, because the list has no column {field}";

        nobody_in_tier(tier, why: Nobody) => {
            match why {
                Nobody::Crossing => format!("nobody is in {tier}: the next customer, or its equals, would cross its line"),
                Nobody::NoneLeft => format!("nobody is in {tier}: better tiers already hold all customers"),
                _ => format!("nobody is in {tier}: better tiers already hold its whole share"),
            }
        };
        nobody_in_tiers(tiers, cause) => "nobody is in {tiers}: {cause}";
        nobody_has(column, labels) => "no customer has {column} {labels}";
        nobody_has_both(rows, cols) => "no customer has such a pair of {rows} and {cols}";
        crossed(ends, crossed: Crossed) => {
            let Crossed { crossing, number, equal } = crossed;
            let (equal, number) = (Count(equal), Count(number));
            match crossing {
                Crossing::Better => format!("{ends}; those beyond {number} take places from the next tier"),
                Crossing::Worse => format!("{ends}; the next {equal} are equal and do not all fit within {number}, so they go down"),
            }
        };
        crossing(crossing: Crossing, other, elsewhere: Count) => {
            let how = match crossing {
                Crossing::Better => "a customer that crosses a line belongs to the better tier",
                Crossing::Worse => "a customer that crosses a line belongs to the worse tier",
            };
            let elsewhere = match elsewhere.0 {
                0 => "every customer would be in the same tier".to_owned(),
                _ => format!("{elsewhere} {} would be in another tier", elsewhere.plural("customer", "customers")),
            };
            format!("{how}; with --crossing {other} {elsewhere}")
        };
        less_than_one(tier, share, customers: Count, group: Option<(&str, Count, Count)>) => {
            let of = format!("{share} of {customers} {}", customers.plural("customer", "customers"));
            match group {
                None => format!("{tier} would be less than one customer: {of}"),
                Some((group, short, groups)) => {
                    format!("{tier} would be less than one customer in {short} of {groups} groups, as in {group}: {of}")
                }
            }
        };
        tier_ends(tier, value, customers: Count, of: Count, share: Option<(&str, Option<&str>)>, equal: Count) => {
            let share = share.map(|(share, measure)| format!(", {share} of {}", measure.unwrap_or("customers")));
            let equal = (equal.0 > 1).then(|| format!("; {equal} equal customers kept together"));
            let (share, equal) = (share.unwrap_or_default(), equal.unwrap_or_default());
            format!("{tier} ends at {value}, customer {customers} of {of}{share}{equal}")
        };
        nobody_has_a_value(column) => "no customer has a value in {column}, so there are no lines";
        adds_up_to_nothing(column, last) => "{column} adds up to 0, negative values counting 0, so everyone is in {last}, the last tier";
        negative_values(column, tier, share) => "negative values of {column} count 0 where the lines are drawn: there {tier} ends at {share}";
        largest_group(largest, groups: Count) => "{largest} is the largest of {groups} groups, each with lines of its own";

        movement(movement: Movement) -> &'static str => {
            match movement {
                Movement::Up => "up",
                Movement::Down => "down",
                Movement::Same => "same",
                Movement::New => "new",
                Movement::Changed => "changed",
            }
        };
        lost => "lost";
        new_customers => "new customers";
        lost_customers => "lost customers";
        movers => "Movers";
        nobody_moved => "nobody moved";
        more_movers(customers: Count) => "and {customers} more; -o movers.xlsx or --format csv has them all";
        customers_compared(before: Count, now: Count, both: Count) => "{before} customers before, {now} now; {both} of them on both sides";

        kept(reason, tier) => "{reason}; had {tier} before and keeps it";
        kept_above(reason, tier, end) => "{reason}; had {tier} before and keeps it above {end}";
        kept_below(reason, tier, end) => "{reason}; had {tier} before and keeps it below {end}";
        set_to(set, own, reason) => "set to {set} by hand; by the rule {own}: {reason}";
        set_to_because(set, details, own, reason) => "set to {set} by hand ({details}); by the rule {own}: {reason}";
        set_by_hand => "set by hand";
        by_person(person) => "by {person}";
        until(date) => "until {date}";
        keeping_tiers(customers: Count) => { format!("{customers} {} an earlier tier (hold)", customers.plural("customer keeps", "customers keep")) };
        labels_by_hand(labels: Count) => { format!("{labels} {} set by hand", labels.plural("label", "labels")) };
        lapsed(id, label, date) => "the label {label} of {id}, set by hand, lapsed after {date}";
        not_in_list(id, label) => "the label {label} is set by hand for {id}, which is not in the list";
        moved(customers: Count, movement) => "{customers} {movement}";
        since_list(earlier, movements) => "since {earlier}: {movements}";
        since_list_gone(earlier, movements, gone: Count) => {
            let are = gone.plural("customer of it is", "customers of it are");
            format!("since {earlier}: {movements}; {gone} {are} not in this list")
        };

        hidden_parts(sheet, parts: &[String]) => { format!("sheet {sheet:?}: hidden, but read like the rest: {}", parts.join("; ")) };
        hidden_sheet => "the sheet";
        hidden_rows(rows: Count, numbers: &[String]) => {
            let more = if rows.0 > numbers.len() as u64 { " …" } else { "" };
            format!("{rows} {} ({}{more})", rows.plural("row", "rows"), numbers.join(", "))
        };
        hidden_columns(columns: Count, letters: &[String]) => {
            let more = if columns.0 > letters.len() as u64 { " …" } else { "" };
            format!("{} {}{more}", columns.plural("column", "columns"), letters.join(", "))
        };
        repeated_ids(count: u64, known: u64, place, earlier) => {
            let has = if count == 1 { "has" } else { "have" };
            format!("{count} of {known} customers {has} the id of an earlier one, first {place}, as {earlier}")
        };
        repeated_ids_sampled(count: u64, known: u64, one_in: u64, place, earlier) => "at least {count} of {known} customers have the id of an earlier one, as a sample of one id in {one_in} shows; for example {place}, as {earlier}";
        repeated_names(count: u64, known: u64, is_least: bool, place, earlier) => {
            let (least, have) = (if is_least { "at least " } else { "" }, if count == 1 { "has" } else { "have" });
            format!("{least}{count} of {known} customers {have} the name of an earlier one, first {place}, as {earlier}; there are no ids \
                that would tell them apart")
        };
        left_formulas(formulas: Count) => {
            let (word, whose) = if formulas.0 == 1 { ("formula", "its result is") } else { ("formulas", "their results are") };
            format!("{formulas} {word} ({whose} there)")
        };
        left_comments => "comments";
        left_drawings => "charts and pictures";
        left_pivots => "pivot tables";
        left_macros => "macros";
        left_sheets(names: &[String]) => {
            let word = if names.len() == 1 { "sheet" } else { "sheets" };
            let names = names.iter().map(|name| format!("{name:?}")).collect::<Vec<_>>();
            format!("the {word} {}", names.join(", "))
        };
        left_behind(gone: &[String], shows_hidden: bool) => {
            let shown = if shows_hidden { "; hidden rows and columns are shown" } else { "" };
            let gone = gone.iter().map(|what| format!("{what}, ")).collect::<String>();
            format!("the output is a new workbook with the list's values; left behind: {gone}the look of the cells{shown}")
        };
        sheet_alike(read, others: &[String]) => {
            let names = others.iter().take(8).map(|name| format!("{name:?}")).collect::<Vec<_>>().join(", ");
            let (word, have) = if others.len() == 1 { ("sheet", "has") } else { ("sheets", "have") };
            format!("the sheet {read:?} is read; the {word} {names} {have} the same header and would be read with --sheet")
        };
        ids_like_fractions(now, before, count: usize) => {
            let (who, are) = if count == 1 { ("customer", "is") } else { ("customers", "are") };
            format!("{count} {who} {are} not found in the earlier list, whose ids differ only by .0 behind or zeros before them ({now} now, \
                {before} there): some program took the ids for numbers; write them alike in both lists")
        };
        order_list => "most ids repeat: this looks like a list of orders, and each order is classified as if it were a customer; \
            sum it up to one row for each customer first (a pivot table does that)";
    }
}
