"""Duty sheets to print: each unit's stops with times and the way between them, turn by turn, as one HTML file."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from planner.exports.format import Format
from planner.exports.pages import page_template
from planner.i18n import N_
from planner.i18n.directions import word

if TYPE_CHECKING:
    from jinja2 import Template

    from planner.domain.plan import Plan
    from planner.domain.scenario import Scenario
    from planner.i18n import Language


def encode(plan: Plan) -> bytes:
    """Give the sheets without the scenario: stops and times only, in English."""
    return encode_for_reader(plan, None, "en")


def encode_for_reader(plan: Plan, scenario: Scenario | None, language: Language) -> bytes:
    """Give one page a unit, ready for A4 paper; the file asks for nothing outside itself and runs no script.

    Officers are counted, not named: the roster is the place for names.
    """
    from planner.exports.duty_sheet import sheets

    page = _template().render(
        language="zh-CN" if language == "zh" else "en",
        plan=plan,
        station=plan.station_name or plan.station,
        made=plan.created.astimezone(ZoneInfo(plan.timezone)),
        sheets=sheets(plan, scenario, language),
        has_scenario=scenario is not None,
        attribution=scenario.station.attribution if scenario else "",
        word=lambda key, **params: word(key, language, **params),
    )
    return page.encode()


@lru_cache(maxsize=1)
def _template() -> Template:
    return page_template("duty_sheet.html")


FORMAT = Format(
    id="directions",
    suffix=".directions.html",
    media_type="text/html; charset=utf-8",
    summary=N_("Duty sheets to print: stops with times, and turn-by-turn directions between them"),
    encode=encode,
    encode_for_reader=encode_for_reader,
)
