#!/usr/bin/env python3
"""Writes the corpus's workbooks that LibreOffice saves: XLSX, XLS, ODS and FODS, with what only a spreadsheet program puts into them.

usage: by_libreoffice.py            (Debian: apt-get install libreoffice-calc python3-uno; then with the system's Python)

The files are in the repository, so that tests need no LibreOffice. They come out with other bytes every time (dates, salts), but with
the same cells: run this only to add a workbook, and commit only that one.
"""

import hashlib
import os
import subprocess
import sys
import tempfile
import time

import uno
from com.sun.star.beans import NamedValue, PropertyValue
from com.sun.star.table import CellRangeAddress
from com.sun.star.util import Date

HERE = os.path.dirname(os.path.abspath(__file__))
FILTERS = {
    "xlsx": "Calc MS Excel 2007 XML",
    "xls": "MS Excel 97",
    "ods": "calc8",
    "fods": "OpenDocument Spreadsheet Flat XML",
}
EPOCH = Date(30, 12, 1899)
EPOCH_1904 = Date(1, 1, 1904)


def property_value(name, value):
    setting = PropertyValue()
    setting.Name, setting.Value = name, value
    return setting


def encryption(password):
    """What the dialog hands to the filter of XLS: a key made of the password."""
    salt = bytes(range(16))
    start = hashlib.md5(password.encode("utf-16-le")).digest()[:5]
    key = hashlib.md5((start + salt) * 16).digest()
    values = [NamedValue("STD97EncryptionKey", uno.ByteSequence(key)), NamedValue("STD97UniqueID", uno.ByteSequence(salt))]
    return property_value("EncryptionData", uno.Any("[]com.sun.star.beans.NamedValue", tuple(values)))


class Office:
    """A LibreOffice without windows that this script has started."""

    def __init__(self):
        self.profile = tempfile.TemporaryDirectory()
        pipe = f"custclass{os.getpid()}"
        self.process = subprocess.Popen([
            "soffice", "--headless", "--norestore", f"-env:UserInstallation=file://{self.profile.name}",
            f"--accept=pipe,name={pipe};urp;",
        ])
        local = uno.getComponentContext()
        resolver = local.ServiceManager.createInstance("com.sun.star.bridge.UnoUrlResolver")
        for _ in range(60):
            try:
                self.context = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
                break
            except Exception:
                time.sleep(1)
        self.desktop = self.context.ServiceManager.createInstance("com.sun.star.frame.Desktop")

    def new(self):
        return self.desktop.loadComponentFromURL(
            "private:factory/scalc", "_blank", 0, (property_value("Hidden", True),))

    def end(self):
        try:
            self.desktop.terminate()
        except Exception:
            pass
        self.process.wait()
        self.profile.cleanup()


def save(book, name, kinds, password=None):
    for kind in kinds:
        settings = [property_value("FilterName", FILTERS[kind])]
        if password:
            settings.append(property_value("Password", password) if kind == "ods" else encryption(password))
        path = os.path.join(HERE, f"libreoffice-{name}.{kind}")
        book.storeToURL("file://" + path, tuple(settings))
        print(path, os.path.getsize(path))


def fill(sheet, rows, top=0):
    """Texts and numbers row by row; `=…` is a formula, `'…` a text whatever it looks like."""
    for row, cells in enumerate(rows, top):
        for column, content in enumerate(cells):
            cell = sheet.getCellByPosition(column, row)
            if content is None:
                continue
            if isinstance(content, (int, float)):
                cell.setValue(content)
            elif content.startswith("="):
                cell.setFormula(content)
            else:
                cell.setString(content.removeprefix("'"))


def shown(book, sheet, place, value, code):
    """A number with a format."""
    locale = uno.createUnoStruct("com.sun.star.lang.Locale")
    locale.Language, locale.Country = "en", "US"
    formats = book.NumberFormats
    key = formats.queryKey(code, locale, False)
    if key == -1:
        key = formats.addNew(code, locale)
    cell = sheet.getCellRangeByName(place)
    cell.setValue(value)
    cell.NumberFormat = key


