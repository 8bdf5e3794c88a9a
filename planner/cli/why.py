"""`planner why`: tell why a roster is impossible, and what would make it possible."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console

from planner.cli.answering import CANCELLED, PASSES, UNMET, answered
from planner.domain.solving import Limits, Progress
from planner.i18n import N_, Language, sentence
from planner.i18n.conflicts import lack_text, member_text, relaxation_text

if TYPE_CHECKING:
    from planner.rosters.reasons.explain import Conflict, Explanation

MOST_RELAXATIONS = 8
"""Most changes that are listed."""


@dataclass(frozen=True, slots=True)
class _Page:
    """Where lines go, and in which language."""

    language: Language
    names: Mapping[str, str]

    def line(self, template: str, **params: object) -> None:
        text = sentence(template, self.language, params)
        clean = "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in text)
        Console(soft_wrap=True).print(clean, markup=False, highlight=False)

    def named(self, params: Mapping[str, object]) -> dict[str, object]:
        """Put the names of officers in the place of their ids."""
        found = dict(params)
        for key in ("officer", "able"):
            value = found.get(key)
            if isinstance(value, list | tuple):
                found[key] = [self.names.get(str(one), one) for one in value]
            elif isinstance(value, str):
                found[key] = self.names.get(value, value)
        if isinstance(found.get("away"), str):
            found["away"] = [self.names.get(one, one) for one in str(found["away"]).split(", ")]
        return found


@answered
def why(path: Path, time_s: float, seed: int, language: Language) -> int:
    """Read a scenario, look for what is impossible in its roster, and print it; the exit code."""
    from planner.cli.progress import Watch
    from planner.pipeline import estimate_demand
    from planner.rosters.design.station import designed
    from planner.rosters.prepare import prepare
    from planner.rosters.reasons.explain import explain
    from planner.sources.scenario import read_scenario

    with Watch(language) as watch:
        watch(Progress(stage="read", done=0.0))
        scenario = read_scenario(path, on_progress=watch)
        demand, limits = estimate_demand(scenario), Limits(time_s=time_s, seed=seed)
        scenario = designed(scenario, demand, limits, on_progress=watch)
        found = explain(prepare(scenario, demand), limits, on_progress=watch)
    page = _Page(language, {officer.id: officer.name for officer in scenario.officers})
    return _print(page, found)


def _print(page: _Page, found: Explanation) -> int:
    """Print shortages first, then the conflict; the exit code."""
    if found.lacks:
        page.line(N_("No roster can cover this:"))
    for lack in found.lacks:
        page.line("  {text}", text=lack_text(lack.code, page.language, page.named(lack.params)))
    if found.conflict is not None:
        _print_conflict(page, found.conflict)
    elif found.decided:
        page.line(N_("Everything required can be covered with every rule kept."))
    elif not found.lacks:
        page.line(N_("Nothing impossible was found in the time given; a longer --time-limit may find more."))
    if found.cancelled:
        return CANCELLED
    return UNMET if found.lacks or found.conflict else PASSES


def _print_conflict(page: _Page, conflict: Conflict) -> None:
    page.line(N_("These cannot hold together ({first} to {last}):"), first=conflict.first, last=conflict.last)
    for text in _texts(page, [(member.code, member.params) for member in conflict.members]):
        page.line("  {text}", text=text)
    if not conflict.minimal:
        page.line(N_("The time was too short to leave out what does not matter; give a longer --time-limit."))
    whole = [item for item in conflict.relaxations if item.complete]
    for title, items in (
        (N_("Tried, the cheapest first; each of these makes it possible:"), whole),
        (N_("Tried; each of these ends this conflict, and another is left:"), [] if whole else conflict.relaxations),
    ):
        texts = dict.fromkeys(relaxation_text(i.code, page.language, page.named(i.params)) for i in items)
        if texts:
            page.line(title)
        for text in list(texts)[:MOST_RELAXATIONS]:
            page.line("  {text}", text=text)


def _texts(page: _Page, members: list[tuple[str, Mapping[str, object]]]) -> list[str]:
    """Give the sentences of members; what is said of several officers alike is said once."""
    alike: dict[tuple[object, ...], tuple[str, dict[str, object], list[object]]] = {}
    for code, params in members:
        rest = {key: value for key, value in params.items() if key != "officer"}
        entry = alike.setdefault((code, *sorted((k, str(v)) for k, v in rest.items())), (code, rest, []))
        if "officer" in params:
            entry[2].append(params["officer"])
    return [
        member_text(code, page.language, page.named({**rest, "officer": officers} if officers else rest))
        for code, rest, officers in alike.values()
    ]
