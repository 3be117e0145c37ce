#!/usr/bin/env python3
"""Runs every list of the corpus, and hostile workbooks of up to 10 MB, through the release binary: time and peak memory of each.

usage: tests/measure_corpus.py [FOLDER]     with the binary of target/release (or of $CUSTCLASS); needs cargo, Linux or macOS

FOLDER is where the lists are made and left (a temporary one otherwise). Prints the slowest and the largest, and every list that took
more than 10 s or 512 MiB; the exit code is the number of those. Each list is inspected, and scored into a CSV and into a workbook.
The time is the lesser of the clock's and the processors': other work on the machine is not the program's.
"""

import os
import resource
import struct
import subprocess
import sys
import tempfile
import time
import zlib

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
TARGET = os.environ.get("CARGO_TARGET_DIR", os.path.join(ROOT, "target"))
PROGRAM = os.environ.get("CUSTCLASS", os.path.join(TARGET, "release", "custclass"))
MOST_SECONDS, MOST_MIB = 10, 512
# A run that takes so long or so much is ended, lest the machine goes down with it.
LAST_SECONDS, LAST_BYTES = 30, 3 << 30
RULE = '[[rule]]\nname = "half"\nmethod = "percentile"\nfield = "revenue"\ntier = [ { label = "top", share = "50%" }, { label = "rest", share = "50%" } ]\n'

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
HEADER = '<row r="1"><c r="A1" t="str"><v>id</v></c><c r="B1" t="str"><v>revenue</v></c></row>'


# Archives whose parts are made of a head, a piece many times over, and a tail; packed pieces are joined, so that gigabytes take no time.


