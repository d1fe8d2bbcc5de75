"""Spreadsheets of every kind, made of rows: small, but written as the formats say."""

import csv
import io
import struct
import zipfile
from collections.abc import Iterable, Sequence
from html import escape
from typing import Any

Rows = Iterable[Sequence[Any]]

PHONE, EMAIL = "07911 123456", "ada@meadowbridge.gov.uk"

RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OPEN_DOCUMENT = "urn:oasis:names:tc:opendocument:xmlns"
OPEN_SPREADSHEET = "application/vnd.oasis.opendocument.spreadsheet"
DATE_STYLE = 1
SECTOR = 512
FREE, END_OF_CHAIN, FAT_SECTOR = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def csv_file(rows: Rows, delimiter: str = ",", encoding: str = "utf-8") -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter).writerows(rows)
    return text.getvalue().encode(encoding)


def xlsx_file(rows: Rows, sheets: int = 1, cells: str | None = None) -> bytes:
    """Texts are texts; numbers, truths and ("date", number) are what they are. `cells` is the sheet as it is written."""
    sheet = (
        cells if cells is not None else "".join(_xlsx_row(number, row) for number, row in enumerate(rows, 1))
    )
    names = range(1, sheets + 1)
    relations = "".join(_relation(n, "worksheet", f"worksheets/sheet{n}.xml") for n in names)
    listed = "".join(f'<sheet name="S{n}" sheetId="{n}" r:id="rId{n}"/>' for n in names)
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"/>',
        "_rels/.rels": _relations(_relation(1, "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><sheets>{listed}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": _relations(relations),
        "xl/styles.xml": (
            f'<styleSheet xmlns="{MAIN}"><cellXfs count="2"><xf numFmtId="0"/>'
            '<xf numFmtId="22" applyNumberFormat="1"/></cellXfs></styleSheet>'
        ),
    }
    for n in names:
        body = sheet if n == 1 else ""
        parts[f"xl/worksheets/sheet{n}.xml"] = (
            f'<worksheet xmlns="{MAIN}"><sheetData>{body}</sheetData></worksheet>'
        )
    return zip_of(parts)


def ods_file(rows: Rows) -> bytes:
    body = "".join(
        f"<table:table-row>{''.join(_ods_cell(cell) for cell in row)}</table:table-row>" for row in rows
    )
    spaces = " ".join(f'xmlns:{name}="{OPEN_DOCUMENT}:{name}:1.0"' for name in ("office", "table", "text"))
    content = (
        f"<office:document-content {spaces}><office:body><office:spreadsheet>"
        f'<table:table table:name="S">{body}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    return zip_of(
        {"mimetype": OPEN_SPREADSHEET, "META-INF/manifest.xml": "<manifest/>", "content.xml": content}
    )


def xls_file(rows: Rows, *records: tuple[int, bytes]) -> bytes:
    """`records` come at the start of the workbook, where one of them may say that the rest is encrypted."""
    begin = struct.pack("<HHHHII", 0x0600, 0x0005, 0, 0, 0, 0x0600)
    sheet_begin = struct.pack("<HHHHII", 0x0600, 0x0010, 0, 0, 0, 0x0600)
    name = struct.pack("<BB", 1, 0) + b"S"
    opening = _record(0x0809, begin) + b"".join(_record(*record) for record in records)
    position = len(opening) + len(_record(0x0085, bytes(6) + name)) + len(_record(0x000A, b""))
    book = opening + _record(0x0085, struct.pack("<IBB", position, 0, 0) + name) + _record(0x000A, b"")
    body = b"".join(
        _xls_cell(number, column, cell) for number, row in enumerate(rows) for column, cell in enumerate(row)
    )
    return compound_file({"Workbook": book + _record(0x0809, sheet_begin) + body + _record(0x000A, b"")})


def encrypted_ods_file() -> bytes:
    space = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
    manifest = (
        f'<manifest:manifest xmlns:manifest="{space}"><manifest:file-entry manifest:full-path="content.xml">'
        "<manifest:encryption-data/></manifest:file-entry></manifest:manifest>"
    )
    return zip_of({"mimetype": OPEN_SPREADSHEET, "META-INF/manifest.xml": manifest, "content.xml": bytes(64)})


def encrypted_xlsx_file() -> bytes:
    """What a program writes for a workbook that opens with a password."""
    return compound_file({"EncryptionInfo": bytes(8), "EncryptedPackage": bytes(64)})


def compound_file(streams: dict[str, bytes]) -> bytes:
    """A file of streams, each padded to whole sectors and long enough not to be kept among the short ones."""
    padded = {name: data.ljust(4096, b"\0") for name, data in streams.items()}
    padded = {name: data + bytes(-len(data) % SECTOR) for name, data in padded.items()}
    table = [FAT_SECTOR, END_OF_CHAIN]
    entries = [_entry("Root Entry", 5, END_OF_CHAIN, 0, child=1)]
    for number, (name, data) in enumerate(padded.items(), 1):
        begin, length = len(table), len(data) // SECTOR
        table += [*range(begin + 1, begin + length), END_OF_CHAIN]
        right = number + 1 if number < len(padded) else FREE
        entries.append(_entry(name, 2, begin, len(data), right=right))
    directory = b"".join(entries).ljust(SECTOR, b"\0")
    header = struct.pack("<8s16xHHHHH6xIIIIIIIII", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0x3E, 3, 0xFFFE, 9, 6,
        0, 1, 1, 0, 4096, END_OF_CHAIN, 0, END_OF_CHAIN, 0)  # fmt: skip
    header += struct.pack("<109I", 0, *[FREE] * 108)
    fat = struct.pack("<128I", *table, *[FREE] * (128 - len(table)))
    return header + fat + directory + b"".join(padded.values())


def zip_of(parts: dict[str, str | bytes]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, text in parts.items():
            packed.writestr(name, text)
    return data.getvalue()


def _relation(number: int, kind: str, target: str) -> str:
    return f'<Relationship Id="rId{number}" Type="{RELATIONS}/{kind}" Target="{target}"/>'


def _relations(inner: str) -> str:
    return f'<Relationships xmlns="{PACKAGE}/relationships">{inner}</Relationships>'


def column_name(position: int) -> str:
    name = ""
    position += 1
    while position:
        position, letter = divmod(position - 1, 26)
        name = chr(ord("A") + letter) + name
    return name


def _xlsx_row(number: int, row: Sequence[Any]) -> str:
    cells = "".join(
        _xlsx_cell(f"{column_name(column)}{number}", cell)
        for column, cell in enumerate(row)
        if cell is not None
    )
    return f'<row r="{number}">{cells}</row>'


def _xlsx_cell(place: str, cell: Any) -> str:
    if isinstance(cell, str):
        return f'<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{escape(cell)}</t></is></c>'
    if isinstance(cell, bool):
        return f'<c r="{place}" t="b"><v>{int(cell)}</v></c>'
    if isinstance(cell, tuple):
        return f'<c r="{place}" s="{DATE_STYLE}"><v>{cell[1]}</v></c>'
    return f'<c r="{place}"><v>{cell!r}</v></c>'


def _ods_cell(cell: Any) -> str:
    if cell is None:
        return "<table:table-cell/>"
    if isinstance(cell, str):
        return (
            f'<table:table-cell office:value-type="string"><text:p>{escape(cell)}</text:p></table:table-cell>'
        )
    return f'<table:table-cell office:value-type="float" office:value="{cell!r}"/>'


def _record(kind: int, data: bytes) -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


def _xls_cell(row: int, column: int, cell: Any) -> bytes:
    place = struct.pack("<HHH", row, column, 0)
    if isinstance(cell, str):
        return _record(0x0204, place + struct.pack("<HB", len(cell), 0) + cell.encode("latin-1"))
    return b"" if cell is None else _record(0x0203, place + struct.pack("<d", cell))


def _entry(name: str, kind: int, begin: int, size: int, child: int = FREE, right: int = FREE) -> bytes:
    text = name.encode("utf-16-le").ljust(64, b"\0")
    return struct.pack(
        "<64sHBBIII16xI8x8xIQ", text, 2 * len(name) + 2, kind, 1, FREE, right, child, 0, begin, size
    )
