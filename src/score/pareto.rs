//! `pareto`: a customer's place is the share of the total that strictly greater values hold, negative values counting 0.
//!
//! After Vilfredo Pareto's observation, in the form that Joseph Juran gave it for business: the vital few and the useful many.

use super::frame::Frame;
use super::method::{Method, MethodDef, MethodSettings, Model};
use super::own_field::OwnField;
use super::ranking::{Best, Measure};
use super::scope::Ref;
use super::shares::{Shares, read_shares};

/// The method's entry in the list of methods.
pub const METHOD: MethodDef = MethodDef {
    name: "pareto",
    about: "shares of the sum, greatest values first (ABC, 80/20)",
    read: |settings| read(settings).map(|method| Box::new(method) as Box<dyn Method>),
};

/// Ranks by a number column and cuts at shares of its sum.
#[derive(Debug)]
struct Pareto(Shares);

fn read(settings: &mut MethodSettings<'_>) -> Option<Pareto> {
    let field = OwnField::read(settings);
    if let Some(node) = settings.rule.get("best") {
        let help =
            "leave it out: the greatest values come first; use method = \"percentile\" where low values are better";
        settings.rule.complaints().error(&node.span, "`best` has no meaning in a pareto rule", help);
    }
    for (tier, section) in settings.tiers.iter_mut().zip(&settings.tier_sections) {
        if let Some(node) = section.get("expect_customers") {
            tier.expect_customers = settings.scope.number(node, "`expect_customers`", section.complaints());
        }
    }
    let ends = read_shares(settings);
    Some(Pareto(Shares { field: field?, ends: ends?, measure: Measure::Sum, best: Best::High, per: settings.per }))
}

impl Method for Pareto {
    fn inputs(&self) -> Vec<Vec<Ref>> {
        self.0.inputs()
    }

    fn own_field(&self) -> Option<&[Ref]> {
        Some(&self.0.field.columns)
    }

    fn seek(&self, frame: &Frame<'_>) {
        self.0.seek(frame);
    }

    fn fit(&self, frame: &Frame<'_>) -> Box<dyn Model> {
        self.0.fit(frame)
    }

    fn ranks(&self) -> bool {
        true
    }

    fn has_lines(&self) -> bool {
        true
    }
}