class Part:
    def __init__(self, head=b"", piece=b"", times=0, tail=b"", claimed=None, checked=True):
        head, piece, tail = (part.encode() if isinstance(part, str) else part for part in (head, piece, tail))
        self.size = len(head) + len(piece) * times + len(tail)
        self.claimed = self.size if claimed is None else claimed
        many = max(1, min(times, (1 << 22) // max(1, len(piece))))
        block, rest = piece * many, piece * (times % many)
        packer = zlib.compressobj(9, zlib.DEFLATED, -15)
        begin = packer.compress(head) + packer.flush(zlib.Z_FULL_FLUSH)
        packed = packer.compress(block) + packer.flush(zlib.Z_FULL_FLUSH)
        end = packer.compress(rest + tail) + packer.flush()
        self.packed = begin + packed * (times // many) + end
        self.crc = 0
        if checked:
            self.crc = zlib.crc32(head)
            for _ in range(times // many):
                self.crc = zlib.crc32(block, self.crc)
            self.crc = zlib.crc32(rest + tail, self.crc)


def archive(path, parts):
    with open(path, "wb") as out:
        table = []
        for name, part in parts.items():
            part = part if isinstance(part, Part) else Part(head=part)
            name, at = name.encode(), out.tell()
            sizes = struct.pack("<III", part.crc, len(part.packed), min(part.claimed, 0xFFFFFFFE))
            common = b"\x14\0\0\0\x08\0\0\0\x21\0" + sizes + struct.pack("<HH", len(name), 0)
            out.write(b"PK\x03\x04" + common + name + part.packed)
            table.append(b"PK\x01\x02\x14\0" + common + bytes(10) + struct.pack("<I", at) + name)
        start, table = out.tell(), b"".join(table)
        out.write(table)
        count = min(len(parts), 0xFFFF)
        out.write(b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, count, count, len(table), start, 0))


def links(*targets, kind="worksheet"):
    link = '<Relationship Id="r{}" Type="{}/{}" Target="{}"/>'
    found = "".join(link.format(number, KINDS, kind, target) for number, target in enumerate(targets, 1))
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{found}</Relationships>'


def xlsx(path, sheet, more=None, sheets=1, one_part=True):
    names = [f"worksheets/sheet{1 if one_part else number}.xml" for number in range(1, sheets + 1)]
    listed = "".join(f'<sheet name="S{number}" sheetId="{number}" r:id="r{number}"/>' for number in range(1, sheets + 1))
    parts = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": links("xl/workbook.xml", kind="officeDocument"),
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{KINDS}"><workbookPr/><sheets>{listed}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": links(*names),
        "xl/styles.xml": f'<styleSheet xmlns="{MAIN}"><cellXfs><xf numFmtId="0"/></cellXfs></styleSheet>',
        "xl/worksheets/sheet1.xml": sheet,
    }
    archive(path, parts | (more or {}))


def rows(piece, times, head=HEADER, **options):
    return Part(f'<worksheet xmlns="{MAIN}"><sheetData>{head}', piece, times, "</sheetData></worksheet>", **options)


ODS_HEAD = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">'
    '<office:body><office:spreadsheet><table:table table:name="L">'
)
ODS_ROW = (
    '<table:table-row><table:table-cell office:value-type="string"><text:p>id</text:p></table:table-cell>'
    '<table:table-cell office:value-type="string"><text:p>revenue</text:p></table:table-cell></table:table-row>'
)
ODS_TAIL = "</table:table></office:spreadsheet></office:body></office:document-content>"


def ods(path, piece, times, head=ODS_ROW, tail="", **options):
    content = Part(ODS_HEAD + head, piece, times, tail + ODS_TAIL, **options)
    archive(path, {"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "META-INF/manifest.xml": "<m/>", "content.xml": content})


def record(kind, content=b""):
    return struct.pack("<HH", kind, len(content)) + content


def bof(kind):
    return record(0x0809, struct.pack("<HH", 0x0600, kind) + bytes(12))


def xls(path, stream):
    """A compound file with one stream of sectors of 4096 bytes."""
    content = max(1, -(-len(stream) // 4096))
    tables = -(-(content + 2) // 1023)
    head = bytearray(4096)
    head[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    head[24:34] = bytes([0x3E, 0, 3, 0, 0xFE, 0xFF, 12, 0, 6, 0])
    struct.pack_into("<II", head, 44, tables, content)
    struct.pack_into("<IIIIi", head, 56, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    ids = [content + 1 + at if at < tables else 0xFFFFFFFF for at in range(109)]
    struct.pack_into("<109I", head, 76, *ids)
    folder = b""
    for name, kind, child, start, length in [("Root Entry", 5, 1, 0xFFFFFFFE, 0), ("Workbook", 2, 0xFFFFFFFF, 0, content * 4096)]:
        entry = name.encode("utf-16-le").ljust(64, b"\0") + struct.pack("<HBB", 2 * len(name) + 2, kind, 1)
        entry += struct.pack("<III", 0xFFFFFFFF, 0xFFFFFFFF, child)
        folder += entry.ljust(116, b"\0") + struct.pack("<IQ", start, length)
    chain = list(range(1, content)) + [0xFFFFFFFE] * 2 + [0xFFFFFFFD] * tables
    table = struct.pack(f"<{len(chain)}I", *chain).ljust(4096 * tables, b"\xff")
    with open(path, "wb") as out:
        out.write(bytes(head) + stream.ljust(4096 * content, b"\0") + folder.ljust(4096, b"\0") + table)


def book8(sheet, globals_=b"", sheets=1):
    entries = lambda start: b"".join(record(0x0085, struct.pack("<IBBBB", start, 0, 0, 4, 0) + b"L%03d" % (n % 1000)) for n in range(sheets))
    start = len(bof(5)) + len(globals_) + len(entries(0)) + 4
    return bof(5) + globals_ + entries(start) + record(0x000A) + bof(0x10) + sheet + record(0x000A)


def place(row, column):
    return struct.pack("<HHH", row, column, 0)


def label(row, column, text):
    return record(0x0204, place(row, column) + struct.pack("<HB", len(text), 0) + text.encode())


HEADER8 = label(0, 0, "id") + label(0, 1, "revenue")


def record12(kind, content=b""):
    head = bytes([kind]) if kind < 0x80 else bytes([kind & 0x7F | 0x80, kind >> 7])
    return head + bytes([len(content) & 0x7F | 0x80, len(content) >> 7 & 0x7F]) + content


def wide(text):
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def xlsb(path, sheet, strings=None):
    entry = bytes(8) + wide("r1") + wide("List")
    parts = {
        "[Content_Types].xml": "<Types/>",
        "xl/workbook.bin": record12(0x9C, entry) + record12(0x90) + record12(0x9D),
        "xl/_rels/workbook.bin.rels": '<Relationships><Relationship Id="r1" Target="worksheets/sheet1.bin"/></Relationships>',
        "xl/worksheets/sheet1.bin": sheet,
    }
    archive(path, parts | ({"xl/sharedStrings.bin": strings} if strings else {}))


def row12(number):
    return record12(0, struct.pack("<I", number) + bytes(13))


def cell12(kind, column, value):
    return record12(kind, struct.pack("<II", column, 0) + value)


HEADER12 = record12(0x94, b"\xff" * 16) + record12(0x91) + row12(0) + cell12(6, 0, wide("id")) + cell12(6, 1, wide("revenue"))

MB, GB = 1 << 20, 1 << 30
STRINGS_HEAD = f'<sst xmlns="{MAIN}" count="4294967295" uniqueCount="4294967295">'


def strings(piece, times, head=""):
    return {"xl/sharedStrings.xml": Part(STRINGS_HEAD + head, piece, times, "</sst>")}


def one_row(cells):
    return f"<row>{cells}</row>"


NUMBERS = one_row('<c t="str"><v>K1</v></c><c><v>5</v></c><c><v>7</v></c><c><v>9</v></c><c><v>1</v></c>')
SHARED = one_row('<c t="s"><v>0</v></c><c><v>5</v></c>')
EMPTY = "<c/>" * 1000


def text_cell(text, repeated=""):
    return f'<table:table-cell office:value-type="string"{repeated}><text:p>{text}</text:p></table:table-cell>'


# Every hostile workbook by its name.
HOSTILE = {
    "text-of-500-MB.xlsx": lambda p: xlsx(p, rows("x" * 1024, 500 * 1024, HEADER + '<row><c t="str"><v>', checked=True)),
    "inflates-to-9-GB.xlsx": lambda p: xlsx(p, rows("x" * 1024, 9 * 1024 * 1024, checked=False)),
    "inflates-to-2-GB-and-claims-1-MB.xlsx": lambda p: xlsx(p, rows(NUMBERS, 2 * GB // len(NUMBERS), claimed=MB, checked=False)),
    "million-rows-of-5-cells.xlsx": lambda p: xlsx(p, rows(NUMBERS, 1048575)),
    "cells-beyond-the-limit.xlsx": lambda p: xlsx(p, rows(NUMBERS, 500 * MB // len(NUMBERS))),
    "one-row-again-and-again.xlsx": lambda p: xlsx(p, rows('<row r="2"></row>', 500 * MB // 17)),
    "million-empty-rows.xlsx": lambda p: xlsx(p, rows("<row/>", 1048575)),
    "empty-cells.xlsx": lambda p: xlsx(p, rows(one_row(EMPTY), 5900)),
    "empty-cells-with-styles.xlsx": lambda p: xlsx(p, rows(one_row('<c s="0" r="{}1"/>'.replace("{}", "ABC") * 1), 1048575)),
    "rows-with-long-tags.xlsx": lambda p: xlsx(p, rows(f'<row spans="{"1" * 1000000}"/>', 500)),
    "comments.xlsx": lambda p: xlsx(p, rows(f"<!--{'x' * 1000000}-->", 500)),
    "blanks-between-rows.xlsx": lambda p: xlsx(p, rows("<row/>" + " " * 1000, 500 * 1024)),
    "other-elements.xlsx": lambda p: xlsx(p, rows("<a b='c'></a>", 500 * MB // 13)),
    "nested-ten-million-deep.xlsx": lambda p: xlsx(p, rows("<a>", 10_000_000)),
    "shared-texts-2-million.xlsx": lambda p: xlsx(p, rows(SHARED, 1048575), strings("<si><t>ab</t></si>", 2_000_000)),
    "shared-texts-3-million-empty.xlsx": lambda p: xlsx(p, rows(SHARED, 1000), strings("<si/>", 3_000_000)),
    "shared-texts-of-15-MB.xlsx": lambda p: xlsx(p, rows(SHARED, 1000), strings(f"<si><t>{'x' * 15_000_000}</t></si>", 10)),
    "shared-text-of-15-MB-shown-by-a-million.xlsx": lambda p: xlsx(p, rows(SHARED, 1048575), strings(f"<si><t>{'x' * 15_000_000}</t></si>", 1)),
    "shared-text-of-500-shown-by-a-million.xlsx": lambda p: xlsx(p, rows(SHARED, 1048575), strings(f"<si><t>{'x' * 500}</t></si>", 1)),
    "phonetic-runs.xlsx": lambda p: xlsx(p, rows(SHARED, 10), strings("<r><t>x</t></r>", 30_000_000, "<si>")),
    "styles.xlsx": lambda p: xlsx(p, rows(NUMBERS, 10), {"xl/styles.xml": Part(f'<styleSheet xmlns="{MAIN}"><cellXfs>', '<xf numFmtId="0"/>', 700_000, "</cellXfs></styleSheet>")}),
    "number-formats.xlsx": lambda p: xlsx(p, rows(NUMBERS, 10), {"xl/styles.xml": Part(f'<styleSheet xmlns="{MAIN}"><numFmts>', '<numFmt numFmtId="200" formatCode="' + "0" * 1000 + '"/>', 90_000, "</numFmts></styleSheet>")}),
    "relations.xlsx": lambda p: xlsx(p, rows(NUMBERS, 10), {"xl/_rels/workbook.xml.rels": Part(links("worksheets/sheet1.xml")[:-16], '<Relationship Id="x" Target="y"/>', 600_000, "</Relationships>")}),
    "hundred-thousand-parts.xlsx": lambda p: xlsx(p, rows(NUMBERS, 10), {f"x/{n}": b"" for n in range(100_000)}),
    "sheets-without-a-header.xlsx": lambda p: xlsx(p, rows(f"<row>{EMPTY}</row>", 5900, "<row><c t='str'><v>cover</v></c></row>"), sheets=50),
    "half-a-million-sheets.xlsx": lambda p: xlsx(p, rows(NUMBERS, 10), sheets=200_000),
    "hidden-columns.xlsx": lambda p: xlsx(p, Part(f'<worksheet xmlns="{MAIN}"><cols>', '<col min="1" max="16384" hidden="1"/>', 4_000_000, f"</cols><sheetData>{HEADER}</sheetData></worksheet>")),
    "merged-cells.xlsx": lambda p: xlsx(p, Part(f'<worksheet xmlns="{MAIN}"><sheetData>{HEADER}</sheetData><mergeCells>', '<mergeCell ref="A1:XFD1048576"/>', 9_000_000, "</mergeCells></worksheet>")),
    "formulas.xlsx": lambda p: xlsx(p, rows(one_row('<c><f t="shared" si="4294967295" ref="A1:XFD1048576">' + "A1+" * 50 + "</f><v>5</v></c>"), 1048575)),
    "unknown-errors.xlsx": lambda p: xlsx(p, rows('<row><c t="str"><v>K</v></c><c t="e"><v>#SPILL!</v></c></row>', 1048575)),
    "many-columns.xlsx": lambda p: xlsx(p, rows(one_row("<c><v>1</v></c>" * 16384), 360)),
    "properties.xlsx": lambda p: xlsx(p, rows(NUMBERS, 10), {"docProps/custom.xml": Part("<Properties>", '<property name="x"><vt:lpwstr>y</vt:lpwstr></property>', 1_500_000, "</Properties>")}),
    "million-rows-repeated.ods": lambda p: ods(p, "", 0, tail='<table:table-row table:number-rows-repeated="1000000"><table:table-cell table:number-columns-repeated="5" office:value-type="float" office:value="7"/></table:table-row>'),
    "billion-cells-claimed.ods": lambda p: ods(p, "", 0, tail='<table:table-row table:number-rows-repeated="1000000"><table:table-cell table:number-columns-repeated="1000" office:value-type="float" office:value="7"/></table:table-row>'),
    "text-of-15-MB-repeated.ods": lambda p: ods(p, "", 0, tail=f'<table:table-row>{text_cell("x" * 15_000_000, " table:number-columns-repeated=" + chr(34) + "16384" + chr(34))}</table:table-row>'),
    "text-of-15-MB-repeated-down.ods": lambda p: ods(p, "", 0, tail=f'<table:table-row table:number-rows-repeated="1000000">{text_cell("x" * 15_000_000)}</table:table-row>'),
    "text-of-500-repeated-down.ods": lambda p: ods(p, "", 0, tail=f'<table:table-row table:number-rows-repeated="1000000">{text_cell("x" * 500)}</table:table-row>'),
    "empty-rows.ods": lambda p: ods(p, "<table:table-row/>", 500 * MB // 18),
    "million-rows.ods": lambda p: ods(p, f'<table:table-row>{text_cell("K1")}<table:table-cell office:value-type="float" office:value="5"/></table:table-row>', 1048575),
    "paragraphs.ods": lambda p: ods(p, "<text:p/>", 12_000_000, ODS_ROW + '<table:table-row><table:table-cell office:value-type="string">', "</table:table-cell></table:table-row>"),
    "blanks.ods": lambda p: ods(p, '<text:s text:c="16000000"/>', 100, ODS_ROW + '<table:table-row><table:table-cell office:value-type="string"><text:p>', "</text:p></table:table-cell></table:table-row>"),
    "sheets-at-the-end.ods": lambda p: ods(p, "<table:table-row><table:table-cell/></table:table-row>", 9_000_000, "", "</table:table>" + '<table:table table:name="M"><table:table-row/></table:table>' * 50 + '<table:table table:name="N">'),
    "styles.ods": lambda p: archive(p, {"mimetype": "x", "META-INF/manifest.xml": "<m/>", "content.xml": Part(ODS_HEAD.split("<office:body>")[0] + "<office:automatic-styles>", '<style:style style:name="x"><style:table-properties table:display="false"/></style:style>', 3_000_000, "</office:automatic-styles><office:body><office:spreadsheet><table:table table:style-name='y'>" + ODS_ROW + ODS_TAIL)}),
    "ten-thousand-sheets.ods": lambda p: ods(p, '</table:table><table:table table:name="n" table:style-name="s">', 200_000),
    "numbers.xls": lambda p: xls(p, book8(HEADER8 + b"".join(record(0x0203, place(n % 65535 + 1, n // 65535) + bytes(8)) for n in range(520_000)))),
    "diagonal.xls": lambda p: xls(p, book8(HEADER8 + b"".join(record(0x0203, place(n, n % 256) + bytes(8)) for n in range(1, 65536)))),
    "sheets-that-are-one.xls": lambda p: xls(p, book8(HEADER8 + record(0x0FFF) * 1_200_000, sheets=250_000)),
    "shared-texts-3-million.xls": lambda p: xls(p, book8(HEADER8, b"".join([record(0x00FC, struct.pack("<II", 9, 9) + bytes(8190))] + [record(0x003C, bytes(8190))] * 1100))),
    "shared-text-shown-often.xls": lambda p: xls(p, book8(HEADER8 + b"".join(record(0x00FD, place(n % 65535 + 1, n // 65535) + bytes(4)) for n in range(500_000)), record(0x00FC, struct.pack("<IIHB", 1, 1, 8000, 0) + b"x" * 8000))),
    "empty-records.xls": lambda p: xls(p, book8(HEADER8 + record(0x0FFF) * 2_400_000)),
    "formulas-with-texts.xls": lambda p: xls(p, book8(HEADER8 + b"".join(record(0x0006, place(n % 65535 + 1, n // 65535) + b"\0\0\0\0\0\0\xff\xff" + bytes(8)) + record(0x0207, b"\x02\0\0hi") for n in range(250_000)))),
    "circles.xls": lambda p: xls(p, book8(HEADER8 + record(0x0FFF, bytes(8000)) * 1200)),
    "million-rows.xlsb": lambda p: xlsb(p, Part(HEADER12, row12(1) + cell12(6, 0, wide("K1")) + cell12(5, 1, struct.pack("<d", 5.0)), 1048575, record12(0x92))),
    "cells-beyond-the-limit.xlsb": lambda p: xlsb(p, Part(HEADER12, row12(1) + cell12(5, 1, struct.pack("<d", 5.0)) * 10, 2_000_000, record12(0x92))),
    "empty-records.xlsb": lambda p: xlsb(p, Part(HEADER12, b"\x7f\0", 250 * MB, record12(0x92))),
    "shared-texts.xlsb": lambda p: xlsb(p, HEADER12 + record12(0x92), Part(b"\x9f\x01\x08\xff\xff\xff\xff\xff\xff\xff\xff", record12(0x13, b"\0" + wide("ab")), 2_500_000, b"\xa0\x01\0")),
    "shared-text-shown-by-a-million.xlsb": lambda p: xlsb(p, Part(HEADER12, row12(1) + cell12(7, 0, bytes(4)), 1048575, record12(0x92)), Part(b"\x9f\x01\x08\x01\0\0\0\x01\0\0\0" + b"\x13\x85\x9c\xea\x01" + b"\0" + struct.pack("<I", 1_917_440), b"x\0", 1_917_440, b"\xa0\x01\0")),
    "million-rows.csv": lambda p: open(p, "w").write("id,revenue\n" + "".join(f"K{n},{n}\n" for n in range(700_000))),
    "one-cell.csv": lambda p: open(p, "w").write('id,revenue,note\nK1,5,"' + "x,\n" * 3_300_000 + '"\n'),
    "delimiters.csv": lambda p: open(p, "w").write("id,revenue\n" + "," * 10_000_000 + "\n"),
    "delimiters-in-every-row.csv": lambda p: open(p, "w").write("id,revenue" + "," * 20_000 + "\n" + ("1,2" + "," * 20_000 + "\n") * 480),
    "quotes.csv": lambda p: open(p, "w").write('id,revenue\n' + '"' * 10_000_000 + "\n"),
    "quotes-that-open-and-close.csv": lambda p: open(p, "w").write('id,revenue\n' + '"",5\n' * 2_000_000),
    "line-ends.csv": lambda p: open(p, "w").write("id,revenue\n" + "\n" * 10_000_000),
    "carriage-returns.csv": lambda p: open(p, "w").write("id,revenue\r" + "K1,5\r" * 2_000_000),
    "long-line-without-end.csv": lambda p: open(p, "w").write("x" * 10_000_000),
    "gbk.csv": lambda p: open(p, "wb").write("客户名称,销售额\n".encode("gbk") + "华东贸易有限公司,900\n".encode("gbk") * 470_000),
    "zeros.csv": lambda p: open(p, "wb").write(b"id,revenue\n" + b"\0" * 9_900_000),
    "noise.csv": lambda p: open(p, "wb").write(b"".join(struct.pack("<I", n * 2654435761 & 0xFFFFFFFF) for n in range(2_500_000))),
    "ids-that-repeat.csv": lambda p: open(p, "w").write("id,revenue\n" + "K1,5\n" * 2_000_000),
    "digits.csv": lambda p: open(p, "w").write("id,revenue\n" + ("K1," + "9" * 37 + "\n") * 240_000),
}

# Honest ones, beside the corpus: they must pass with the limits as they are.
HONEST = {"million-rows-of-5-cells.xlsx", "million-rows.ods", "million-rows.xlsb", "numbers.xls", "million-rows.csv", "gbk.csv", "million-empty-rows.xlsx"}


def run(args, folder):
    start = time.monotonic()
    with tempfile.TemporaryFile() as told:
        def within():
            resource.setrlimit(resource.RLIMIT_AS, (LAST_BYTES, LAST_BYTES))
            resource.setrlimit(resource.RLIMIT_CPU, (LAST_SECONDS, LAST_SECONDS))

        child = subprocess.Popen([PROGRAM, *args], cwd=folder, stdout=subprocess.DEVNULL, stderr=told, preexec_fn=within)
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        told.seek(0)
        first = told.read(4000).decode(errors="replace").strip().split("\n")[0]
    memory = usage.ru_maxrss / (1024 if sys.platform != "darwin" else 1 << 20)
    cpu = usage.ru_utime + usage.ru_stime
    return min(time.monotonic() - start, cpu), cpu, memory, child.returncode, first


def main():
    temporary = None
    if len(sys.argv) > 1:
        folder = os.path.abspath(sys.argv[1])
        os.makedirs(folder, exist_ok=True)
    else:
        temporary = tempfile.TemporaryDirectory()
        folder = temporary.name
    only = sys.argv[2:]
    if not only:
        made = os.environ | {"CORPUS_FOLDER": folder}
        subprocess.run(["cargo", "test", "--locked", "--quiet", "--test", "cli", "corpus::"], cwd=ROOT, env=made, check=True, stdout=subprocess.DEVNULL)
    corpus = [] if only else sorted(os.listdir(folder))
    for name, make in HOSTILE.items():
        path = os.path.join(folder, name)
        if (not only or name in only) and not os.path.exists(path):
            make(path)
            assert os.path.getsize(path) < 11 * MB, (name, os.path.getsize(path))
    lists = [name for name in corpus if name not in HOSTILE] + [name for name in HOSTILE if not only or name in only]
    with open(os.path.join(folder, "half.toml"), "w") as rule:
        rule.write(RULE)
    results, failures = [], 0
    for name in lists:
        if name in ("half.toml", "out.csv", "out.xlsx"):
            continue
        for args in (["inspect", name], ["score", name, "-r", "half.toml", "-o", "out.csv"], ["score", name, "-r", "half.toml", "-o", "out.xlsx"]):
            took, cpu, memory, code, told = run(args, folder)
            wrong = took > MOST_SECONDS or memory > MOST_MIB or code not in (0, 1) or (name in HONEST and code != 0)
            failures += wrong
            results.append((took, cpu, memory, code, f"{args[0]} {name}" + (f" -o {args[-1]}" if args[0] == "score" else ""), told, wrong))
            for output in ("out.csv", "out.xlsx"):
                if os.path.exists(os.path.join(folder, output)):
                    os.remove(os.path.join(folder, output))
            if wrong or only:
                print("WRONG" if wrong else "     ", f"{took:6.2f} s {cpu:6.2f} s CPU {memory:6.0f} MiB, exit {code}: {results[-1][4]}: {told[:150]}", flush=True)
    print(f"\n{len(lists)} lists, {len(results)} runs, {failures} beyond {MOST_SECONDS} s or {MOST_MIB} MiB or otherwise wrong")
    for title, key in (("the slowest", 0), ("the largest", 2)):
        print(f"\n{title}:\n   time      CPU    memory  exit  run")
        for took, cpu, memory, code, what, told, _ in sorted(results, key=lambda result: -result[key])[:15]:
            print(f"{took:6.2f} s {cpu:6.2f} s {memory:6.0f} MiB  {code:4}  {what}: {told[:90]}")
    if temporary:
        temporary.cleanup()
    sys.exit(min(failures, 100))


if __name__ == "__main__":
    main()
