//! The conditions of a decision taken apart: comparisons and flags that are no longer made of others, and how they hang together.

use crate::number::decimal::Decimal;
use crate::rule::expression::term::{DateTerm, NumberTerm, Term, TextTerm, TruthTerm};
use crate::rule::expression::{Behind, Comparison, Expr, Part, Tree, TreeKind, names, tree};
use crate::rule::scope::{Meaning, Ref};
use crate::score::expression::{constant_date, constant_number, truths_of};
use crate::score::frame::{Block, Frame};
use crate::score::truth::Truth;

/// How the parts of a condition hang together.
#[derive(Debug, Clone)]
pub(super) enum Shape {
    /// One that is no longer taken apart.
    Atom(usize),
    All(Vec<Shape>),
    Any(Vec<Shape>),
    Not(Box<Shape>),
    AtLeast(usize, Vec<Shape>),
}

/// A part of a condition that is no longer made of others.
#[derive(Debug, Clone)]
pub(super) struct Atom {
    term: TruthTerm,
    /// The part in the rule's words.
    pub part: Part,
    pub test: Test,
    /// The columns that it is about, derived values taken apart.
    pub columns: Vec<Ref>,
}

/// What an atom asks of what.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Test {
    /// A number, compared with one that is the same for all customers.
    Number(NumberTerm, Comparison, Decimal),
    /// A date, compared with one that is the same for all customers.
    Date(DateTerm, Comparison, i32),
    /// A flag.
    Flag(Ref),
    /// Whether a text is one of these words, in the form that is compared.
    Words(TextTerm, Vec<String>, bool),
    /// Whether there is a value.
    Missing,
    /// Anything else.
    Other,
}

/// The conditions of a decision, taken apart.
#[derive(Debug)]
pub(super) struct Atoms {
    pub atoms: Vec<Atom>,
    /// By condition, in the order in which they are tested.
    pub shapes: Vec<Shape>,
    /// How many parts have been taken apart.
    taken: usize,
}

/// How many parts are taken apart at most: derived conditions that name one another may be many more.
const MOST_PARTS: usize = 1_000;

