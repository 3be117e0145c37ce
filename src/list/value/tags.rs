//! Sets of tags.

/// The tags of a cell, without their separators (`;` `；` `、` `,` `，` and line breaks) and without empty ones.
pub fn split_tags(text: &str) -> impl Iterator<Item = &str> {
    text.split([';', '；', '、', ',', '，', '\n', '\r']).map(super::trimmed).filter(|tag| !tag.is_empty())
}

#[cfg(test)]
mod tests {
    use super::split_tags;

    #[test]
    fn tags_are_separated_in_several_ways() {
        assert_eq!(
            split_tags("calm; compares、冷静，x\r\n y ;; ").collect::<Vec<_>>(),
            ["calm", "compares", "冷静", "x", "y"]
        );
    }
}
