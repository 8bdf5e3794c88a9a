"""Faults of the sheet of a roster that is read back."""

from __future__ import annotations

from planner.i18n import N_
from planner.i18n.faults.text import FaultText

ROSTER_SHEET: dict[str, FaultText] = {
    "roster_dates_missing": FaultText(
        N_("no row holds the dates of a roster"),
        N_("put the dates, or the days of the month, one a column into one row above the officers"),
    ),
    "roster_month_missing": FaultText(
        N_("the year and month of these dates stand nowhere above them"),
        N_("write them into the title, such as 2026-11, or give whole dates"),
    ),
    "roster_dates_contradict": FaultText(
        N_("the dates do not follow each other from {start} on, or the weekdays are those of another month"),
        N_("correct the month in the title, the days or the weekdays"),
    ),
    "roster_dates_unclear": FaultText(
        N_("the first date may be any of {options}"),
        N_("write whole dates, or the month over each part of the row"),
    ),
    "roster_names_missing": FaultText(
        N_("no row holds an officer of the scenario"),
        N_("write the id or the name of each officer left of the dates, as in the table of officers"),
    ),
    "roster_name_missing": FaultText(
        N_("shifts stand in a row without a name"),
        N_("write the officer's id or name left of them, or clear the row"),
    ),
    "roster_name_unknown": FaultText(
        N_("{value} is no officer of the scenario"),
        N_("correct the name, or add the officer to the table of officers; the nearest known name is {nearest}"),
    ),
    "roster_name_twice": FaultText(
        N_("several officers are called {value}: {ids}"),
        N_("write the id of the officer meant beside the name"),
    ),
    "roster_name_of_another": FaultText(
        N_("{id} is the id of {other}, but the row names {name}"),
        N_("correct the id or the name"),
    ),
    "roster_code_unknown": FaultText(
        N_("{value} is no code of a shift"),
        N_("correct it (nearest: {nearest}), or add it to [roster.codes]; known are: {known}"),
    ),
    "roster_code_several": FaultText(
        N_("{value} names several shifts, and an officer works one a date"),
        N_("leave one of them, or set up a shift of two parts"),
    ),
    "roster_code_ambiguous": FaultText(
        N_("{value} may be any of the shifts {known}"),
        N_("write the code of the shift, or add {value} to [roster.codes]"),
    ),
    "roster_code_maps_nowhere": FaultText(
        N_("{value} stands for {shift} in [roster.codes], and there is no such shift"),
        N_("name a shift of the scenario there, or off"),
    ),
    "roster_date_twice": FaultText(
        N_("{officer} has a shift on {date} already, in {other}"),
        N_("leave one of the two"),
    ),
}
