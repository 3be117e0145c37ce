//! A form as a workbook: the list to fill in, with drop-downs and messages, and a sheet of the words to choose from.

use rust_xlsxwriter::{
    DataValidation, DataValidationErrorStyle, Format, Formula, Note, Workbook, Worksheet, XlsxError,
    utility::column_number_to_name,
};

use super::{XlsxSettings, properties};
use crate::copy::workbook::{
    AMOUNT, DATE, Line, Look, SHARE, SHEET_ROWS, Styles, Widths, failed, guarded, save, width_of_text,
};
use crate::document::form::{Content, Form, FormColumn};
use crate::document::table::Value;
use crate::file::{AtomicFile, OutputError};
use crate::number::written;
use unicode_width::UnicodeWidthStr;

/// No title of a message can be longer, in characters.
const LONGEST_TITLE: usize = 32;

/// From this size on numbers are shown with thousands separators.
const LARGE: f64 = 1_000.0;

/// A note's width, and the height of a line, in pixels.
const NOTE_WIDTH: u32 = 420;
const NOTE_LINE: u32 = 20;
/// About how many digits stand in a line of a note.
const NOTE_COLUMNS: usize = 56;

/// Draws a form as a workbook and gives the finished file its name. The same form gives the same bytes.
///
/// # Errors
/// When the file could not be written; then nothing is left of it.
pub fn form_xlsx(form: &Form, file: AtomicFile) -> Result<(), OutputError> {
    let path = file.path().to_path_buf();
    let made = || -> Result<Workbook, XlsxError> {
        let mut workbook = Workbook::new();
        workbook.set_tempdir(file.folder())?;
        workbook.set_properties(&properties(&XlsxSettings::default())?);
        list_sheet(form, workbook.add_worksheet())?;
        if form.columns.iter().any(|column| !column.choices.is_empty()) {
            choices_sheet(form, workbook.add_worksheet())?;
        }
        Ok(workbook)
    };
    let mut workbook = guarded(&path, || made().map_err(|error| failed(&path, error)))?;
    save(&mut workbook, file)
}

/// The header, frozen; below it the example; and on the whole column below the header its format, message and drop-down.
fn list_sheet(form: &Form, sheet: &mut Worksheet) -> Result<(), XlsxError> {
    let mut styles = Styles::default();
    let mut widths = Widths::default();
    let mut lists = 0;
    sheet.set_name(&form.name)?;
    sheet.set_freeze_panes(1, 0)?;
    let header = styles.of(&Look { bold: true, line: Line::Below, ..Look::default() }).clone();
    for (index, column) in (0u16..).zip(&form.columns) {
        let format = cell_format(column);
        sheet.set_column_format(index, &format)?;
        sheet.write_string_with_format(0, index, &column.header, &header)?;
        write_example(sheet, index, &column.example, &format)?;
        let list = (!column.choices.is_empty()).then(|| {
            lists += 1;
            list_of(form, lists - 1, column.choices.len())
        });
        let validation = validation(form, column, list)?;
        sheet.add_data_validation(1, index, SHEET_ROWS - 1, index, &validation)?;
        if let Some(note) = note(column) {
            sheet.insert_note(0, index, &note)?;
        }
        let widest = column.choices.iter().map(|word| width_of_text(word)).max().unwrap_or(0);
        [width_of_text(&column.header), width_of_text(&column.typed), widest, 10]
            .into_iter()
            .for_each(|width| widths.measure(usize::from(index), width));
    }
    widths.columns().try_for_each(|(column, width)| sheet.set_column_width(column, width).map(|_| ()))
}

/// The words to choose from, a column for each column of the list that has some.
fn choices_sheet(form: &Form, sheet: &mut Worksheet) -> Result<(), XlsxError> {
    let mut widths = Widths::default();
    let mut styles = Styles::default();
    let header = styles.of(&Look { bold: true, line: Line::Below, ..Look::default() }).clone();
    sheet.set_name(&form.choices_name)?;
    sheet.set_freeze_panes(1, 0)?;
    let columns = form.columns.iter().filter(|column| !column.choices.is_empty());
    for (index, column) in (0u16..).zip(columns) {
        sheet.write_string_with_format(0, index, &column.header, &header)?;
        widths.measure(usize::from(index), width_of_text(&column.header));
        for (row, word) in (1u32..).zip(&column.choices) {
            sheet.write_string(row, index, word)?;
            widths.measure(usize::from(index), width_of_text(word));
        }
    }
    widths.columns().try_for_each(|(column, width)| sheet.set_column_width(column, width).map(|_| ()))
}

/// Where the words of a column of words stand.
fn list_of(form: &Form, index: u16, words: usize) -> Formula {
    let (sheet, column) = (&form.choices_name, column_number_to_name(index));
    Formula::new(format!("='{sheet}'!${column}$2:${column}${}", words + 1))
}

/// The message of a column, and its drop-down: a word beside the list is asked about in a closed column, and taken in any other.
fn validation(form: &Form, column: &FormColumn, list: Option<Formula>) -> Result<DataValidation, XlsxError> {
    let title = column.header.chars().take(LONGEST_TITLE).collect::<String>();
    let validation = match list {
        Some(list) => DataValidation::new().allow_list_formula(list),
        None => DataValidation::new().allow_any_value(),
    };
    let validation = validation.set_input_title(title)?.set_input_message(&column.help)?;
    if column.is_closed {
        let asked = validation.set_error_style(DataValidationErrorStyle::Warning);
        return asked.set_error_message(form.not_listed.as_str());
    }
    Ok(validation.show_error_message(false))
}

/// What stands at a header.
fn note(column: &FormColumn) -> Option<Note> {
    if column.notes.is_empty() {
        return None;
    }
    let height = column.notes.iter().map(|line| 1 + line.width() / NOTE_COLUMNS).sum::<usize>();
    let height = NOTE_LINE * u32::try_from(height).unwrap_or(u32::MAX / NOTE_LINE);
    let note = Note::new(column.notes.join("\n")).add_author_prefix(false);
    Some(note.set_width(NOTE_WIDTH).set_height(height))
}

/// How the cells of a column are shown.
fn cell_format(column: &FormColumn) -> Format {
    match (column.content, number_of(&column.example)) {
        (Content::Number, Some(number)) if number.abs() >= LARGE => Format::new().set_num_format(AMOUNT),
        (Content::Number, _) => Format::new(),
        (Content::Percent, _) => Format::new().set_num_format(SHARE),
        (Content::Date, _) => Format::new().set_num_format(DATE),
        (Content::Text, _) => Format::new().set_num_format("@"),
    }
}

fn write_example(sheet: &mut Worksheet, column: u16, example: &Value, format: &Format) -> Result<(), XlsxError> {
    match (example, number_of(example)) {
        (Value::Text(text), _) => _ = sheet.write_string_with_format(1, column, text, format)?,
        (_, Some(number)) => _ = sheet.write_number_with_format(1, column, number, format)?,
        (_, None) => {}
    }
    Ok(())
}

/// The number that a workbook stores for a value.
fn number_of(value: &Value) -> Option<f64> {
    match value {
        Value::Amount(number) | Value::Share(number) => written::plain(*number).parse().ok(),
        Value::Date(day) => day.serial(),
        _ => None,
    }
}
