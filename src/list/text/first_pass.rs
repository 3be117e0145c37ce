//! The first pass: the wanted columns, and where the parts of the list are.

use super::Delimited;
use super::dialect::{Dialect, Quoting, Returns};
use super::field::are_too_many;
use super::in_order::in_order;
use super::loaded_part::{LoadedPart, Trouble};
use super::part_extract::{OddRecords, PartExtract, PartReader, RecordShapes};
use super::place::in_column;
use super::repair::misplaced::Learner;
use super::sorted_rows::OpenRows;
use crate::list::builder::{Columns, Example, columns};
use crate::list::no_customer::{Runs, Unsettled};
use crate::list::{Binding, Extract, Filling, Finding, Found, InputError, NoCustomers, PlainColumn, Progress};

/// How many columns may be added to the header so that the widest record has room.
const MOST_ADDED: usize = 1000;

/// What the first pass knows about the list and the second relies on.
#[derive(Debug, Default)]
pub(super) struct Pass {
    /// The header's record, from 0; nothing where the list has none.
    pub(super) header: Option<u64>,
    /// The first record below it.
    pub(super) first_record: u64,
    /// The position behind the header.
    pub(super) body: u64,
    /// The widest record's number of cells, from the header on.
    pub(super) width: usize,
    /// How many delimiters are added so that every record is that wide.
    pub(super) filling: u64,
    pub(super) parts: Vec<Part>,
    /// What is known of the columns.
    pub(super) learner: Option<Learner>,
}

/// A part of the list below the header; its bounds are starts of records.
#[derive(Debug)]
pub(crate) struct Part {
    pub(crate) start: u64,
    pub(crate) end: u64,
    /// Its first record, counted over the whole list.
    pub(crate) first_record: u64,
    pub(crate) records: u64,
    /// Whether each of its records is known to be one line.
    pub(super) has_only_one_line_records: bool,
    /// Its first customer, counted over the whole list.
    pub(crate) first_customer: usize,
    pub(crate) customers: usize,
    /// The fewest cells of its records that are not blank.
    pub(crate) narrowest: usize,
    /// The length of each record with its line end; nothing where one is too long for that.
    pub(crate) lengths: Option<Box<[u16]>>,
}

/// What came of reading a part, whose start may have been guessed.
struct PartRead {
    start: u64,
    /// Where the next part starts.
    next: u64,
    taken: PartExtract,
    /// As in [`Part::lengths`].
    lengths: Option<Box<[u16]>>,
    has_only_one_line_records: bool,
}

impl Delimited {
    /// The first pass: takes the bound columns out of the list. With `plain_columns`, it also finds out which columns hold nothing
    /// but plain numbers or dates. The progress counts the list's bytes.
    ///
    /// # Errors
    /// When the list cannot be read or changes meanwhile, when a column is refused, and when records are too wide.
    pub fn extract(
        &mut self,
        binding: &Binding,
        plain_columns: bool,
        progress: &dyn Progress,
    ) -> Result<Extract, InputError> {
        let mut read = self.first_pass(binding, plain_columns, progress);
        let is_doubtful = match &read {
            Ok((_, extract)) => extract.stray.count > 0,
            Err(trouble) => matches!(trouble, Trouble::NotText(_)),
        };
        // The encoding was told by the list's beginning alone; now that there is something else, all of it is asked.
        if is_doubtful && self.by_beginning && self.find_encoding_again()? {
            read = self.first_pass(binding, plain_columns, progress);
        }
        let (pass, extract) = read.map_err(|trouble| self.explain(trouble))?;
        self.pass = pass;
        Ok(extract)
    }

    /// The length of each record; nothing where one is too long for that, or ends in a way that would not be known again, or where the list
    /// is not going to be copied.
    fn lengths(&self, window: &LoadedPart) -> Option<Box<[u16]>> {
        let Dialect { returns, quoting, .. } = self.dialect();
        if self.reading.columns_only || returns == Returns::EndRecords || quoting == Quoting::Backslash {
            return None;
        }
        window.lengths()
    }

