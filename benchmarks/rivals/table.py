"""Tables of plain text for the terminal and for documents."""

from __future__ import annotations

from collections.abc import Sequence

Cell = str | float | int | None


def table(head: Sequence[str], rows: Sequence[Sequence[Cell]]) -> str:
    """Lay rows out in columns: the first to the left, the others to the right; None becomes a dash."""
    lines = [list(head), *[[text(cell) for cell in row] for row in rows]]
    widths = [max(len(line[column]) for line in lines) for column in range(len(head))]
    laid = []
    for line in lines:
        first = line[0].ljust(widths[0])
        laid.append("  ".join([first, *(cell.rjust(width) for cell, width in zip(line[1:], widths[1:], strict=True))]))
    return "\n".join([laid[0], "  ".join("-" * width for width in widths), *laid[1:]])


def text(cell: Cell) -> str:
    """Write a cell; numbers that are not whole with three decimals at most."""
    if cell is None:
        return "-"
    if isinstance(cell, float):
        return f"{cell:.3f}".rstrip("0").rstrip(".")
    return str(cell)


def mean(values: Sequence[float | None]) -> float | None:
    """Give the mean of the values that are known; None if none is."""
    known = [value for value in values if value is not None]
    return sum(known) / len(known) if known else None
