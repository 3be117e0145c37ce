#!/usr/bin/env python3
"""Writes the corpus's workbooks that Python's libraries save: what scripts, reports and web shops really send.

usage: by_libraries.py      after pip install openpyxl==3.1.5 xlsxwriter==3.3.1 xlwt==1.3.0 msoffcrypto-tool==6.1.0 odfpy==1.4.1

The files are in the repository, so that tests need no Python. Their bytes are the same every time but for openpyxl's and the encrypted ones'.
"""

import datetime
import io
import os

import msoffcrypto.format.ooxml
import odf.opendocument
import odf.table
import odf.text
import openpyxl
import xlsxwriter
import xlwt
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet.table import Table

HERE = os.path.dirname(os.path.abspath(__file__))
CREATED = datetime.datetime(2026, 1, 31)
ROWS = [["id", "name", "revenue"], ["00123", "Ann", 900.5], ["00124", "王芳", 120], ["00125", "Zoë", 5]]


def path(name):
    print(name)
    return os.path.join(HERE, name)


# openpyxl


def new(title="List", rows=ROWS):
    book = openpyxl.Workbook()
    book.properties.created = book.properties.modified = CREATED
    book.active.title = title
    for row in rows:
        book.active.append(row)
    return book


def by_openpyxl():
    new().save(path("openpyxl-plain.xlsx"))

    book = new(rows=[["id", "revenue", "last order"], ["K1", "=B3*2", None], ["K2", 450, None], ["K3", "=SUM(B1:B2)", None]])
    book.save(path("openpyxl-formulas-without-values.xlsx"))

    book = new(rows=[["id", "revenue", "last order"], ["K1", 900, datetime.date(2024, 3, 5)], ["K2", 5, datetime.date(2024, 3, 6)]])
    book.epoch = CALENDAR_MAC_1904
    book.save(path("openpyxl-1904.xlsx"))

    book = new(rows=[["id", "revenue", "last order"], ["K1", 900, datetime.date(2024, 3, 5)],
                     ["K2", 5, datetime.datetime(2024, 3, 6, 18, 0)]])
    book.iso_dates = True
    book.save(path("openpyxl-iso-dates.xlsx"))

    book = new(rows=[["客户", None, "销售", None], ["编号", "名称", "数量", "金额"], ["001", "甲", 3, 900], ["002", "乙", 1, 120]])
    book.active.merge_cells("A1:B1")
    book.active.merge_cells("C1:D1")
    book.save(path("openpyxl-merged.xlsx"))

    book = new("Hidden", [["id", "revenue"], ["OLD", 1]])
    sheet = book.create_sheet("List")
    for row in [["id", "note", "revenue"], ["K1", "a", 900], ["K2", "b", 5], ["K3", "c", 4]]:
        sheet.append(row)
    book.active.sheet_state = "veryHidden"
    book.active = 1
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions.group("B", "B", hidden=True)
    book.save(path("openpyxl-hidden.xlsx"))

    book = new(rows=[["id", "revenue", "note"], ["K1", 900, None], ["K2", 5, None]])
    bold = TextBlock(InlineFont(b=True), "ri")
    book.active["C2"] = CellRichText("a ", bold, "ch note")
    book.active["A3"].font = Font(bold=True)
    book.active["C3"] = "=1/0"
    book.active["C3"].data_type = "e"
    book.active["C3"].value = "#DIV/0!"
    book.save(path("openpyxl-rich-and-errors.xlsx"))

    book = new()
    book.active.add_table(Table(displayName="Customers", ref="A1:C4"))
    book.active.freeze_panes = "A2"
    book.active.auto_filter.ref = "A1:C4"
    book.save(path("openpyxl-table.xlsx"))

    book = new()
    book.create_chartsheet("Chart", 0)
    book.save(path("openpyxl-chart-sheet-first.xlsx"))

    book = openpyxl.Workbook(write_only=True)
    book.properties.created = book.properties.modified = CREATED
    sheet = book.create_sheet("Streamed")
    for row in ROWS:
        sheet.append(row)
    book.save(path("openpyxl-write-only.xlsx"))

    new().save(path("openpyxl-called-csv.csv"))

    plain = io.BytesIO()
    new().save(plain)
    with open(path("msoffcrypto-password.xlsx"), "wb") as target:
        msoffcrypto.format.ooxml.OOXMLFile(plain).encrypt("secret", target)


