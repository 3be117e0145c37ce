//! A template as a workbook: the list to fill in, with drop-downs and messages, and a sheet of the words to choose from.

use rust_xlsxwriter::{
    DataValidation, DataValidationErrorStyle, Format, Formula, Note, Workbook, Worksheet, XlsxError,
    utility::column_number_to_name,
};

use super::guard::guarded;
use super::style::{AMOUNT, DATE, Line, Look, SHARE, Styles};
use super::width::{Widths, of_text};
use super::{SHEET_ROWS, Watched, XlsxSettings, failed, properties};
use crate::date::serial;
use crate::file::{AtomicFile, OutputError};
use crate::score::field::FieldKind;
use crate::words::form::{Column, Sample, Template, is_closed, plain};
use crate::words::template as words;

/// No title of a message can be longer, in characters.
const LONGEST_TITLE: usize = 32;

/// From this size on numbers are shown with thousands separators.
const LARGE: f64 = 1_000.0;

/// A note's width, and the height of a line, in pixels.
const NOTE_WIDTH: u32 = 420;
const NOTE_LINE: u32 = 20;
/// About how many digits stand in a line of a note.
const NOTE_COLUMNS: usize = 56;

/// Writes a template as a workbook and gives the finished file its name. The same template gives the same bytes.
///
/// # Errors
/// When the file could not be written; then nothing is left of it.
pub fn template_xlsx(template: &Template, mut file: AtomicFile) -> Result<(), OutputError> {
    let path = file.path().to_path_buf();
    let folder = file.folder();
    let mut out = Watched { file: &mut file, error: None };
    let saved = guarded(&path, || {
        let made = || -> Result<Workbook, XlsxError> {
            let mut workbook = Workbook::new();
            workbook.set_tempdir(&folder)?;
            workbook.set_properties(&properties(&XlsxSettings::default())?);
            list_sheet(template, workbook.add_worksheet())?;
            if template.columns.iter().any(|column| !column.choices.is_empty()) {
                choices_sheet(template, workbook.add_worksheet())?;
            }
            Ok(workbook)
        };
        let saved = made().and_then(|mut workbook| workbook.save_to_writer(&mut out));
        saved.map_err(|error| failed(&path, error))
    });
    match (saved, out.error) {
        (Ok(()), _) => file.commit(),
        (Err(_), Some(error)) => Err(OutputError::io(&path, error)),
        (Err(error), None) => Err(error),
    }
}

/// The header, frozen; below it the example; and on the whole column below the header its format, message and drop-down.
fn list_sheet(template: &Template, sheet: &mut Worksheet) -> Result<(), XlsxError> {
    let mut styles = Styles::default();
    let mut widths = Widths::default();
    let mut lists = 0;
    sheet.set_name(words::list_sheet(template.language))?;
    sheet.set_freeze_panes(1, 0)?;
    let header = styles.of(&Look { bold: true, line: Line::Below, ..Look::default() }).clone();
    for (index, column) in (0u16..).zip(&template.columns) {
        let format = cell_format(column);
        sheet.set_column_format(index, &format)?;
        sheet.write_string_with_format(0, index, &column.header, &header)?;
        write_sample(sheet, index, &column.sample, &format)?;
        let list = (!column.choices.is_empty()).then(|| {
            lists += 1;
            list_of(template, lists - 1, column.choices.len())
        });
        let validation = validation(template, column, list)?;
        sheet.add_data_validation(1, index, SHEET_ROWS - 1, index, &validation)?;
        if let Some(note) = note(template, column, index == 0) {
            sheet.insert_note(0, index, &note)?;
        }
        let widest = column.choices.iter().map(|word| of_text(word)).max().unwrap_or(0);
        [of_text(&column.header), of_text(&plain(&column.sample)), widest, 10]
            .into_iter()
            .for_each(|width| widths.measure(usize::from(index), width));
    }
    widths.columns().try_for_each(|(column, width)| sheet.set_column_width(column, width).map(|_| ()))
}