def only_sheet(book, name):
    sheet = book.Sheets.getByIndex(0)
    sheet.setName(name)
    return sheet


def plain(book):
    fill(only_sheet(book, "Customers of May"), [
        ["id", "name", "revenue"], ["'00123", "Ann", 900.5], ["'00124", "王芳", 120], ["'00125", "=1+1", 5],
        ["'00126", "'=1+1", None], ["Total", None, "=SUM(C2:C5)"],
    ])
    save(book, "plain", ["xlsx", "xls", "ods", "fods"])


def kinds(book):
    sheet = only_sheet(book, "Kinds")
    fill(sheet, [
        ["客户名称", "销售额", "last order", "last contact", "payback rate", "active", "note", "checked"],
        ["甲公司", 1234.5, None, None, None, None, "two\nlines", "=2*3"],
        ["乙公司", 99, None, None, None, None, "'00123", "=\"te\"&\"xt\""],
        ["丙公司", -7, None, None, None, None, "blanks  inside ", "=1/0"],
        ["丁公司", 0.1, None, None, None, None, "<&>\"'", "=NA()"],
    ])
    for row, (day, moment, rate, flag) in enumerate([
        (45356, 45356.75, 0.125, 1), (1, 0.5, 0.5, 0), (61, 45291.999, 1, 1), (25569, 45357, 0.015, 0),
    ], 2):
        shown(book, sheet, f"C{row}", day, "YYYY-MM-DD")
        shown(book, sheet, f"D{row}", moment, "YYYY-MM-DD HH:MM:SS")
        shown(book, sheet, f"E{row}", rate, "0.0%")
        shown(book, sheet, f"F{row}", flag, "BOOLEAN")
    shown(book, sheet, "B2", 1234.5, "[$¥-804]#,##0.00")
    save(book, "kinds", ["xlsx", "xls", "ods"])


def from_1904(book):
    book.NullDate = EPOCH_1904
    sheet = only_sheet(book, "Mac")
    fill(sheet, [["id", "revenue", "last order"], ["K1", 900, None], ["K2", 5, None]])
    shown(book, sheet, "C2", 43894, "YYYY-MM-DD")
    shown(book, sheet, "C3", 0, "YYYY-MM-DD")
    save(book, "1904", ["xlsx", "xls", "ods"])


def hidden(book):
    # The first sheet cannot be hidden where no window shows another one.
    sheet = only_sheet(book, "List")
    book.Sheets.insertNewByName("Old", 1)
    book.Sheets.insertNewByName("Later", 2)
    fill(book.Sheets.getByName("Old"), [["id", "revenue"], ["OLD", 1]])
    book.Sheets.getByName("Old").IsVisible = False
    fill(sheet, [["id", "note", "revenue"], ["K1", "a", 900], ["K2", "b", 700], ["K3", "c", 500], ["K4", "d", 300]])
    sheet.Columns.getByIndex(1).IsVisible = False
    # A filter hides rows as well.
    area = sheet.getCellRangeByName("A1:C5")
    condition = uno.createUnoStruct("com.sun.star.sheet.TableFilterField")
    condition.Field, condition.IsNumeric, condition.NumericValue = 2, True, 400
    condition.Operator = uno.Enum("com.sun.star.sheet.FilterOperator", "GREATER")
    filtered = area.createFilterDescriptor(True)
    filtered.setFilterFields((condition,))
    filtered.ContainsHeader = True
    area.filter(filtered)
    sheet.Rows.getByIndex(2).IsVisible = False
    fill(book.Sheets.getByName("Later"), [["id", "revenue"], ["K9", 9]])
    save(book, "hidden", ["xlsx", "xls", "ods"])


def merged(book):
    sheet = only_sheet(book, "客户")
    fill(sheet, [
        ["2024年客户销售一览"], ["客户", None, "销售", None], ["编号", "名称", "数量", "金额"],
        ["'001", "甲", 3, 900], ["'002", "乙", 1, 120], ["合计", None, "=SUM(C4:C5)", "=SUM(D4:D5)"],
    ])
    for area in ["A1:D1", "A2:B2", "C2:D2"]:
        sheet.getCellRangeByName(area).merge(True)
    save(book, "merged", ["xlsx", "xls", "ods"])