# xlsxwriter


def written(name, fill, options=None):
    book = xlsxwriter.Workbook(path(name), options or {})
    book.set_properties({"created": CREATED})
    fill(book)
    book.close()


def rows_into(sheet, rows, top=0):
    for row, cells in enumerate(rows, top):
        for column, content in enumerate(cells):
            if content is not None:
                sheet.write(row, column, content)


def by_xlsxwriter():
    written("xlsxwriter-plain.xlsx", lambda book: rows_into(book.add_worksheet("List"), ROWS))
    written("xlsxwriter-inline-texts.xlsx", lambda book: rows_into(book.add_worksheet("List"), ROWS), {"constant_memory": True})
    written("xlsxwriter-zip64.xlsx", lambda book: (book.use_zip64(), rows_into(book.add_worksheet("List"), ROWS)))

    def formulas(book):
        sheet = book.add_worksheet("Formulas")
        rows_into(sheet, [["id", "revenue", "note"]])
        sheet.write("A2", "K1"), sheet.write_formula("B2", "=450*2", None, 900), sheet.write_formula("C2", '="a"&"b"', None, "ab")
        sheet.write("A3", "K2"), sheet.write_formula("B3", "=1/0", None, "#DIV/0!"), sheet.write_formula("C3", "=TRUE", None, True)
        sheet.write("A4", "K3"), sheet.write_formula("B4", "=A1:A2", None, "#SPILL!"), sheet.write_formula("C4", '=""', None, "")
        sheet.write("A5", "K4"), sheet.write_array_formula("B5:B5", "{=SUM(B2:B2)}", None, 5)
        sheet.write_dynamic_array_formula("C5", "=SORT(A2:A4)", None, "K1")

    written("xlsxwriter-formulas.xlsx", formulas)

    def dates(book):
        sheet = book.add_worksheet("Dates")
        rows_into(sheet, [["id", "revenue", "last order", "last contact"]])
        for row, code in enumerate(["yyyy-mm-dd", "d.m.yy", "[$-804]yyyy年m月d日;@", "dd/mm/yyyy hh:mm", "mmm-yy", "[h]:mm"], 1):
            sheet.write(row, 0, f"K{row}"), sheet.write(row, 1, row)
            sheet.write(row, 2, 45356, book.add_format({"num_format": code}))
            sheet.write(row, 3, datetime.datetime(2024, 3, 5, 18), book.add_format({"num_format": "yyyy-mm-dd hh:mm"}))

    written("xlsxwriter-dates.xlsx", dates)
    written("xlsxwriter-1904.xlsx", dates, {"date_1904": True})

    def rich(book):
        sheet = book.add_worksheet("Rich")
        rows_into(sheet, [["id", "revenue", "note"], ["K1", 900], ["K2", 5, "=not a formula"]])
        sheet.write_rich_string("C2", "plain ", book.add_format({"bold": True}), "bold", " again")
        sheet.write_comment("C3", "a note aside")
        sheet.write_url("C4", "https://example.com/", string="a link")
        rows_into(sheet, [["K3", 4]], 3)

    written("xlsxwriter-rich.xlsx", rich, {"strings_to_formulas": False})

    def hidden(book):
        book.add_worksheet("Old").hide()
        sheet = book.add_worksheet("List")
        rows_into(sheet, [["id", "note", "revenue"], ["K1", "a", 900], ["K2", "b", 5], ["K3", "c", 4]])
        sheet.set_row(2, None, None, {"hidden": True})
        sheet.set_column("B:B", None, None, {"hidden": True})
        sheet.activate()
        sheet.set_first_sheet()

    written("xlsxwriter-hidden.xlsx", hidden)

    def corner(book):
        sheet = book.add_worksheet("Corner")
        rows_into(sheet, [["id", "revenue"], ["K1", 900], ["K2", 5]])
        sheet.write("XFD1048576", "end")

    written("xlsxwriter-corner.xlsx", corner)

    def percent(book):
        sheet = book.add_worksheet("Percent")
        rows_into(sheet, [["id", "revenue", "payback rate"]])
        for row, (rate, code) in enumerate([(0.05, "0%"), (1.5, "0.00%"), (0.955, "0.0%")], 1):
            sheet.write(row, 0, f"K{row}"), sheet.write(row, 1, row), sheet.write(row, 2, rate, book.add_format({"num_format": code}))

    written("xlsxwriter-percent.xlsx", percent)

    def many(book):
        for number in range(1, 31):
            rows_into(book.add_worksheet(f"Cover {number}"), [[f"sheet {number} of 30"]])
        rows_into(book.add_worksheet("客户'名单"), ROWS)

    written("xlsxwriter-thirty-covers.xlsx", many)

    def macros(book):
        project = os.path.join(HERE, "project.bin")
        with open(project, "wb") as target:
            target.write(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504))
        book.add_vba_project(project)
        rows_into(book.add_worksheet("List"), ROWS)

    written("xlsxwriter-macros.xlsm", macros)
    os.remove(os.path.join(HERE, "project.bin"))