/// The words to choose from, a column for each column of the list that has some.
fn choices_sheet(template: &Template, sheet: &mut Worksheet) -> Result<(), XlsxError> {
    let mut widths = Widths::default();
    let mut styles = Styles::default();
    let header = styles.of(&Look { bold: true, line: Line::Below, ..Look::default() }).clone();
    sheet.set_name(words::choices_sheet(template.language))?;
    sheet.set_freeze_panes(1, 0)?;
    let columns = template.columns.iter().filter(|column| !column.choices.is_empty());
    for (index, column) in (0u16..).zip(columns) {
        sheet.write_string_with_format(0, index, &column.header, &header)?;
        widths.measure(usize::from(index), of_text(&column.header));
        for (row, word) in (1u32..).zip(&column.choices) {
            sheet.write_string(row, index, word)?;
            widths.measure(usize::from(index), of_text(word));
        }
    }
    widths.columns().try_for_each(|(column, width)| sheet.set_column_width(column, width).map(|_| ()))
}

/// Where the words of the so-manieth column of words stand.
fn list_of(template: &Template, index: u16, words: usize) -> Formula {
    let (sheet, column) = (words::choices_sheet(template.language), column_number_to_name(index));
    Formula::new(format!("='{sheet}'!${column}$2:${column}${}", words + 1))
}

/// The message of a column, and its drop-down: a word beside the list is asked about in a closed column, and taken in any other.
fn validation(template: &Template, column: &Column, list: Option<Formula>) -> Result<DataValidation, XlsxError> {
    let title = column.header.chars().take(LONGEST_TITLE).collect::<String>();
    let validation = match list {
        Some(list) => DataValidation::new().allow_list_formula(list),
        None => DataValidation::new().allow_any_value(),
    };
    let validation = validation.set_input_title(title)?.set_input_message(&column.help)?;
    if is_closed(&column.field.kind) {
        let asked = validation.set_error_style(DataValidationErrorStyle::Warning);
        return asked.set_error_message(words::not_listed(template.language));
    }
    Ok(validation.show_error_message(false))
}

/// What stands at a header: at the first the example's labels, at tags the tags by tier.
fn note(template: &Template, column: &Column, first: bool) -> Option<Note> {
    let mut lines = Vec::new();
    if first {
        lines.push(template.title.clone());
        lines.push(words::example(&template.labels, template.language));
    }
    if column.field.kind == FieldKind::Tags {
        lines.push(column.help.clone());
        let between = template.language.of(("; ", ": "), ("；", "："));
        lines
            .extend(column.by_tier.iter().map(|(label, tags)| format!("{label}{}{}", between.1, tags.join(between.0))));
    }
    if lines.is_empty() {
        return None;
    }
    let height = lines.iter().map(|line| 1 + of_line(line) / NOTE_COLUMNS).sum::<usize>();
    let height = NOTE_LINE * u32::try_from(height).unwrap_or(u32::MAX / NOTE_LINE);
    let note = Note::new(lines.join("\n")).add_author_prefix(false);
    Some(note.set_width(NOTE_WIDTH).set_height(height))
}

fn of_line(line: &str) -> usize {
    unicode_width::UnicodeWidthStr::width(line)
}

/// How the cells of a column are shown: texts as they are typed (`00123` stays text), numbers, per cent and dates by their kind.
fn cell_format(column: &Column) -> Format {
    match (&column.field.kind, double(&column.sample)) {
        (FieldKind::Number, Some(number)) if number.abs() >= LARGE => Format::new().set_num_format(AMOUNT),
        (FieldKind::Number, _) => Format::new(),
        (FieldKind::Percent, _) => Format::new().set_num_format(SHARE),
        (FieldKind::Date, _) => Format::new().set_num_format(DATE),
        (FieldKind::Flag | FieldKind::Tags | FieldKind::Text | FieldKind::Choice(_), _) => {
            Format::new().set_num_format("@")
        }
    }
}

fn write_sample(sheet: &mut Worksheet, column: u16, sample: &Sample, format: &Format) -> Result<(), XlsxError> {
    match sample {
        Sample::Empty => {}
        Sample::Text(text) => _ = sheet.write_string_with_format(1, column, text, format)?,
        Sample::Number(_) | Sample::Percent(_) | Sample::Date(_) => {
            if let Some(number) = double(sample) {
                sheet.write_number_with_format(1, column, number, format)?;
            }
        }
    }
    Ok(())
}

/// A sample as the number that a workbook stores.
fn double(sample: &Sample) -> Option<f64> {
    match sample {
        Sample::Number(number) | Sample::Percent(number) => number.normalized().to_string().parse().ok(),
        Sample::Date(day) => Some(serial::serial(*day)),
        Sample::Empty | Sample::Text(_) => None,
    }
}
