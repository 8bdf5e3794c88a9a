"""The sentences of faults in the input: why it is refused, and what would be right."""

from __future__ import annotations

from typing import NamedTuple

from planner.errors import Fault, PlannerError
from planner.i18n import N_, Language, sentence


class FaultText(NamedTuple):
    """Two templates: the reason and the hint."""

    reason: str
    hint: str


FAULTS: dict[str, FaultText] = {
    "file_missing": FaultText(
        N_("the file does not exist"),
        N_("put the file there, or correct its name in scenario.toml"),
    ),
    "plan_missing": FaultText(
        N_("there is no plan here"),
        N_("name a plan.json or the folder that holds it; planner plan makes one"),
    ),
    "not_a_plan": FaultText(
        N_("this is not a plan: {why}"),
        N_("name a plan.json that planner plan wrote"),
    ),
    "scenario_changed": FaultText(
        N_("the copy of the scenario is not the one that the plan was made from"),
        N_("make the plan again, or name another scenario with --scenario"),
    ),
    "start_outside_horizon": FaultText(
        N_("the days from {start} to {end} are not all in the roster's horizon, {first} to {last}"),
        N_("choose days inside it, or change roster.start and roster.days"),
    ),
    "window_ends_before_start": FaultText(
        N_("the window ends at {end}, not after its start {start}"),
        N_("end it after its start; for a window over midnight write 26:00 for 02:00 of the next day"),
    ),
}


REFUSALS: dict[str, str] = {
    "unknown_format": N_("there is no format {id}; planner export PLAN --format list names them"),
    "unknown_unit": N_("there is no unit {unit} in the plan"),
    "scenario_missing": N_("the copy of the scenario is missing at {file}; it is written beside the plan"),
    "not_a_time": N_("{text} is not a time; write it as 2026-11-23T22:15"),
    "not_a_place": N_("{text} is not a place; write LON,LAT such as 114.0213,22.5342"),
    "unknown_stage": N_("there is no part {stage}; the parts are roster, routes and flights"),
}
"""Sentences of errors that are not about a file."""


def refusal_text(error: PlannerError, language: Language) -> str:
    """Give the sentence of an error that is not about a file."""
    return sentence(REFUSALS.get(error.code, error.code), language, error.params)


def fault_text(fault: Fault, language: Language) -> str:
    """Give one line: file, place, reason and what would be right."""
    text = FAULTS[fault.code]
    where = ": ".join(part for part in (fault.file, fault.place) if part)
    reason = sentence(text.reason, language, fault.params)
    return f"{where}: {reason}; {sentence(text.hint, language, fault.params)}"