def several(book):
    fill(only_sheet(book, "Cover"), [["Sales report"], ["made by", "accounts"]])
    book.Sheets.insertNewByName("January", 1)
    book.Sheets.insertNewByName("二月", 2)
    fill(book.Sheets.getByName("January"), [["id", "revenue"], ["J1", 900], ["J2", 5]])
    fill(book.Sheets.getByName("二月"), [["id", "revenue"], ["F1", 70], ["F2", 80]])
    save(book, "several", ["xlsx", "xls", "ods"])


def locked(book):
    fill(only_sheet(book, "Secret"), [["id", "revenue"], ["K1", 900]])
    save(book, "password", ["xls", "ods"], password="secret")


def protected(book):
    """Protected against changes, but not against reading."""
    sheet = only_sheet(book, "Locked")
    fill(sheet, [["id", "revenue"], ["K1", 900], ["K2", 5]])
    sheet.protect("secret")
    book.protect("secret")
    save(book, "protected", ["xlsx", "xls", "ods"])


def corner(book):
    sheet = only_sheet(book, "Corner")
    fill(sheet, [["id", "revenue"], ["K1", 900], ["K2", 5]])
    sheet.getCellRangeByName("XFD1048576").setString("end")
    save(book, "corner", ["xlsx", "ods"])
    sheet.getCellRangeByName("XFD1048576").setString("")
    sheet.getCellRangeByName("IV65536").setString("end")
    save(book, "corner", ["xls"])


def rich(book):
    sheet = only_sheet(book, "Rich")
    fill(sheet, [["id", "revenue", "note"], ["K1", 900, "plain and bold"], ["K2", 5, "a note aside"]])
    cursor = sheet.getCellRangeByName("C2").createTextCursor()
    cursor.gotoEnd(False)
    cursor.goLeft(4, True)
    cursor.CharWeight = 150.0
    sheet.Annotations.insertNew(sheet.getCellRangeByName("C3").CellAddress, "not part of the cell")
    field = book.createInstance("com.sun.star.text.TextField.URL")
    field.URL, field.Representation = "https://example.com/", "a link"
    cell = sheet.getCellRangeByName("C4")
    cell.insertTextContent(cell.createTextCursor(), field, False)
    fill(sheet, [["K3", 4]], top=3)
    save(book, "rich", ["xlsx", "xls", "ods"])


def offset(book):
    """A list that begins in the middle of the sheet."""
    fill(only_sheet(book, "Offset"), [[None] * 3 + cells for cells in [
        ["id", "revenue"], ["K1", 900], [None, None], ["K2", 5]]], top=6)
    save(book, "offset", ["xlsx", "xls", "ods"])


def charted(book):
    sheet = only_sheet(book, "Charted")
    fill(sheet, [["id", "revenue"], ["K1", 900], ["K2", 5]])
    place = uno.createUnoStruct("com.sun.star.awt.Rectangle")
    place.X, place.Y, place.Width, place.Height = 8000, 500, 9000, 6000
    sheet.Charts.addNewByName("Chart", place, (CellRangeAddress(0, 0, 0, 1, 2),), True, True)
    save(book, "charted", ["xlsx", "xls", "ods"])


def empty(book):
    only_sheet(book, "Empty")
    save(book, "empty", ["xlsx", "xls", "ods"])


def main():
    office = Office()
    try:
        makers = [plain, kinds, from_1904, hidden, merged, several, locked, protected, corner, rich, offset, charted, empty]
        for make in makers:
            if len(sys.argv) > 1 and make.__name__ not in sys.argv[1:]:
                continue
            book = office.new()
            book.NullDate = EPOCH
            make(book)
            book.close(True)
    finally:
        office.end()


if __name__ == "__main__":
    main()
