//! `[[rule]]`: the rules of a file, read one after the other so that later ones know the columns of earlier ones.

use super::derive::Pending;
use crate::number::Decimal;
use crate::rule::field::Field;
use crate::rule::figure::Figure;
use crate::rule::follow_up::NEXT_CONTACT;
use crate::rule::hold::read_holds;
use crate::rule::method::{METHODS, Method, MethodDef, MethodSettings};
use crate::rule::mistake::{MethodMistake, NameMistake, Part, Suggestion, TierMistake};
use crate::rule::scope::{EarlierRule, Ref, Scope, Type};
use crate::rule::settings::{Complaints, Section};
use crate::rule::tier::{Tier, check_labels, read_tier};
use crate::rule::{Rule, RuleSet};
use crate::score::fit::check_constants;

/// Labels that mean the absence of a class.
const RESERVED: &[&str] = &["unclassified", "未分类"];

pub(super) fn read(
    top: &Section<'_>,
    fields: Vec<Field>,
    params: Vec<(String, Decimal)>,
    complaints: &Complaints,
) -> RuleSet {
    let sections = top.sections("rule", Part::Rule);
    let mut later = sections.iter().filter_map(|section| section.text("name")).map(str::to_owned).collect::<Vec<_>>();
    let mut scope = Scope { fields, params, ..Scope::default() };
    let mut rules = Vec::new();
    let mut refused = Vec::new();
    let mut derived = Vec::new();
    check_param_names(top, &scope, complaints);
    let mut pending = Pending::read(top, &mut scope, complaints);
    for section in &sections {
        pending.read_ready(&later, &mut scope, &mut derived, complaints);
        scope.later.clone_from(&later);
        scope.waiting = pending.waiting(&later);
        let rule = rule(section, &scope, complaints);
        if !later.is_empty() {
            later.remove(0);
        }
        refused.push(rule.is_none());
        match rule {
            Some(rule) => {
                scope.rules.push(earlier(&rule));
                rules.push(rule);
            }
            // A later use of the name must not lead to a second complaint.
            None => {
                debug_assert!(complaints.errors() > 0, "a rule is refused with a complaint");
                scope.broken.extend(section.text("name").map(str::to_owned));
            }
        }
    }
    scope.later.clear();
    scope.waiting.clear();
    pending.read_ready(&[], &mut scope, &mut derived, complaints);
    for (section, refused) in sections.into_iter().zip(refused) {
        finish(section, refused, super::schema::rule_keys);
    }
    RuleSet { scope, derived, rules }
}

/// Complains about unknown keys. A rule that could not be read may not have asked for all of its keys: of those, all that any method has
/// are passed over.
fn finish(section: Section<'_>, refused: bool, keys: fn() -> Vec<String>) {
    section.finish_knowing(&if refused { keys() } else { Vec::new() });
}

fn earlier(rule: &Rule) -> EarlierRule {
    EarlierRule {
        name: rule.name.clone(),
        labels: rule.tiers.iter().map(|tier| tier.label.clone()).collect(),
        numbers: rule.method.numeric_labels(),
        scored: rule.method.scored(),
    }
}

fn rule(section: &Section<'_>, scope: &Scope, complaints: &Complaints) -> Option<Rule> {
    let name = section.needed_text("name", "name = \"tier\"");
    if let Some(name) = name {
        check_name(section, name, scope, complaints);
    }
    let ranked = section.flag("ranked").unwrap_or(true);
    let hidden = section.flag("hidden").unwrap_or(false);
    let per = per(section, scope, complaints);
    let needs = needs(section, scope, complaints);
    let method = method(section, complaints);
    let before = complaints.errors();
    let tier_sections = section.sections("tier", Part::Tier);
    let tiers = tier_sections.iter().map(read_tier).collect::<Vec<_>>();
    check_labels(&tiers, RESERVED, complaints);
    let finish_tiers = |tiers: Vec<Section<'_>>, refused: bool| {
        tiers.into_iter().for_each(|tier| finish(tier, refused, super::schema::tier_keys));
    };
    let Some(method_def) = method else {
        finish_tiers(tier_sections, true);
        return None;
    };
    if let Some(node) = section.get("crossing").filter(|_| !method_def.ranks) {
        complaints.error(&node.span, MethodMistake::CrossingInMethod { method: method_def.name });
    }
    let needs_tiers = !section.has("bins") && !method_def.makes_tiers;
    if tiers.is_empty() && needs_tiers {
        if !section.has("tier") {
            section.missing("tier", "tier = [ { label = \"A\", … }, { label = \"B\", … } ]");
        } else if complaints.errors() == before {
            let span = section.get("tier").map_or_else(|| section.head(), |node| node.span.clone());
            complaints.error(&span, TierMistake::NoTiers);
        }
        return None;
    }
    let mut settings = MethodSettings { rule: section, tiers, tier_sections, scope, per };
    let method = (method_def.read)(&mut settings);
    if let Some(Method::Decision(decision)) = &method {
        check_constants(decision, complaints);
    }
    let MethodSettings { mut tiers, tier_sections, .. } = settings;
    read_holds(&mut tiers, &tier_sections, section, method.as_ref(), scope);
    if tier_sections.is_empty() {
        // Labels that the method made: those of a matrix without tiers stand in its cells.
        check_labels(&tiers, RESERVED, complaints);
    }
    check_falls(&tiers, &tier_sections, scope, complaints);
    check_scripts(&tiers, &tier_sections, scope, complaints);
    finish_tiers(tier_sections, method.is_none());
    Some(Rule { name: name?.to_owned(), tiers, ranked, hidden, needs, method: method?, span: section.head() })
}

