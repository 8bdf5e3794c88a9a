"""Searches, posts and musters as rows of tables, with call signs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from planner.domain.plan import Plan
from planner.i18n import Language, sentence
from planner.i18n.labels import LABELS, label
from planner.i18n.needs import counted
from planner.storage.names import Names
from web.pages.patrols import signs_of
from web.representations.muster import Mustered

if TYPE_CHECKING:
    from planner.dispatch.muster.report import Mustering
    from planner.dispatch.redeploy.report import Redeployment
    from planner.dispatch.search.report import Search

Rows = list[tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class PostedHour:
    """The posts of one hour: a sentence, what is within reach [min, %, %], and who waits where, numbered."""

    said: list[str]
    reach: Rows
    posted: Rows


def posted_hours(found: tuple[Redeployment, ...], plan: Plan, names: Names, reader: Language) -> list[PostedHour]:
    """List the posts hour by hour."""
    signs = signs_of(plan, names)
    return [_hour(hour, signs, reader) for hour in found]


def _hour(hour: Redeployment, signs: Mapping[str, str], reader: Language) -> PostedHour:
    head = _said("posts_hour", reader, at=f"{hour.at:%m-%d %H:%M}", units=len(hour.posted), moves=hour.moves)
    sure = "posts_proven" if hour.status == "optimal" else "posts_best"
    return PostedHour(
        said=[
            head,
            *(_said("posts_risen", reader, **asdict(rise)) for rise in hour.told_rises),
            _said("posts_worth", reader, stood=100 * hour.stood, worth=100 * hour.worth),
            _said(sure, reader, posts=hour.posts_offered, worth=100 * hour.worth, bound=100 * hour.bound),
        ],
        reach=[
            (f"{limit_s / 60:g}", f"{100 * before:.1f}", f"{100 * after:.1f}")
            for limit_s, before, after in zip(hour.rings_s, hour.before, hour.after, strict=True)
        ],
        posted=[
            (
                str(row),
                signs.get(one.unit.id, one.unit.id),
                f"{one.arrive:%H:%M:%S}" if one.eta_s else "–",
                f"{one.eta_s / 60:.1f}" if one.eta_s else "–",
                one.name or f"{one.lonlat[0]:.5f}, {one.lonlat[1]:.5f}",
            )
            for row, one in enumerate(hour.posted, 1)
        ],
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class MusterTold:
    """A muster: whether all needs are met, sentences, who goes where, what is missing, what stays."""

    met: bool
    said: list[str]
    sent: Rows
    stay: Rows
    missing: list[tuple[str, str, str]]
    left: Rows


def muster_told(found: Mustering, plan: Plan, names: Names, called: Mapping[str, str], reader: Language) -> MusterTold:
    """Tell a muster; `called`: what the reader calls each point."""
    signs, made = signs_of(plan, names), Mustered.of(found, reader)
    if found.last is None:
        said = [label("muster_nobody", reader)]
    else:
        said = [_said("muster_goes", reader, count=len(found.sent), last=f"{found.last:%H:%M:%S}")]
    said.append(label("muster_proven" if found.status == "optimal" else "muster_best", reader))
    return MusterTold(
        met=not found.missing,
        said=said,
        sent=[
            (
                str(row),
                signs.get(one.unit.id, one.unit.id),
                called.get(one.point, one.point),
                f"{one.arrive:%H:%M:%S}",
                _task(one.leaves, names, reader),
            )
            for row, one in enumerate(found.sent, 1)
        ],
        stay=[
            (str(row), signs.get(one.unit.id, one.unit.id)) for row, one in enumerate(found.stay, len(found.sent) + 1)
        ],
        missing=[
            (
                _said(
                    "muster_short",
                    reader,
                    point=called.get(one.point, one.point),
                    needed=counted(one.kind, one.name, one.count, reader),
                    missing=one.missing,
                ),
                one.text,
                one.fix_text,
            )
            for one in made.missing
        ],
        left=[(label("muster_station", reader), str(one.before), str(one.stay), str(one.keep)) for one in found.left],
    )


def _task(task: str, names: Names, reader: Language) -> str:
    if task in {"break", "base"}:
        return label(f"leaves_{task}", reader)
    return names.get("place", {}).get(task, task) or "–"


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchTold:
    """A search: shares of the rings, rings, chances of the stages, likely places, drones, and what each unit does."""

    shares: tuple[str, ...]
    rings: Rows
    stages: Rows
    places: Rows
    drones: Rows
    spans: list[str]
    units: Rows


def search_told(found: Search, plan: Plan, names: Names, reader: Language) -> SearchTold:
    """Tell a search; of a unit its metres in every stage."""
    from planner.dispatch.search.task import SHARES

    signs = signs_of(plan, names)
    return SearchTold(
        shares=tuple(f"{100 * share:.0f} %" for share in SHARES),
        rings=[(f"{ring.at:%H:%M}", *(f"{metres:,.0f}" for metres in ring.metres)) for ring in found.rings],
        stages=[
            (f"{one.end:%H:%M}", *(f"{100 * share:.0f}" for share in (one.success, one.even, one.bound, one.off)))
            for one in found.stages
        ],
        places=[(one.place.name, f"{100 * one.chance:.1f}", f"{one.away_m:,.0f}") for one in found.places],
        drones=[
            (
                one.response.drone,
                f"{one.response.arrive:%H:%M:%S}",
                f"{one.centre[0]:.5f}, {one.centre[1]:.5f}",
                f"{100 * one.chance:.1f}",
            )
            for one in found.drones
        ],
        spans=[
            _said("search_stage", reader, begin=f"{one.begin:%H:%M}", end=f"{one.end:%H:%M}") for one in found.stages
        ],
        units=[
            (signs.get(one.standing.unit.id, one.standing.unit.id), *_metres(found, unit))
            for unit, one in enumerate(found.units)
        ],
    )


def _metres(found: Search, unit: int) -> tuple[str, ...]:
    sums = [
        sum(float(found.ground.length_m[step.stretch]) for step in stage.steps if step.unit == unit)
        for stage in found.stages
    ]
    return tuple(f"{metres:,.0f}" if metres else "–" for metres in sums)


def _said(key: str, reader: Language, **params: object) -> str:
    return sentence(LABELS[key], reader, params)
