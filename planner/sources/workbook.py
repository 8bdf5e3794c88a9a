"""XLSX workbooks by calamine, measured before they are unpacked: a small file may hold a very large sheet."""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from planner.sources.files import SourceFile

LARGEST_UNPACKED = 256 * 2**20
"""Bytes that a workbook may unpack to."""
MOST_CELLS = 5_000_000
"""Cells that the rectangle about a sheet's used cells may have; calamine holds all of them at once."""

_ROW = re.compile(rb"<(?:\w+:)?row\b[^>]*?\br=[\"']([0-9]{1,9})[\"']")
_CELL = re.compile(rb"<(?:\w+:)?c\b[^>]*?\br=[\"']([A-Z]{1,4})([0-9]{1,9})[\"']")


def first_sheet(source: SourceFile) -> list[list[object]]:
    """Read the first sheet, row 1 first.

    Raises
    ------
    InputRefused
        If the file is no workbook, is protected by a password, or unpacks to too much.
    """
    from python_calamine import load_workbook

    data = source.data()
    _refuse_large(data, source)
    try:
        sheet = load_workbook(io.BytesIO(data)).get_sheet_by_index(0)
        rows: list[list[object]] = [list(row) for row in sheet.to_python(skip_empty_area=False)]
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:  # noqa: BLE001 - a panic inside calamine is no Exception
        raise source.refused("workbook_unreadable", detail=str(error)[:200]) from None
    return rows


def _refuse_large(data: bytes, source: SourceFile) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            unpacked = sum(member.file_size for member in members)
            if unpacked > LARGEST_UNPACKED:
                raise source.refused("file_too_large", size_mb=unpacked // 10**6, limit_mb=LARGEST_UNPACKED // 10**6)
            sheets = [archive.read(member) for member in members if "worksheets/" in member.filename]
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, ValueError, EOFError) as error:
        raise source.refused("workbook_unreadable", detail=str(error)[:200]) from None
    for sheet in sheets:
        if _cells(sheet) > MOST_CELLS:
            raise source.refused("sheet_too_large", limit=MOST_CELLS)


def _cells(sheet: bytes) -> int:
    """Count the cells of the rectangle about all that a sheet says it uses."""
    rows = max((int(row) for row in _ROW.findall(sheet)), default=1)
    columns = 1
    for name, row in _CELL.findall(sheet):
        rows = max(rows, int(row))
        columns = max(columns, _column(name))
    return rows * columns


def _column(name: bytes) -> int:
    number = 0
    for letter in name:
        number = number * 26 + letter - 64
    return number
