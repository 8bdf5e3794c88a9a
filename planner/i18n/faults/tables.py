"""Faults of tables: CSV and XLSX."""

from __future__ import annotations

from planner.i18n import N_
from planner.i18n.faults.text import FaultText

TABLES: dict[str, FaultText] = {
    "table_encoding": FaultText(
        N_("the text is neither UTF-8 nor GB18030"),
        N_("save the table as CSV UTF-8"),
    ),
    "table_malformed": FaultText(
        N_("the row cannot be taken apart: {detail}"),
        N_("close every quote, and double a quote inside a cell"),
    ),
    "column_missing": FaultText(
        N_("the column {column} is missing; the first row names: {found}"),
        N_("name the column in the first row"),
    ),
    "column_twice": FaultText(
        N_("the column {column} is there twice"),
        N_("keep one of the two"),
    ),
    "row_too_long": FaultText(
        N_("the row has {cells} cells, but the first row names {columns} columns"),
        N_("put cells that hold a comma in quotes"),
    ),
    "cell_empty": FaultText(
        N_("{key} is empty"),
        N_("fill it in, or remove the row"),
    ),
    "workbook_unreadable": FaultText(
        N_("the workbook cannot be read: {detail}"),
        N_("save it as XLSX again, without a password"),
    ),
    "sheet_too_large": FaultText(
        N_("the first sheet reaches over more than {limit} cells"),
        N_("delete the empty rows and columns behind the data"),
    ),
}
