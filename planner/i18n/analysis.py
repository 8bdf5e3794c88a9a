"""Words and sentences of the analysis of calls."""

from __future__ import annotations

import datetime as dt
import math

from planner.domain.analysis import Compared, IncidentAnalysis, Period, Span, Verdict
from planner.domain.plan import Notice
from planner.i18n import N_, Language, sentence, translate
from planner.i18n.notices import notice_text

WORDS: dict[str, str] = {
    "title_day": N_("Calls of the day"),
    "title_week": N_("Calls of the week"),
    "title_month": N_("Calls of the month"),
    "beside": N_("beside {span}"),
    "calls": N_("Calls"),
    "before": N_("Period before"),
    "before_alike": N_("Before, same days"),
    "before_long": N_("Calls before, at the same number of days alike"),
    "usual": N_("Usual"),
    "change": N_("Change"),
    "share": N_("Share"),
    "interval": N_("95 % interval"),
    "verdict": N_("Verdict"),
    "p_value": N_("p"),
    "p_adjusted": N_("p, adjusted"),
    "kind": N_("Kind"),
    "grid": N_("Grid"),
    "hours": N_("Hours of the day"),
    "place": N_("Place"),
    "street": N_("Street"),
    "length": N_("Length"),
    "date": N_("Date"),
    "day_kind": N_("Kind of day"),
    "peak": N_("Busiest hours"),
    "main_kind": N_("Mostly"),
    "rises": N_("Rises"),
    "falls": N_("Falls"),
    "findings": N_("What is more than chance"),
    "nothing": N_("Nothing rose or fell by more than chance explains."),
    "method": N_(
        "{tested} things were compared at once. Of the rises and falls told here, {share:.0f} % at most come from "
        "chance, on average. A day begins at {clock}, and is compared with days of the same kind only."
    ),
    "interval_alone": N_(
        "Each interval is of its row alone. Of many things compared at once some intervals leave out 0 by chance, so a "
        "row whose interval does may still be within chance."
    ),
    "map": N_("Map"),
    "map_says": N_("Grids by their calls, hot streets, and places with repeated calls"),
    "legend_calls": N_("calls in the grid"),
    "legend_rise": N_("▲ hatched: rises by more than chance"),
    "legend_fall": N_("▼ dotted: falls by more than chance"),
    "legend_street": N_("hot street: these hold {calls:.0f} % of the calls on {length:.1f} % of all streets"),
    "legend_spot": N_("place with repeated calls, numbered as in its table"),
    "by_grid": N_("By grid"),
    "by_kind": N_("By kind"),
    "by_hour": N_("By hour of the day"),
    "by_date": N_("By date"),
    "by_grid_kind": N_("By grid and kind"),
    "by_spot": N_("Places with repeated calls"),
    "by_street": N_("Hot streets"),
    "tides": N_("Tide of each grid"),
    "tides_say": N_("Bars: calls of the period by hour. Line: what the calls before it let expect."),
    "tides_say_plain": N_("Bars: calls of the period by hour."),
    "hours_say": N_("Bars: calls of the period. Line: the period before, at the same number of days."),
    "dates_say": N_("The period is dark. Days of rest and holidays are marked below."),
    "grid_kind_say": N_(
        "Calls of the period; in brackets those before, at the same days. ▲ and ▼ are more than chance."
    ),
    "no_spots": N_("No place has four calls or more."),
    "no_streets": N_("Too few calls have a known place to tell streets apart."),
    "unnamed": N_("unnamed"),
    "unnamed_near": N_("unnamed, by {place}"),
    "near_grid": N_("in {grid}"),
    "all_calls": N_("All calls"),
    "no_kind": N_("no kind given"),
    "worth_knowing": N_("Worth knowing"),
    "figures": N_("Summary"),
    "page_of": N_("Only places, times and kinds of calls; no persons."),
    "workday": N_("workday"),
    "rest": N_("day of rest"),
    "holiday": N_("statutory holiday"),
    "expected": N_("expected"),
    "by_band": N_("By hours"),
    "number": N_("No."),
    "share_pct": N_("Share [%]"),
    "change_pct": N_("Change [%]"),
    "low": N_("Interval from [%]"),
    "high": N_("Interval to [%]"),
    "longitude": N_("Longitude"),
    "latitude": N_("Latitude"),
    "length_m": N_("Length [m]"),
    "to_plan": N_("To the plan"),
    "metres": N_("{length:.0f} m"),
    "span_day": N_("{date}"),
    "span_dates": N_("{first} to {last}"),
}
"""Words and short phrases by their key."""

VERDICTS: dict[Verdict, str] = {
    "rise": N_("▲ rises by more than chance"),
    "fall": N_("▼ falls by more than chance"),
    "same": N_("within chance"),
    "few": N_("too few to tell"),
    "unlike": N_("no days alike before"),
}
SIGNS: dict[Verdict, str] = {"rise": "▲", "fall": "▼", "same": "", "few": "", "unlike": ""}

