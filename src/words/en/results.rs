//! What is said of a list and of its result besides the tables.

use crate::score::Movement;
use crate::words::figure::Count;

sentences! {
    trait ResultWords(self) {
        unclassified_note(unclassified: Count, customers: Count) => "{unclassified} of {customers} customers unclassified (with --strict: an error, and nothing written)";
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

        nobody_in_tier(tier) => "nobody is in {tier}: better tiers already hold its whole share";
        tier_ends(tier, value, customers: Count, of: Count, share: Option<(&str, Option<&str>)>, equal: Count) => {
            let share = share.map(|(share, measure)| format!(", {share} of {}", measure.unwrap_or("customers")));
            let equal = (equal.0 > 1).then(|| format!("; {equal} equal customers kept together"));
            let (share, equal) = (share.unwrap_or_default(), equal.unwrap_or_default());
            format!("{tier} ends at {value}, customer {customers} of {of}{share}{equal}")
        };
        nobody_has_a_value(column) => "no customer has a value in {column}, so there are no lines";
        adds_up_to_nothing(column, last) => "{column} adds up to 0, negative values counting 0, so everyone is in {last}, the last tier";
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
        order_list => "most ids repeat: this looks like a list of orders, and each order is classified as if it were a customer; \
            sum it up to one row for each customer first (a pivot table does that)";
    }
}
