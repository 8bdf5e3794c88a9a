"""A table read piece by piece, so that a file of millions of rows takes no more memory than what is kept of it."""

from __future__ import annotations

import codecs
import csv
import io
import os
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, BinaryIO

from planner.sources.tables import column_names, delimiter_of, read_xlsx, refuse_missing
from planner.sources.text import ENCODINGS, first_unreadable_line

if TYPE_CHECKING:
    from planner.sources.files import SourceFile

PIECE_ROWS = 2_000
"""Rows that are in memory as text at once: few enough for the caches of a processor."""
BLOCK_BYTES = 2**20

NumberedRow = tuple[int, Sequence[str]]
"""Line or row on which cells stand, and the cells."""

_DATE = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")


class Gauge:
    """Tells how much of a file has been read; a workbook is unpacked as a whole, so that then all of it has been."""

    def __init__(self) -> None:
        self._file: BinaryIO | None = None
        self._bytes = 1

    def watch(self, file: BinaryIO) -> None:
        """Look at this file, of which nothing has been read."""
        self._file, self._bytes = file, max(1, os.fstat(file.fileno()).st_size)

    @property
    def share(self) -> float:
        """Share of the file, 0 to 1."""
        if self._file is None or self._file.closed:
            return 1.0
        return min(1.0, self._file.tell() / self._bytes)


@dataclass(frozen=True, slots=True)
class Piece:
    """Some rows of a table.

    Attributes
    ----------
    lines
        Line, or row of the workbook, of each.
    columns
        Cells of the wanted columns, as many each; a column that the table has not is empty text throughout.
    long
        Index of the rows with more cells than the table has columns.
    share
        How much of the file has been read up to their end, 0 to 1.
    """

    lines: list[int]
    columns: Mapping[str, list[str]]
    long: list[int]
    share: float


def pieces(
    source: SourceFile, wanted: Sequence[str], missing: Callable[[list[str]], list[str]], names: Mapping[str, str]
) -> Iterator[Piece]:
    """Read a CSV or XLSX table whose first row names its columns; empty rows are passed over.

    Parameters
    ----------
    wanted
        Columns to read; all others are never kept.
    missing
        Tells which columns must be there besides those that are.
    names
        Other names of columns, in small letters, and what they stand for.

    Raises
    ------
    InputRefused
        If it is no such table.
    """
    reader = READERS.get(source.path.suffix.lower())
    if reader is None:
        raise source.refused("file_type_unknown", known=", ".join(READERS))
    gauge = Gauge()
    rows = reader(source, gauge)
    number, header = next(rows, (1, []))
    place = f"{'line' if reader is stream_csv else 'row'} {number}"
    columns = column_names(source, place, header, names)
    refuse_missing(source, place, columns, missing(columns))
    index = {name: columns.index(name) for name in wanted if name in columns}
    while some := list(islice(rows, PIECE_ROWS)):
        full = [item for item in some if item[1] and (item[1][0] > " " or any(map(str.strip, item[1])))]
        if full:
            yield _piece(full, wanted, index, len(columns), gauge.share)


def _piece(rows: list[NumberedRow], wanted: Sequence[str], index: Mapping[str, int], width: int, share: float) -> Piece:
    """Turn rows into columns; short rows are filled up with empty cells."""
    even = [cells if len(cells) == width else [*cells[:width], *[""] * (width - len(cells))] for _, cells in rows]
    long = [row for row, (_, cells) in enumerate(rows) if len(cells) > width and any(map(str.strip, cells[width:]))]
    turned = list(zip(*even, strict=True))
    empty = [""] * len(rows)
    columns = {name: list(map(str.strip, turned[index[name]])) if name in index else empty for name in wanted}
    return Piece([number for number, _ in rows], columns, long, share)


def stream_csv(source: SourceFile, gauge: Gauge) -> Iterator[NumberedRow]:
    """Give the rows of a CSV file as RFC 4180 has it, in UTF-8 or GB18030, without holding the file."""
    encoding = _encoding(source)
    with source.opened() as data, io.TextIOWrapper(data, encoding, newline="") as text:
        delimiter = delimiter_of(text.readline())
        text.seek(0)
        gauge.watch(data)
        reader = csv.reader(text, delimiter=delimiter, strict=True)
        line = 1
        try:
            for cells in reader:
                yield line, cells
                line = reader.line_num + 1
        except csv.Error as error:
            raise source.refused("table_malformed", f"line {line}", detail=str(error)) from None


def _encoding(source: SourceFile) -> str:
    """Tell in which of the encodings the whole file makes sense."""
    left = {encoding: codecs.getincrementaldecoder(encoding)() for encoding in ENCODINGS}
    with source.opened() as data:
        while block := data.read(BLOCK_BYTES):
            for encoding, decoder in list(left.items()):
                if b"\0" in block or not _decodes(decoder, block):
                    del left[encoding]
    for encoding, decoder in left.items():
        if _decodes(decoder, b"", final=True):
            return encoding
    raise source.refused("table_encoding", f"line {first_unreadable_line(source.data())}")


def _decodes(decoder: codecs.IncrementalDecoder, block: bytes, *, final: bool = False) -> bool:
    try:
        decoder.decode(block, final)
    except UnicodeDecodeError:
        return False
    return True


def _sheet_rows(source: SourceFile, gauge: Gauge) -> Iterator[NumberedRow]:  # noqa: ARG001 - as `stream_csv`
    """Give the rows of a workbook; it gives a midnight as a date alone."""
    for place, cells in read_xlsx(source):
        texts = [f"{cell} 00:00" if _DATE.fullmatch(cell) else cell for cell in cells]
        yield int(place.removeprefix("row ")), texts


READERS: dict[str, Callable[[SourceFile, Gauge], Iterator[NumberedRow]]] = {".csv": stream_csv, ".xlsx": _sheet_rows}
"""Reader of each file name ending."""