FINDING = N_("{what}: {count} calls, {before:.0f} before; {change}")
FINDING_USUAL = N_("{what}: {count} calls, {before:.0f} before, {usual:.1f} as a rule; {change}")
HEADLINE: dict[Verdict, str] = {
    "rise": N_("All calls rise by more than chance: {change}."),
    "fall": N_("All calls fall by more than chance: {change}."),
    "same": N_("All calls together stay within chance: {change}."),
    "few": N_("There are too few calls to tell whether they rise or fall."),
    "unlike": N_("The period before has no days alike, so nothing is compared."),
}

NOTES: dict[str, str] = {
    "analysis_other_sources": N_("Not counted, since patrols found them themselves: {count}."),
    "analysis_days_unknown": N_("Days without data: {count}. Calls are known from {first} to {last}."),
    "analysis_unlike_days": N_("Days that have no days alike in the other period and are not compared: {count}."),
    "analysis_outside_grids": N_("Calls of both periods outside every grid, in the totals only: {count}."),
    "analysis_places_unknown": N_("Calls of both periods known by their grid only, so on no street: {count}."),
    "analysis_no_expectation": N_("No expectation by hour: fewer than {days} days of calls come before the period."),
    "analysis_no_streets": N_("No hot streets: there are too few calls with a known place, or no streets."),
    "analysis_spread_unknown": N_(
        "There are too few days before the period to tell how much days differ; chance alone was assumed, so a rise "
        "may be told too easily."
    ),
}
"""What is worth knowing, by the code of its notice."""

KINDS: dict[str, str] = {
    "theft": N_("theft"),
    "dispute": N_("dispute"),
    "family_dispute": N_("family dispute"),
    "contract_dispute": N_("contract dispute"),
    "drunk": N_("drunkenness"),
    "fight": N_("fight"),
    "fraud": N_("fraud"),
    "help": N_("call for help"),
    "noise": N_("noise"),
    "traffic": N_("traffic"),
    "missing_person": N_("missing person"),
    "robbery": N_("robbery"),
    "burglary": N_("burglary"),
    "fire": N_("fire"),
}
"""Kinds that stations often use; others stand as they are written."""


def word(key: str, language: Language, **params: object) -> str:
    """Give one word or phrase."""
    return sentence(WORDS[key], language, params)


def kind_text(kind: str, language: Language) -> str:
    """Give the name of a kind of call."""
    if not kind:
        return word("no_kind", language)
    return translate(KINDS[kind], language) if kind in KINDS else kind


def note_text(notice: Notice, language: Language) -> str:
    """Give the sentence of a notice."""
    if notice.code in NOTES:
        return sentence(NOTES[notice.code], language, notice.params)
    return notice_text(notice.code, language, notice.params)


def span_text(span: Span, language: Language) -> str:
    """Write the dates of a period."""
    if span.first == span.last:
        return word("span_day", language, date=date_text(span.first))
    return word("span_dates", language, first=date_text(span.first), last=date_text(span.last))


def date_text(date: dt.date) -> str:
    """Write a date."""
    return date.isoformat()


def title_text(period: Period, language: Language) -> str:
    """Name an analysis."""
    return word(f"title_{period}", language)


def method_text(analysis: IncidentAnalysis, language: Language) -> str:
    """Tell what was compared with what, and when a day begins."""
    hour, minute = divmod(analysis.day_start_min, 60)
    share, clock = 100 * analysis.false_share, f"{hour:02d}:{minute:02d}"
    return word("method", language, tested=analysis.tested, share=share, clock=clock)


def earlier_text(row: Compared) -> str:
    """Write what the period before had, at the same number of days alike; a dash where none are alike."""
    if row.verdict == "unlike":
        return "–"
    return f"{row.expected:.0f}" if row.expected == round(row.expected) else f"{row.expected:.1f}"


def change_text(row: Compared) -> str:
    """Write a change: in per cent, as a multiple from twice on, a dash where there is nothing to compare with."""
    if row.verdict == "unlike" or row.change_pct is None:
        return "–"
    return percent_text(row.change_pct)


def interval_text(row: Compared) -> str:
    """Write the interval of a change."""
    if row.low_pct is None:
        return "–"
    high = "∞" if row.high_pct is None else percent_text(row.high_pct)
    return f"{percent_text(row.low_pct)} … {high}"


def percent_text(change_pct: float) -> str:
    """Write a change with its sign; twice and more as a multiple."""
    if change_pct >= 100:
        factor = 1 + change_pct / 100
        return f"×{factor:.1f}" if factor < 10 else f"×{factor:.0f}"
    rounded = math.floor(abs(change_pct) + 0.5)
    return "±0\u00a0%" if rounded == 0 else f"{'+' if change_pct > 0 else '−'}{rounded}\u00a0%"


def change_with_interval(row: Compared) -> str:
    """Write a change with its interval behind it."""
    if row.change_pct is None:
        return interval_text(row)
    return f"{change_text(row)} ({interval_text(row)})"


def finding_text(what: str, row: Compared, language: Language) -> str:
    """Tell one rise or fall."""
    params: dict[str, object] = {"what": what, "count": row.alike, "before": row.expected}
    params["change"] = change_with_interval(row)
    if row.usual is None:
        return sentence(FINDING, language, params)
    return sentence(FINDING_USUAL, language, {**params, "usual": row.usual})


def headline_text(row: Compared, language: Language) -> str:
    """Tell how all calls changed."""
    return sentence(HEADLINE[row.verdict], language, {"change": change_with_interval(row)})
