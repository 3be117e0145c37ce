//! Tags that a customer shares with a tier: `rational matches 2 tags (calm, compares)`.

use crate::score::reason::TagMatch;
use crate::words::figure::Count;
use crate::words::wording::Wording;

impl Wording<'_> {
    /// `matches`: the tiers that share tags, most tags first, equal counts in the order written.
    pub(super) fn tags(&self, needed: usize, matches: &[TagMatch]) -> String {
        let words = self.language.words();
        let [best, others @ ..] = matches else { return words.no_tags_match().to_owned() };
        let (tier, tags) = (self.tier(best.code), self.shared(best));
        if best.tags.len() < needed {
            return words.too_few_tags(Count(needed as u64), &tier, &tags);
        }
        let equal = others.iter().take_while(|other| other.tags.len() == best.tags.len());
        match equal.map(|other| self.tier(other.code)).collect::<Vec<_>>().as_slice() {
            [] => words.tags_match(&tier, &tags),
            equal => words.tags_match_too(&tier, &tags, equal),
        }
    }

    /// How many tags every tier shares, for a step-by-step explanation: `rational: 2 tags (calm, compares)`.
    pub(super) fn tag_steps(&self, matches: &[TagMatch]) -> Vec<String> {
        let colon = self.language.words().colon();
        matches.iter().map(|found| format!("{}{colon}{}", self.tier(found.code), self.shared(found))).collect()
    }

    /// `2 tags (calm, compares)`.
    fn shared(&self, found: &TagMatch) -> String {
        let words = self.language.words();
        words.tags(Count(found.tags.len() as u64), &found.tags.join(words.comma()))
    }
}

#[cfg(test)]
mod tests {
    use crate::language::Language;
    use crate::words::Wording;
    use crate::words::testing::{reasons, scored};

    fn habit(more: &str) -> String {
        format!(
            r#"
[[rule]]
name   = "habit"
method = "profile"
field  = "traits"
ranked = false
{more}
tier   = [
  {{ label = "rational", zh = "理智型", tags = [["calm", "冷静"], "compares"] }},
  {{ label = "keen", zh = "冲动型", tags = ["hurried", "first"] }},
  {{ label = "vain", tags = ["brands", "mirrors"] }},
  {{ label = "unclear" }},
]
[fields.traits]
type = "tags"
headers = ["特征"]
"#
        )
    }

    #[test]
    fn the_tier_with_the_most_tags_is_told_with_them() {
        let expected = [
            ["rational matches 2 tags (冷静, compares)", "理智型匹配 2 个标签（冷静、compares）"],
            [
                "rational matches 1 tag (calm); keen matches as many, but comes later in the rule",
                "理智型匹配 1 个标签（calm）；冲动型匹配数相同，但在规则中排在后面",
            ],
            [
                "rational matches 1 tag (calm); keen and vain match as many, but come later in the rule",
                "理智型匹配 1 个标签（calm）；冲动型、vain 匹配数相同，但在规则中排在后面",
            ],
            ["none of the customer's tags is a tier's", "客户的标签与任何类别都不匹配"],
            ["traits is missing", "缺少特征"],
        ];
        let list = "traits\n冷静;compares;first\ncalm;hurried\nbrands;calm;first\nquiet\n\"\"\n";
        assert_eq!(reasons(&habit(""), list), expected);
    }

    #[test]
    fn too_few_tags_are_told_with_the_nearest_tier() {
        let expected = [[
            "no tier matches 2 tags; the nearest is keen with 1 tag (first)",
            "没有类别匹配到 2 个标签；最接近的是冲动型，匹配 1 个标签（first）",
        ]];
        assert_eq!(reasons(&habit("min_matches = 2"), "traits\nfirst\n"), expected);
    }

    #[test]
    fn every_match_can_be_explained() {
        let steps = scored(&habit(""), "traits\nfirst;calm;compares\n", |scored| {
            let reason = scored.reason(0, 0);
            Language::ALL.map(|language| Wording::new(scored, 0, language).steps(&reason))
        });
        assert_eq!(steps[0], ["rational: 2 tags (calm, compares)", "keen: 1 tag (first)"]);
        assert_eq!(steps[1], ["理智型：2 个标签（calm、compares）", "冲动型：1 个标签（first）"]);
    }
}
