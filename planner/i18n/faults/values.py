"""Faults of scenario.toml: keys and values."""

from __future__ import annotations

from planner.i18n import N_
from planner.i18n.faults.text import FaultText

VALUES: dict[str, FaultText] = {
    # scenario.toml
    "toml_encoding": FaultText(
        N_("the file is not UTF-8"),
        N_("save it as UTF-8"),
    ),
    "toml_syntax": FaultText(
        N_("this is not TOML: {detail}"),
        N_("correct the line; text stands in quotes, lists in [ ], and every key once"),
    ),
    "format_unknown": FaultText(
        N_("the format {value} is not known"),
        N_('write format = "{format}"'),
    ),
    # keys and values
    "unknown_key": FaultText(
        N_("there is no key {key} here"),
        N_("the nearest one is {nearest}; known here: {known}"),
    ),
    "key_missing": FaultText(
        N_("{key} is missing"),
        N_("add {key}"),
    ),
    "value_not_allowed": FaultText(
        N_("{value} is not one of the values known here"),
        N_("write one of: {expected}"),
    ),
    "value_out_of_range": FaultText(
        N_("{value} is out of range"),
        N_("the value must be {bound}"),
    ),
    "value_wrong": FaultText(
        N_("{value} cannot be used here"),
        N_("see this key in docs/scenario.md"),
    ),
    "number_not_finite": FaultText(
        N_("{value} is not a number that can be counted with"),
        N_("write a plain number"),
    ),
    "not_a_number": FaultText(
        N_("{value} is not a number"),
        N_("write a number such as 12.5, without quotes and units"),
    ),
    "not_a_whole_number": FaultText(
        N_("{value} is not a whole number"),
        N_("write a whole number such as 12, without quotes and units"),
    ),
    "not_true_or_false": FaultText(
        N_("{value} is neither true nor false"),
        N_("write true or false, without quotes"),
    ),
    "not_text": FaultText(
        N_("{value} is not text"),
        N_('write text in quotes, such as "G07"'),
    ),
    "not_a_list": FaultText(
        N_("{value} is not a list"),
        N_('write a list such as ["G07", "G08"]; tables of a list begin with [[ ]]'),
    ),
    "not_a_table": FaultText(
        N_("{value} is not a table of keys and values"),
        N_('write keys and values, such as {{ start = "08:00", end = "16:00" }}'),
    ),
    "not_a_position": FaultText(
        N_("this is not a pair of numbers"),
        N_("write [longitude, latitude] in degrees"),
    ),
    "clock_unreadable": FaultText(
        N_("{value} is not a time of day"),
        N_('write a time such as "07:30", or "26:00" for 02:00 of the next day'),
    ),
    "date_unreadable": FaultText(
        N_("{value} is not a date"),
        N_("write a date such as 2026-11-23"),
    ),
    "time_unreadable": FaultText(
        N_("{value} is not a date with a time"),
        N_("write it as 2026-11-23 22:15, with or without an offset such as +08:00"),
    ),
    "moment_unreadable": FaultText(
        N_("{value} is not a moment with an offset"),
        N_("write it as 2026-11-23T22:15:00+08:00"),
    ),
    "leave_ends_before_start": FaultText(
        N_("the leave ends on {end}, before its start {start}"),
        N_("end it on its first day or later"),
    ),
    "text_empty": FaultText(
        N_("the text is empty"),
        N_("write at least one character"),
    ),
    "text_too_long": FaultText(
        N_("the text is longer than {max_length} characters"),
        N_("shorten it"),
    ),
    "text_control_character": FaultText(
        N_("the text holds a character that cannot be shown or stored"),
        N_("remove it, or type the text again"),
    ),
    "timezone_unknown": FaultText(
        N_("there is no time zone {value}"),
        N_("write an IANA name such as Asia/Shanghai; the nearest one is {nearest}"),
    ),
}
