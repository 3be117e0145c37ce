//! What a template says to whoever fills it in.

sentences! {
    trait TemplateWords(self) {
        write_id => "Your number of the customer; each stands once.";
        write_name => "What the customer is called.";
        write_number => "A number, as in 500000 or 12,500.00.";
        write_percent => "Per cent, as in 92%.";
        write_date => "A date, as in 2026-01-31.";
        write_flag => "yes or no; 1 and 0, √ and × will do.";
        write_choice(words) => "One of: {words}.";
        write_tags => "What was noticed, several with ; between them; the drop-down and the note at the header have the words.";
        write_text => "A text.";
        write_text_like(words) => "A text, as in: {words}.";
        more_words(words) => "{words} …";
        blank_cell_counts_as(value) => "Blank counts as {value}.";
        write_instead(others: &[String]) => { format!("Instead of it: {}.", others.join(" or ")) };
        column_may_be_left_out => "The column may be left out.";
        somebody => "Example Ltd";
        example_row => "An example: write your own customers over it.";
        example_row_gets(labels) => "It gets: {labels}.";
        choices_sheet => "Choices";
        list_sheet => "Customers";
        not_listed => "This word is not in the list. Other spellings that the rule knows will do; any other word leaves the customer unclassified.";
        no_example => "the rule has no [[test]] list from which an example could be taken, so the example row may stay unclassified";
    }
}