fn check_name(section: &Section<'_>, name: &str, scope: &Scope, complaints: &Complaints) {
    let Some(node) = section.get("name") else { return };
    let is_other =
        scope.params.iter().any(|(param, _)| param == name) || scope.derived.iter().any(|derived| derived.name == name);
    let named = name.to_owned();
    if !super::fields::is_name(name) {
        complaints.error(&node.span, NameMistake::NotAName { name: named });
    } else if scope.rules.iter().any(|rule| rule.name == name) {
        complaints.error(&node.span, NameMistake::RuleTwice { name: named });
    } else if is_other {
        complaints.error(&node.span, NameMistake::RuleLikeOther { name: named });
    }
}

fn check_param_names(top: &Section<'_>, scope: &Scope, complaints: &Complaints) {
    let Some(params) = top.section("params", Part::Params) else { return };
    for (name, key, _) in params.entries() {
        if scope.fields.iter().any(|field| field.name == *name) {
            complaints.error(key, NameMistake::ParamLikeField { name: name.clone() });
        }
    }
}

fn method(section: &Section<'_>, complaints: &Complaints) -> Option<&'static MethodDef> {
    let word = section.needed_text("method", "method = \"percentile\"")?;
    let found = METHODS.iter().find(|method| method.name == word);
    if found.is_none() {
        let known = Suggestion::new(word, METHODS.iter().map(|method| method.name));
        complaints.error(&section.get("method")?.span, NameMistake::UnknownMethod { name: word.to_owned(), known });
    }
    found
}

/// `per = "region"`: a text or choice field, or an earlier label column.
fn per(section: &Section<'_>, scope: &Scope, complaints: &Complaints) -> Option<Ref> {
    let name = section.text("per")?;
    let span = &section.get("per")?.span;
    let (column, kind) = scope.column(name, span, complaints)?;
    let makes_groups = matches!(column, Ref::Label(_)) || (matches!(column, Ref::Field(_)) && kind == Type::Text);
    if !makes_groups {
        complaints.error(span, NameMistake::NoGroups { name: name.to_owned(), kind });
        return None;
    }
    Some(column)
}

/// A script fills in fields, and the day of the next contact.
fn check_scripts(tiers: &[Tier], sections: &[Section<'_>], scope: &Scope, complaints: &Complaints) {
    for (tier, section) in tiers.iter().zip(sections) {
        for (script, key) in [(&tier.follow_up.script, "script"), (&tier.follow_up.script_zh, "script_zh")] {
            let Some((script, node)) = script.as_ref().zip(section.get(key)) else { continue };
            let known = || scope.fields.iter().map(|field| field.name.as_str()).chain([NEXT_CONTACT]);
            for name in script.columns().filter(|name| !known().any(|known| known == *name)) {
                let mistake =
                    TierMistake::UnknownInScript { name: name.to_owned(), known: Suggestion::new(name, known()) };
                complaints.error(&node.span, mistake);
            }
        }
    }
}

/// `needs = { customers = 100 }`: with fewer customers nobody gets a label.
fn needs(section: &Section<'_>, scope: &Scope, complaints: &Complaints) -> Option<u64> {
    let needs = section.section("needs", Part::Needs)?;
    let node = needs.get("customers");
    if node.is_none() {
        needs.missing("customers", "customers = 100");
    }
    let figure = node.and_then(|node| Figure::read(node, "customers", scope, complaints));
    needs.finish();
    let number = figure?.value.to_i64().and_then(|number| u64::try_from(number).ok()).filter(|&number| number > 0);
    if let (None, Some(node)) = (number, node) {
        complaints.error(&node.span, MethodMistake::NotNeeded);
    }
    number
}

/// `falls` names a date field and another tier of the rule.
fn check_falls(tiers: &[Tier], sections: &[Section<'_>], scope: &Scope, complaints: &Complaints) {
    for (tier, section) in tiers.iter().zip(sections) {
        let Some((falls, written)) = tier.follow_up.falls.as_ref().zip(section.section("falls", Part::Fall)) else {
            continue;
        };
        let span_of = |key| written.get(key).map_or_else(|| tier.span.clone(), |node| node.span.clone());
        if !tiers.iter().any(|other| other.label == falls.to) {
            let known = Suggestion::new(&falls.to, tiers.iter().map(|tier| tier.label.as_str()));
            complaints.error(&span_of("to"), TierMistake::FallsToUnknown { label: falls.to.clone(), known });
        }
        if let Some((_, kind)) = scope.column(&falls.since, &span_of("since"), complaints)
            && kind != Type::Date
        {
            complaints.error(&span_of("since"), NameMistake::NotADate { name: falls.since.clone(), kind });
        }
    }
}