# xlwt and odfpy


def by_xlwt():
    book = xlwt.Workbook()
    sheet = book.add_sheet("List")
    rows_into(sheet, ROWS)
    book.save(path("xlwt-plain.xls"))

    book = xlwt.Workbook(encoding="cp1252")
    sheet = book.add_sheet("Kinds")
    rows_into(sheet, [["id", "revenue", "last order", "active", "payback rate", "note"], ["K1", 900.5], ["K2", 5]])
    for row, day in enumerate([datetime.date(2024, 3, 5), datetime.datetime(2024, 3, 6, 18)], 1):
        sheet.write(row, 2, day, xlwt.easyxf(num_format_str="yyyy-mm-dd"))
        sheet.write(row, 3, row == 1)
        sheet.write(row, 4, 0.125, xlwt.easyxf(num_format_str="0.0%"))
    sheet.write(1, 5, xlwt.Formula("1+1"))
    sheet.write_rich_text(2, 5, (("plain ", xlwt.easyfont("")), ("bold", xlwt.easyfont("bold true"))))
    book.save(path("xlwt-kinds.xls"))

    book = xlwt.Workbook()
    book.dates_1904 = True
    sheet = book.add_sheet("Mac")
    rows_into(sheet, [["id", "revenue", "last order"], ["K1", 900]])
    sheet.write(1, 2, 43894, xlwt.easyxf(num_format_str="yyyy-mm-dd"))
    book.save(path("xlwt-1904.xls"))

    book = xlwt.Workbook()
    old = book.add_sheet("Old")
    sheet = book.add_sheet("List")
    rows_into(old, [["id", "revenue"], ["OLD", 1]])
    rows_into(sheet, [["id", "note", "revenue"], ["K1", "a", 900], ["K2", "b", 5]])
    old.visibility = 1
    sheet.row(2).hidden = True
    sheet.row(2).height_mismatch = True
    sheet.col(1).hidden = True
    book.set_active_sheet(1)
    book.save(path("xlwt-hidden.xls"))

    book = xlwt.Workbook()
    rows_into(book.add_sheet("Long"), [["id", "revenue", "note"], ["K1", 900, "ab中" * 3000], ["K2", 5, "z"]])
    book.save(path("xlwt-long-texts.xls"))


def by_odfpy():
    book = odf.opendocument.OpenDocumentSpreadsheet()
    table = odf.table.Table(name="List")
    for cells in ROWS:
        row = odf.table.TableRow()
        for content in cells:
            kind = {"valuetype": "string"} if isinstance(content, str) else {"valuetype": "float", "value": content}
            cell = odf.table.TableCell(**kind)
            cell.addElement(odf.text.P(text=str(content)))
            row.addElement(cell)
        table.addElement(row)
    book.spreadsheet.addElement(table)
    book.save(path("odfpy-plain.ods"))


if __name__ == "__main__":
    by_openpyxl()
    by_xlsxwriter()
    by_xlwt()
    by_odfpy()