impl Atoms {
    pub fn new<'e>(conditions: impl Iterator<Item = &'e Expr>, frame: &Frame<'_>) -> Atoms {
        let mut atoms = Atoms { atoms: Vec::new(), shapes: Vec::new(), taken: 0 };
        for expr in conditions {
            let Term::Truth(term) = &expr.term else { continue };
            let shape = atoms.shape(term, tree(expr.text()).as_ref(), expr.text(), frame);
            atoms.shapes.push(shape);
        }
        atoms
    }

    /// A term and its tree, which are made alike.
    fn shape(&mut self, term: &TruthTerm, tree: Option<&Tree>, text: &str, frame: &Frame<'_>) -> Shape {
        self.taken += 1;
        if self.taken > MOST_PARTS {
            return self.atom(term, tree, text, frame);
        }
        let parts = |tree: Option<&Tree>| -> Vec<Tree> {
            match tree.map(|tree| &tree.kind) {
                Some(TreeKind::And(parts) | TreeKind::Or(parts)) => parts.clone(),
                Some(TreeKind::Not(part)) => vec![(**part).clone()],
                Some(TreeKind::Call(_, _, parts)) => parts.iter().skip(1).cloned().collect(),
                _ => Vec::new(),
            }
        };
        let trees = parts(tree);
        let mut each = |terms: &[TruthTerm]| -> Vec<Shape> {
            let trees = trees.iter().map(Some).chain(std::iter::repeat(None));
            terms.iter().zip(trees).map(|(term, tree)| self.shape(term, tree, text, frame)).collect()
        };
        match term {
            TruthTerm::All(terms) => Shape::All(each(terms)),
            TruthTerm::Any(terms) => Shape::Any(each(terms)),
            TruthTerm::Not(term) => Shape::Not(Box::new(self.shape(term, trees.first(), text, frame))),
            TruthTerm::AtLeast(needed, terms) if whole(needed).is_some() => {
                let least = whole(needed).unwrap_or_default();
                Shape::AtLeast(least, each(terms))
            }
            TruthTerm::Column(Ref::Derived(index)) => match &frame.derived[*index] {
                Expr { term: Term::Truth(term), .. } => {
                    let text = frame.derived[*index].text();
                    let tree = crate::rule::expression::tree(text);
                    self.shape(term, tree.as_ref(), text, frame)
                }
                _ => self.atom(term, tree, text, frame),
            },
            _ => self.atom(term, tree, text, frame),
        }
    }

    fn atom(&mut self, term: &TruthTerm, tree: Option<&Tree>, text: &str, frame: &Frame<'_>) -> Shape {
        if let Some(known) = self.atoms.iter().position(|atom| atom.term == *term) {
            return Shape::Atom(known);
        }
        let own = tree.and_then(|tree| text.get(tree.span.clone())).unwrap_or(text);
        let named = names(own).into_iter().filter_map(|name| match frame.scope.find(&name) {
            Some(Meaning::Column(column, _)) => Some(column),
            _ => None,
        });
        let columns = Behind::new(&named.collect::<Vec<_>>(), frame.derived).columns;
        let part = Part { text: own.to_owned(), holds: true };
        self.atoms.push(Atom { term: term.clone(), part, test: test(term, frame), columns });
        Shape::Atom(self.atoms.len() - 1)
    }

    /// What each atom is for the customers of a block.
    pub fn truths(&self, block: &Block<'_>) -> Vec<Vec<Truth>> {
        self.atoms.iter().map(|atom| truths_of(&atom.term, block)).collect()
    }

    /// What a condition is, with its atoms being what they are.
    pub fn holds(shape: &Shape, atoms: &[Truth]) -> Truth {
        match shape {
            Shape::Atom(index) => atoms[*index],
            Shape::All(parts) => parts.iter().fold(Truth::True, |all, part| all.and(Atoms::holds(part, atoms))),
            Shape::Any(parts) => parts.iter().fold(Truth::False, |any, part| any.or(Atoms::holds(part, atoms))),
            Shape::Not(part) => Atoms::holds(part, atoms).not(),
            Shape::AtLeast(least, parts) => {
                let truths = parts.iter().map(|part| Atoms::holds(part, atoms));
                let (holding, unknown) = truths.fold((0, 0), |(holding, unknown), truth| {
                    (holding + usize::from(truth.holds()), unknown + usize::from(!truth.is_known()))
                });
                match () {
                    () if holding >= *least => Truth::True,
                    () if holding + unknown >= *least => Truth::Unknown,
                    () => Truth::False,
                }
            }
        }
    }
}

fn whole(number: &NumberTerm) -> Option<usize> {
    let NumberTerm::Literal(number) = number else { return None };
    usize::try_from(number.to_i64()?).ok()
}

fn test(term: &TruthTerm, frame: &Frame<'_>) -> Test {
    match term {
        TruthTerm::Numbers(compared) => {
            let (left, right) = (constant_number(&compared.left, frame), constant_number(&compared.right, frame));
            match (left, right) {
                (None, Some(bound)) => Test::Number(compared.left.clone(), compared.comparison, bound),
                (Some(bound), None) => Test::Number(compared.right.clone(), compared.comparison.mirrored(), bound),
                _ => Test::Other,
            }
        }
        TruthTerm::Dates(compared) => {
            let (left, right) = (constant_date(&compared.left, frame), constant_date(&compared.right, frame));
            match (left, right) {
                (None, Some(bound)) => Test::Date(compared.left.clone(), compared.comparison, bound),
                (Some(bound), None) => Test::Date(compared.right.clone(), compared.comparison.mirrored(), bound),
                _ => Test::Other,
            }
        }
        TruthTerm::Column(column @ Ref::Field(_)) => Test::Flag(*column),
        TruthTerm::Texts(negated, value @ TextTerm::Column(_), TextTerm::Literal(word)) => {
            Test::Words(value.clone(), vec![word.folded.clone()], *negated)
        }
        TruthTerm::InTexts(value @ TextTerm::Column(_), words) => {
            let folded = words.iter().map(|word| match word {
                TextTerm::Literal(word) => Some(word.folded.clone()),
                _ => None,
            });
            folded.collect::<Option<_>>().map_or(Test::Other, |words| Test::Words(value.clone(), words, false))
        }
        TruthTerm::Missing(_) => Test::Missing,
        _ => Test::Other,
    }
}