    fn first_pass(
        &self,
        binding: &Binding,
        plain_columns: bool,
        progress: &dyn Progress,
    ) -> Result<(Pass, Extract), Trouble> {
        let front = self.front(binding.header_record + 1)?;
        let header = usize::try_from(binding.header_record).unwrap_or(usize::MAX);
        if header >= front.len() {
            return Err(self.bytes.changed().into());
        }
        let learner = self.learner(binding)?;
        let header = front.row(header);
        let body = front.position(if binding.has_header { header.next() } else { header.start() });
        progress.advance(body);
        let header_width = if binding.has_header { header.cells() } else { binding.header.len() };
        let mut wanted = PartReader::new(binding, header_width, plain_columns, self.script())
            .aligning(learner, self.reading.to_show);
        let front = (body, header_width);
        let (pass, extract, settled) = self.read_all(&mut wanted, binding, front, None, Some(progress))?;
        let (mut pass, extract) = match settled {
            settled if settled.runs().is_empty() => (pass, extract),
            settled => {
                // Some of the customers are none after all: their cells must not take part in how columns are read.
                wanted.take_all_again(settled, plain_columns);
                let (pass, extract, _) = self.read_all(&mut wanted, binding, front, Some(pass.parts), None)?;
                (pass, extract)
            }
        };
        pass.learner = wanted.take_learner();
        self.bytes.check_unchanged()?;
        Ok((pass, extract))
    }

    /// Goes through the list until each column is read in the way that its cells ask for. `front` are the position
    /// of the first record, and how many cells the header has; `known` are the parts where they are known from before. Gives besides the customers that are none, as
    /// only the list's end tells.
    fn read_all(
        &self,
        wanted: &mut PartReader<'_>,
        binding: &Binding,
        (body, header_width): (u64, usize),
        known: Option<Vec<Part>>,
        progress: Option<&dyn Progress>,
    ) -> Result<(Pass, Extract, NoCustomers), Trouble> {
        let first_record = binding.first_record();
        let (mut taken, parts) = self.gather(wanted, body, first_record, known.as_deref(), progress)?;

        let stray = &taken.shape.stray;
        if let Some(&(first, _)) = stray.first.first()
            && are_too_many(stray.count, self.bytes.len() - body)
        {
            return Err(Trouble::NotText(first));
        }
        let header_width = if self.reading.to_show { binding.header.len() } else { header_width };
        let width = header_width.max(taken.shape.widest.map_or(0, |(cells, _)| cells));
        let filling = self.filling(&taken.shape, binding.has_header, header_width, width)?;
        let header = binding.has_header.then_some(binding.header_record);
        let pass = Pass { header, first_record, body, width, filling, parts, learner: None };

        let places = self.places();
        let place =
            |example: &Example, column: Option<usize>| in_column(places.of(example.position), column.unwrap_or(0));
        let columns = columns(binding, std::mem::take(&mut taken.builders), place, |ways| {
            wanted.take_only(ways);
            let (read_again, parts) = self.gather(wanted, body, first_record, Some(&pass.parts), None)?;
            if parts.len() != pass.parts.len() || read_again.records != taken.records {
                return Err(Trouble::from(self.bytes.changed()));
            }
            Ok(read_again.builders)
        })?;
        if taken.ids.are_missed() {
            wanted.take_only_ids();
            taken.ids = self.gather(wanted, body, first_record, Some(&pass.parts), None)?.0.ids;
        }
        let Some(columns) = columns else { return Err(self.bytes.changed().into()) };
        let open = std::mem::take(&mut taken.open);
        let extract = self.extracted(columns, taken, width, first_record);
        let settled = settled(&open, binding, &extract, first_record);
        Ok((pass, extract, settled))
    }

    fn extracted(&self, (columns, readings): Columns, taken: PartExtract, width: usize, first_record: u64) -> Extract {
        let places = self.places();
        let found = |odd: OddRecords| {
            let finding = |(position, text)| Finding { place: places.of(position), text };
            Found { count: odd.count, first: odd.first.into_iter().map(finding).collect() }
        };
        let mut no_customers = NoCustomers::default();
        no_customers.append(first_record, &taken.no_customers);
        let mut plain_columns = taken.plain_columns;
        if !plain_columns.is_empty() {
            plain_columns.resize(width, PlainColumn::Empty);
        }
        Extract {
            columns,
            customers: taken.customers,
            records: taken.records,
            no_customers,
            width,
            readings,
            surplus: found(taken.shape.surplus),
            short: found(taken.shape.short),
            mended: found(taken.shape.mended),
            slipped: found(taken.shape.slipped),
            stray: found(taken.shape.stray),
            plain_columns,
            ids: taken.ids,
            hidden: Vec::new(),
        }
    }

