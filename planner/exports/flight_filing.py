"""The filing sheet (当日飞行申请表) to print: what an application for the day's drone flights states."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from planner.exports.filing import filings
from planner.exports.format import Format
from planner.exports.pages import page_template
from planner.i18n import N_
from planner.i18n.filing import filing_word, purpose_text, rounds_text

if TYPE_CHECKING:
    from jinja2 import Template

    from planner.domain.plan import Plan
    from planner.domain.scenario import Scenario
    from planner.i18n import Language


def encode(plan: Plan) -> bytes:
    """Give the sheets without the scenario, in English: names, aircraft and ceiling are left open."""
    return encode_for_reader(plan, None, "en")


def encode_for_reader(plan: Plan, scenario: Scenario | None, language: Language) -> bytes:
    """Give one sheet a planning day, ready for A4 paper; the file asks for nothing outside itself and runs no script.

    Raises
    ------
    NotFound
        With code ``no_flights`` if the plan has no drone rounds.
    """
    page = _template().render(
        language="zh-CN" if language == "zh" else "en",
        plan=plan,
        station=plan.station_name or plan.station,
        made=plan.created.astimezone(ZoneInfo(plan.timezone)),
        sheets=filings(plan, scenario),
        has_scenario=scenario is not None,
        word=lambda key, **params: filing_word(key, language, **params),
        purpose=lambda text: purpose_text(text, language),
        spans=lambda rounds: rounds_text(rounds, language),
    )
    return page.encode()


@lru_cache(maxsize=1)
def _template() -> Template:
    return page_template("flight_filing.html")


FORMAT = Format(
    id="flight-filing",
    suffix=".filing.html",
    media_type="text/html; charset=utf-8",
    summary=N_("Filing sheet to print: the application for each day's drone flights"),
    encode=encode,
    encode_for_reader=encode_for_reader,
    per_unit=False,
    per_round=True,
)
