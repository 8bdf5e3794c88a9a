"""Colours and cell formats of roster workbooks."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format as CellFormat

    from planner.domain.calendar import DayKind

FONT = "Microsoft YaHei"
SHIFT_FILLS = (
    *("#FFF2A8", "#D9EFB6", "#BFE8D8", "#FAD7B0", "#F6C4C4"),
    *("#D7C9EC", "#B5C9EE", "#D5DEE8", "#E9DCC9", "#CDE7F5"),
)
"""Light fills from morning to night, so that black text is read on each; from the eleventh shift on they come again."""
MORNING_TO_NIGHT = 7
"""Fills over which few shifts are spread."""
KIND_FILLS: dict[DayKind, str] = {"rest": "#EEF0F3", "holiday": "#FBE3E0"}
HEADER_FILL, BAR, BAR_BELOW = "#DCE3EC", "#A9C3E6", "#F0B9AE"
RED, GREY, LINE = "#B3141B", "#8A9099", "#B9C0CA"


class Styles:
    """Makes each cell format of a workbook once.

    Parameters
    ----------
    book
        The workbook.
    shifts
        Codes of its shifts, in the order in which colours are given.
    """

    def __init__(self, book: Workbook, shifts: Sequence[str]) -> None:
        self._book = book
        step = max(1, (MORNING_TO_NIGHT - 1) // max(1, len(shifts) - 1))
        self._fills = {code: SHIFT_FILLS[n * step % len(SHIFT_FILLS)] for n, code in enumerate(shifts)}
        self._made: dict[tuple[tuple[str, object], ...], CellFormat] = {}

    def of(self, **looks: str | float | bool) -> CellFormat:
        """Give a bordered, centred format with other looks besides."""
        plain: dict[str, str | float | bool] = {
            "font_name": FONT,
            "font_size": 9,
            "align": "center",
            "valign": "vcenter",
            "border": 1,
        }
        found = {**plain, "border_color": LINE, **looks}
        key = tuple(sorted(found.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format(found)
        return self._made[key]

    @cached_property
    def title(self) -> CellFormat:
        """Heading of a sheet."""
        return self.of(font_size=16, bold=True, border=0)

    @cached_property
    def head(self) -> CellFormat:
        """Heading of a column."""
        return self.of(bold=True, bg_color=HEADER_FILL, text_wrap=True)

    @cached_property
    def text(self) -> CellFormat:
        """Text of a table."""
        return self.of(align="left", text_wrap=True)

    @cached_property
    def hours(self) -> CellFormat:
        """Hours with one decimal where there is one."""
        return self.of(num_format="0.#;-0.#;0")

    def squad(self, *, first: bool) -> CellFormat:
        """Give the cell of a squad: strong in its first row, faint where it is said again."""
        looks: dict[str, str | bool] = {"bold": True} if first else {"font_color": GREY}
        return self.of(font_size=8, shrink=True, **looks)

    def head_of(self, kind: DayKind, num_format: str = "General") -> CellFormat:
        """Give the heading of a date."""
        looks = {"font_color": RED} if kind == "holiday" else {}
        return self.of(bold=True, bg_color=KIND_FILLS.get(kind, HEADER_FILL), num_format=num_format, **looks)

    def free(self, kind: DayKind) -> CellFormat:
        """Give the cell of a date without a shift."""
        fill = {"bg_color": KIND_FILLS[kind]} if kind in KIND_FILLS else {}
        return self.of(font_color=GREY, **fill)

    def shift(self, code: str, lines: int = 1) -> CellFormat:
        """Give the cell of a shift with one or two lines of text."""
        return self.of(bg_color=self._fills[code], text_wrap=True, **({"font_size": 8} if lines > 1 else {}))

    def count(self, kind: DayKind) -> CellFormat:
        """Give the cell of a number of officers on a date."""
        return self.of(font_size=8, **({"bg_color": KIND_FILLS[kind]} if kind in KIND_FILLS else {}))

    @cached_property
    def lacking(self) -> CellFormat:
        """Officers missing."""
        return self.of(bold=True, font_color="#FFFFFF", bg_color=RED)