    /// How many delimiters are added so that all records are `width` cells wide.
    fn filling(&self, shape: &RecordShapes, has_header: bool, header: usize, width: usize) -> Result<u64, InputError> {
        let (records, cells) = if has_header { (1, header as u64) } else { (0, 0) };
        let filling = ((shape.records + records) * width as u64).saturating_sub(shape.cells + cells);
        let too_much = match width - header {
            columns if columns > MOST_ADDED => Filling::Columns(columns),
            _ if filling > self.bytes.len() => Filling::MoreThanTheList,
            _ => return Ok(filling),
        };
        let (cells, position) = shape.widest.unwrap_or((header, 0));
        let place = self.places().of(position);
        Err(InputError::TooWide { place, cells, header, filling: too_much })
    }

    /// Takes what is wanted out of every part. Where the parts are is found out, or known from before.
    fn gather(
        &self,
        wanted: &PartReader<'_>,
        body: u64,
        first_record: u64,
        known: Option<&[Part]>,
        progress: Option<&dyn Progress>,
    ) -> Result<(PartExtract, Vec<Part>), Trouble> {
        let length = self.bytes.len();
        let nominal = |index: usize| (body + index as u64 * self.part).min(length);
        let count = known.map_or((length - body).div_ceil(self.part) as usize, <[Part]>::len);
        let stop = |index: usize| known.map_or_else(|| nominal(index + 1), |parts| parts[index].end);

        let (mut all, mut parts, mut proved) = (PartExtract::new(wanted), Vec::with_capacity(count), body);
        in_order(
            self.threads,
            count,
            LoadedPart::default,
            |window, index| {
                let start = match known {
                    Some(parts) => Some(parts[index].start),
                    None => (index == 0).then_some(body),
                };
                // A failure does not count before the start is proved: if the part is at fault, it is read again and fails again.
                let (start, next) = match start {
                    Some(start) => (start, self.load(window, start, stop(index)).ok()?),
                    None => self.load_guessing(window, nominal(index), stop(index)).ok()??,
                };
                let first = known.map(|parts| parts[index].first_record);
                self.part_read(wanted, window, start, next, first).ok()
            },
            |window, index, read: Option<PartRead>| {
                let PartRead { next, taken, lengths, has_only_one_line_records, .. } = match read {
                    Some(read) if read.start == proved => read,
                    _ => {
                        let next = self.load(window, proved, stop(index))?;
                        self.part_read(wanted, window, proved, next, Some(first_record + all.records))?
                    }
                };
                if taken.records > 0 {
                    parts.push(Part {
                        start: proved,
                        end: next,
                        first_record: first_record + all.records,
                        records: taken.records,
                        has_only_one_line_records,
                        first_customer: all.customers,
                        customers: taken.customers,
                        narrowest: taken.shape.narrowest.unwrap_or(usize::MAX),
                        lengths,
                    });
                }
                if index == 0 {
                    // The other parts will have about as many.
                    all.reserve(taken.customers * count);
                }
                all.append(taken);
                wanted.has_seen(&all.ids, index + 1);
                if let Some(progress) = progress {
                    progress.advance(next - proved);
                }
                proved = next;
                Ok::<(), Trouble>(())
            },
        )?;
        Ok((all, parts))
    }

    /// What came of reading a part, which is in the window.
    fn part_read(
        &self,
        wanted: &PartReader<'_>,
        window: &LoadedPart,
        start: u64,
        next: u64,
        first: Option<u64>,
    ) -> Result<PartRead, Trouble> {
        Ok(PartRead {
            start,
            next,
            taken: wanted.take(window, first)?,
            lengths: self.lengths(window),
            has_only_one_line_records: window.has_only_one_line_records(),
        })
    }

    /// Reads the records of a part whose start is known, and says where the next one starts.
    pub(super) fn load(&self, window: &mut LoadedPart, start: u64, stop: u64) -> Result<u64, Trouble> {
        window.load(&self.bytes, start, stop, self.dialect())
    }

    fn load_guessing(&self, window: &mut LoadedPart, from: u64, stop: u64) -> Result<Option<(u64, u64)>, Trouble> {
        window.load_guessing(&self.bytes, from, stop, self.dialect(), self.usual_width)
    }
}

/// The customers of which only the list's end tells that they are none.
fn settled(open: &OpenRows, binding: &Binding, extract: &Extract, first: u64) -> NoCustomers {
    let mut doubts = Runs::default();
    doubts.append(first, &open.doubts);
    let of_groups = open.of_groups.iter().map(|record| first + record).collect::<Vec<_>>();
    let unsettled = Unsettled {
        first,
        records: extract.records,
        no_customers: &extract.no_customers,
        doubts: &doubts,
        of_groups: &of_groups,
        first_cells: open.first_cells,
    };
    unsettled.settle(binding, &extract.columns)
}
