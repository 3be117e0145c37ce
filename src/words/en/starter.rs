//! A starter rule file: the comments in it, and what is said beside it. Texts of several lines become several comments.

use crate::result::starter::{Content, Recency};
use crate::words::figure::Count;

sentences! {
    trait StarterWords(self) {
        file_written(file) => "{file} is written";
        starter_for(customers: Count, by, column) => "{customers} customers, classified by {by} in the column `{column}`";
        tier_from(label, value, customers: Count) => "{label} from {value}: {customers} customers";
        check_the_file(file) => "read it, change what you know better, then check it: custclass rules check {file}";
        use_the_file(command) => "and use it: {command}";

        title_by(by) => "Customers by {by}";
        starter_head(list, customers: Count, by, file, command) => "A starter made from {list}: {customers} customers, classified by {by}.\n\
            It works as it stands. Change whatever you know better: the reason for each line stands beside it.\n\
            Check it:  custclass rules check {file}\n\
            Use it:    {command}";
        general_head(file) => "A starter: three tiers by revenue. The figures are made up; put yours in their place.\n\
            With figures of your own list:  custclass rules new OTHER.toml --for customers.xlsx\n\
            Check it:  custclass rules check {file}\n\
            Use it:    custclass score customers.xlsx -r {file}";
        orders_in_list => "Most ids come more than once: this looks like a list of orders. Add the orders up to one row a customer first;\n\
            the figures below count every row as a customer.";

        measured_column(name, header) => "{name}: the column \"{header}\".";
        multiplied_column(name, header, times) => "{name}: the column \"{header}\"; its unit multiplies every figure by {times}, so the \
            lines below are in full.";
        customers_with_figures(with: Count, zero: Count, missing: Count, bad: Count) => {
            let some = |count: Count, said| if count.0 > 0 { format!(", {count}{said}") } else { String::new() };
            let (zero, missing) = (some(zero, " of them 0 or less"), some(missing, " have none"));
            format!("{with} customers have a figure{zero}{missing}{}.", some(bad, " have a cell that is no number"))
        };
        equal_figures(customers: Count) => "All {customers} have the same figure, so the list suggests no line; the one below is made up.";
        nothing_to_share => "No figure is above 0, so there is no sum to share: the lines part the customers by rank.";
        how_it_is_spread(name) => "How {name} is spread:";
        first_bring(share: u32, customers: Count, of_sum) => "  the first {share:>2} % of customers ({customers}) bring {of_sum}";
        eighty_and_ninety_five(most: Count, of_most, nearly_all: Count, of_nearly_all) => "80 % of it comes from {most} customers ({of_most} \
            of them), 95 % from {nearly_all} ({of_nearly_all}).";
        more_concentrated => "More concentrated than the textbook's 20/80: losing one of the first would be felt.";
        as_in_the_textbook => "About the textbook's 20/80.";
        flatter => "Flatter than the textbook's 20/80: customers on both sides of a line differ little, so do not make much of it.";
        few_customers(customers: Count) => "With {customers} customers a line rests on one or two of them: take it as an example.";
        widest_gaps => "The widest natural gaps (no customer in between), from the top:";
        gap(above, below, customers: Count, share) => "  between {above} and {below}: {customers} customers ({share}) above it";

        lines_stay => "These lines stay where they are until you move them. Lines that move with every list: custclass rules show pareto-abc\n\
            (shares of the sum) or pyramid (shares of the customers).";
        sum_reached(label, share, name, value) => "{label}: the first {share} % of {name} are reached at {value}";
        customers_reached(label, share, value) => "{label}: the first {share} % of the customers end at {value}";
        line_in_gap(above, below) => "; the line lies in the gap between {above} and {below}.";
        round_line => "; the line is a round figure close to it.";
        of_measure(share, name) => " and {share} of {name}";
        best_reach_it(customers: Count, share, of_sum) => "{customers} customers reach it: {share} of the customers{of_sum}.";
        more_reach_it(customers: Count, share, of_sum) => "{customers} more customers reach it: with the better ones {share} of the \
            customers{of_sum}.";
        other_customers(label, customers: Count) => "{label}: the other {customers} customers.";
        made_up_line(label) => "{label}: from this figure up.";

        above_the_test => "A made-up list that proves the lines. Whoever moves a line moves it here too; `rules check` says where they differ.";
        figures_prove => "a line itself belongs to the better tier, the smallest step below it to the next; a missing figure is not guessed";
        words_prove => "every word belongs to its group, whatever blanks stand around it; an unknown word goes to the last group, a missing \
            one to none";
        days_prove => "the last day of a tier belongs to it, the day before to the next; without a date nothing is guessed";

        unknown_columns => "Columns that no rule knows yet. Conditions and later rules may use them; take out what you do not need.";
        content(content: Content) -> &'static str => {
            match content {
                Content::Number => "numbers",
                Content::Percent => "percentages",
                Content::Date => "dates",
                Content::Flag => "yes or no",
                Content::Words => "a few values that come again and again",
                Content::Text => "texts",
            }
        };
        sum_of_columns(field) => "Several columns hold numbers. To classify by their sum: remove the # before the next two lines, leave those \
            columns in it that\n\
            belong together, write field = \"sum_of_columns\" instead of \"{field}\" in the rule, and write these columns into the test list.";
        second_rule(field) => "How long ago? Remove the # before the next lines, and before as_of above, for a second label column by {field}.";
        dates_in_column(header, recency: &Recency, of_first, of_second) => {
            let Recency { oldest, newest, lines: [first, second], .. } = recency;
            format!(
                "The column \"{header}\" goes \
                 from {oldest} to {newest}. Counted back from that last day, {of_first} of the customers lie\n\
                 within {first} days and {of_second} within {second}. A run counts from today, or from the day of --as-of."
            )
        };
        words_of_column(header) => "The list has no column of numbers, so the customers are grouped by the words of the column \"{header}\":";
        name_the_groups => "Put words that belong together into one tier, and give the tiers names of your own.";
    }
}
