//! Tags that a customer shares with a tier: `rational matches 2 tags (calm, compares)`.

use crate::language::Language;
use crate::score::reason::TagMatch;
use crate::words::chinese::joined;
use crate::words::figure::count;
use crate::words::wording::Wording;

impl Wording<'_> {
    /// `matches`: the tiers that share tags, most tags first, equal counts in the order written.
    pub(super) fn tags(&self, needed: usize, matches: &[TagMatch]) -> String {
        match matches {
            [] => {
                self.language.of("none of the customer's tags is a tier's", "客户的标签与任何类别都不匹配").to_owned()
            }
            [best, others @ ..] if best.tags.len() >= needed => {
                let equal = others.iter().take_while(|other| other.tags.len() == best.tags.len());
                self.best_tags(best, &equal.map(|other| self.tier(other.code)).collect::<Vec<_>>())
            }
            [best, ..] => self.too_few_tags(needed, best),
        }
    }

    /// How many tags every tier shares, for a step-by-step explanation: `rational: 2 tags (calm, compares)`.
    pub(super) fn tag_steps(&self, matches: &[TagMatch]) -> Vec<String> {
        let step = |found: &TagMatch| {
            format!("{}{}{}", self.tier(found.code), self.language.of(": ", "："), self.shared(found))
        };
        matches.iter().map(step).collect()
    }

    fn best_tags(&self, best: &TagMatch, equal: &[String]) -> String {
        let (tier, tags) = (self.tier(best.code), self.shared(best));
        match (self.language, equal) {
            (Language::En, []) => format!("{tier} matches {tags}"),
            (Language::En, [one]) => {
                format!("{tier} matches {tags}; {one} matches as many, but comes later in the rule")
            }
            (Language::En, several) => {
                let several = several.join(" and ");
                format!("{tier} matches {tags}; {several} match as many, but come later in the rule")
            }
            (Language::Zh, []) => joined(&[&tier, "匹配", &tags]),
            (Language::Zh, several) => {
                joined(&[&tier, "匹配", &tags, "；", &several.join("、"), "匹配数相同，但在规则中排在后面"])
            }
        }
    }

    fn too_few_tags(&self, needed: usize, best: &TagMatch) -> String {
        let (tier, tags, needed) = (self.tier(best.code), self.shared(best), count(needed as u64));
        match self.language {
            Language::En => format!("no tier matches {needed} tags; the nearest is {tier} with {tags}"),
            Language::Zh => joined(&["没有类别匹配到", &needed, "个标签；最接近的是", &tier, "，匹配", &tags]),
        }
    }

    /// `2 tags (calm, compares)`.
    fn shared(&self, found: &TagMatch) -> String {
        let tags = found.tags.join(self.language.of(", ", "、"));
        match (self.language, found.tags.len()) {
            (Language::En, 1) => format!("1 tag ({tags})"),
            (Language::En, number) => format!("{} tags ({tags})", count(number as u64)),
            (Language::Zh, number) => format!("{} 个标签（{tags}）", count(number as u64)),
        }
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
