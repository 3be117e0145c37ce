//! Which sheets hold the list.

use super::error::WorkbookError;
use super::rows::SheetName;
use crate::folding::folded;
use crate::list::header::nearest;

/// The sheet that custclass writes a list to; further ones are `Customers 2`, `Customers 3` ….
const CUSTOMERS: &str = "Customers";

/// The sheets that stand beside it in every workbook that custclass writes.
const BESIDE: [&str; 2] = ["Summary", "Notes"];

/// The list's sheets, as numbers into `sheets`.
pub fn of_list(sheets: &[SheetName], wanted: Option<&str>) -> Result<Vec<usize>, WorkbookError> {
    if let Some(wanted) = wanted {
        return named(sheets, wanted).map(|sheet| vec![sheet]);
    }
    let own = customers(sheets);
    if !own.is_empty() {
        return Ok(own);
    }
    let visible = sheets.iter().position(|sheet| sheet.visible);
    visible.or((!sheets.is_empty()).then_some(0)).map(|sheet| vec![sheet]).ok_or(WorkbookError::NoSheet)
}

fn named(sheets: &[SheetName], wanted: &str) -> Result<usize, WorkbookError> {
    let exact = sheets.iter().position(|sheet| sheet.name == wanted);
    let alike = || sheets.iter().position(|sheet| folded(&sheet.name) == folded(wanted));
    exact.or_else(alike).ok_or_else(|| WorkbookError::UnknownSheet {
        name: wanted.to_owned(),
        near: nearest(wanted, sheets.iter().map(|sheet| sheet.name.as_str())).map(str::to_owned),
        sheets: sheets.iter().map(|sheet| format!("{:?}", sheet.name)).collect(),
    })
}

/// The Customers sheets of a workbook that custclass wrote, in the order of their numbers; none in other workbooks.
fn customers(sheets: &[SheetName]) -> Vec<usize> {
    let find = |name: &str| sheets.iter().position(|sheet| sheet.name == name);
    if BESIDE.iter().any(|name| find(name).is_none()) {
        return Vec::new();
    }
    let further = (2..).map_while(|number| find(&format!("{CUSTOMERS} {number}")));
    find(CUSTOMERS).map(|first| std::iter::once(first).chain(further).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(names: &[&str], wanted: Option<&str>) -> Result<Vec<usize>, WorkbookError> {
        let sheet =
            |name: &&str| SheetName { name: name.trim_start_matches('~').to_owned(), visible: !name.starts_with('~') };
        of_list(&names.iter().map(sheet).collect::<Vec<_>>(), wanted)
    }

    #[test]
    fn the_list_is_in_the_first_visible_sheet() {
        assert_eq!(of(&["~Old", "2024", "2023"], None), Ok(vec![1]));
        assert_eq!(of(&["~Old"], None), Ok(vec![0]));
        assert_eq!(of(&[], None), Err(WorkbookError::NoSheet));
    }

    #[test]
    fn a_sheet_may_be_named_hidden_or_not() {
        assert_eq!(of(&["~客户", "2024"], Some("客户")), Ok(vec![0]));
        assert_eq!(of(&["Kunden", "2024"], Some("kunden ")), Ok(vec![0]));
        let message = of(&["Kunden", "2024"], Some("Kunde")).expect_err("there is none").to_string();
        assert_eq!(message, "no sheet \"Kunde\"; did you mean \"Kunden\"?\n  the sheets are: \"Kunden\", \"2024\"");
    }

    #[test]
    fn a_workbook_that_custclass_wrote_is_read_from_its_customers_sheets() {
        let names = ["Summary", "Customers", "Notes", "Customers 3", "Customers 2", "platinum"];
        assert_eq!(of(&names, None), Ok(vec![1, 4, 3]));
        assert_eq!(of(&names, Some("Customers 2")), Ok(vec![4]));
        assert_eq!(of(&["Orders", "Customers", "Customers 2"], None), Ok(vec![0]));
    }
}
