//! The first customers of a list, looked at column by column.

use std::collections::HashSet;

use custclass::Error;
use custclass::cell::ListCell;
use custclass::list::{Binding, Extract, InputError, RecordKind, Source};
use custclass::result::starter::Tally;

use crate::cli::context::{Bar, Context};
use crate::cli::failure::Failure;

/// So many customers show what a column holds.
const CUSTOMERS: u64 = 10_000;
/// Fewer ids than this say nothing.
const FEW_IDS: usize = 10;

/// What the first customers have in each column.
pub struct Sample {
    /// How many customers the whole list has.
    pub customers: u64,
    /// One entry a column.
    pub tallies: Vec<Tally>,
    /// Whether most ids come more than once.
    pub ids_repeat: bool,
}

impl Sample {
    /// Looks at a list whose header is known.
    pub fn take(source: &mut Source, binding: &Binding, context: &Context) -> Result<Sample, Failure> {
        let id = binding.fields.iter().find(|bound| bound.field.name == "id").and_then(|bound| bound.column);
        let nothing = Binding { fields: Vec::new(), ..binding.clone() };
        let bar = Bar::new(context, source.size());
        let extract = source.extract(&nothing, false, &bar).map_err(Error::from)?;
        drop(bar);
        let mut sample = Sample::new(binding.header.len());
        let mut ids = Ids { column: id, ..Ids::default() };
        let mut look = |cells: &[ListCell<'_>]| {
            sample.tallies.iter_mut().zip(cells).for_each(|(tally, cell)| tally.add(cell));
            ids.add(cells);
        };
        match source {
            Source::Delimited(list) => {
                // Unlike the second pass, this takes a list in which a few bytes are no text: rules may leave their cells alone.
                let head = list.head(binding.header_record + 1 + CUSTOMERS).map_err(Error::from)?;
                let is_customer =
                    |record: u64| record > binding.header_record && extract.no_customers.get(record).is_none();
                for record in head.iter().filter(|record| is_customer(record.record)) {
                    look(&record.cells.iter().map(|text| ListCell::Text(text)).collect::<Vec<_>>());
                }
            }
            Source::Workbook(_) => walk(source, &nothing, &extract, look)?,
        }
        Ok(Sample { customers: extract.customers as u64, ids_repeat: ids.repeat(), ..sample })
    }

    fn new(columns: usize) -> Sample {
        Sample { customers: 0, tallies: (0..columns).map(|_| Tally::default()).collect(), ids_repeat: false }
    }
}

/// Goes through the customers of a workbook, as many as are looked at.
fn walk(
    source: &mut Source,
    binding: &Binding,
    extract: &Extract,
    mut look: impl FnMut(&[ListCell<'_>]),
) -> Result<(), Failure> {
    let mut seen = 0;
    let walked = source.records(binding, extract, |record| {
        if !matches!(record.kind, RecordKind::Customer(_)) {
            return Ok(());
        }
        look(record.cells);
        seen += 1;
        if seen < CUSTOMERS { Ok(()) } else { Err(Stop::Enough) }
    });
    match walked {
        Ok(()) | Err(Stop::Enough) => Ok(()),
        Err(Stop::Failed(error)) => Err(Error::from(error).into()),
    }
}

/// Why the list is not gone through to its end.
enum Stop {
    Enough,
    Failed(InputError),
}

impl From<InputError> for Stop {
    fn from(error: InputError) -> Stop {
        Stop::Failed(error)
    }
}

/// The ids of the customers that were looked at.
#[derive(Default)]
struct Ids {
    column: Option<usize>,
    different: HashSet<String>,
    count: usize,
}

impl Ids {
    fn add(&mut self, cells: &[ListCell<'_>]) {
        if let Some(id) = self.column.and_then(|column| cells.get(column)).and_then(text) {
            self.count += 1;
            self.different.insert(id);
        }
    }

    /// Whether most of them come more than once.
    fn repeat(&self) -> bool {
        self.count >= FEW_IDS && self.different.len() * 2 < self.count
    }
}

fn text(cell: &ListCell<'_>) -> Option<String> {
    match cell {
        ListCell::Text(text) if !text.trim().is_empty() => Some(text.trim().to_owned()),
        ListCell::Number { value, .. } => Some(value.to_string()),
        _ => None,
    }
}
