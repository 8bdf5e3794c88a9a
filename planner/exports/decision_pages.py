"""Posts and musters as a page that opens offline and is printed, and as figures within another page."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from planner.exports.decision_map import DecisionMap, Ground, muster_map, posts_maps
from planner.exports.pages import page_part, page_template
from planner.i18n import Language, sentence
from planner.i18n.labels import LABELS, label
from planner.i18n.needs import counted
from planner.i18n.reasons import fix_text, reason_text

if TYPE_CHECKING:
    from markupsafe import Markup

    from planner.dispatch.muster.report import Missing, Mustering
    from planner.dispatch.redeploy.report import Posted, Redeployment
    from planner.domain.scenario import Scenario

HTML_LANGUAGE = {"en": "en", "zh": "zh-CN"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table: its title, heads and rows."""

    title: str
    heads: tuple[str, ...]
    rows: Sequence[tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One sheet of paper: its moment, sentences, map with its name, and tables."""

    at: str
    said: list[str]
    label: str
    map: DecisionMap
    tables: list[Table]


def posts_page(found: Sequence[Redeployment], scenario: Scenario, language: Language) -> str:
    """Write the posts hour by hour, a sheet an hour, as one HTML file without scripts."""
    ground, maps = posts_maps(found, scenario)
    sheets = [
        Sheet(
            at=f"{hour.at:%Y-%m-%d %H:%M}",
            said=[
                _of("posts_hour", language, at=f"{hour.at:%H:%M}", units=len(hour.posted), moves=hour.moves),
                *(_of("posts_risen", language, **asdict(rise)) for rise in hour.told_rises),
            ],
            label=_hour_label(hour, language),
            map=drawn,
            tables=_posts_tables(hour, language),
        )
        for hour, drawn in zip(found, maps, strict=True)
    ]
    return _page(label("decision_posts", language), sheets, ground, None, scenario, language)


def _posts_tables(hour: Redeployment, language: Language) -> list[Table]:
    reach = [
        (f"{limit_s / 60:g}", f"{100 * before:.1f}", f"{100 * after:.1f}")
        for limit_s, before, after in zip(hour.rings_s, hour.before, hour.after, strict=True)
    ]
    posted = [
        (str(row), one.unit.id, f"{one.arrive:%H:%M}" if one.eta_s else "–", _where(one))
        for row, one in enumerate(hour.posted, 1)
    ]
    heads = {
        "posts_reach": ("posts_within", "posts_before", "posts_after"),
        "posts_who": ("number", "unit", "there_at", "posts_place"),
    }
    return [
        Table(title=_web(title, language), heads=tuple(_web(key, language) for key in heads[title]), rows=rows)
        for title, rows in (("posts_reach", reach), ("posts_who", posted))
    ]


def _where(one: Posted) -> str:
    return one.name or f"{one.lonlat[0]:.5f}, {one.lonlat[1]:.5f}"


def muster_page(found: Mustering, scenario: Scenario, language: Language) -> str:
    """Write a muster as one HTML file without scripts: its map, who goes where, and who stays."""
    ground, drawn = muster_map(found, scenario)
    names = {point.id: f"{point.id} {point.name}".rstrip() for point in found.points}
    sent = [
        (str(row), one.unit.id, names[one.point], f"{one.arrive:%H:%M:%S}", one.leaves or "–")
        for row, one in enumerate(found.sent, 1)
    ]
    stay = [(str(row), one.unit.id) for row, one in enumerate(found.stay, len(sent) + 1)]
    heads = ("number", "unit", "muster_point", "there_at", "leaves")
    last = None if found.last is None else f"{found.last:%H:%M:%S}"
    said = [
        label("muster_nobody", language)
        if last is None
        else _of("muster_goes", language, count=len(found.sent), last=last)
    ]
    said += [_missing(one, names, language) for one in found.missing]
    sheet = Sheet(
        at=f"{found.at:%Y-%m-%d %H:%M}",
        said=said,
        label=label("decision_muster_map", language),
        map=drawn,
        tables=[
            Table(title=_web("muster_sent", language), heads=tuple(_web(head, language) for head in heads), rows=sent),
            Table(
                title=label("decision_unit_stays", language),
                heads=(_web("number", language), _web("unit", language)),
                rows=stay,
            ),
        ],
    )
    return _page(label("decision_muster", language), [sheet], ground, [*names.values()], scenario, language)


def _missing(one: Missing, names: Mapping[str, str], language: Language) -> str:
    """Tell what a point lacks, why, and what would mend it."""
    lent = counted(one.kind, one.name, one.lent, language)
    return _of(
        "decision_missing",
        language,
        point=names[one.point],
        needed=counted(one.kind, one.name, one.count, language),
        missing=one.missing,
        reason=reason_text(one.reason, language, {}),
        fix=fix_text(one.fix.code, language, {**one.fix.params, "what": lent}),
    )


def posts_figures(found: Sequence[Redeployment], scenario: Scenario, language: Language) -> Markup:
    """Give the maps of posts, one an hour, as HTML within a page; all text in it is escaped."""
    ground, maps = posts_maps(found, scenario)
    named = [(_hour_label(hour, language), drawn) for hour, drawn in zip(found, maps, strict=True)]
    return _figures(named, ground, None, scenario, language)


def muster_figure(found: Mustering, called: Mapping[str, str], scenario: Scenario, language: Language) -> Markup:
    """Give the map of a muster as HTML within a page; `called`: what the reader calls each point."""
    ground, drawn = muster_map(found, scenario)
    points = [called.get(point.id, point.id) for point in found.points]
    return _figures([(label("decision_muster_map", language), drawn)], ground, points, scenario, language)


def _figures(
    maps: Sequence[tuple[str, DecisionMap]],
    ground: Ground,
    points: Sequence[str] | None,
    scenario: Scenario,
    language: Language,
) -> Markup:
    return page_part(
        "decision_figure.html",
        ground=ground,
        maps=maps,
        points=points,
        word=_words(language),
        attribution=scenario.station.attribution,
    )


def _page(
    title: str,
    sheets: Sequence[Sheet],
    ground: Ground,
    points: Sequence[str] | None,
    scenario: Scenario,
    language: Language,
) -> str:
    return page_template("decision_map.html").render(
        language=HTML_LANGUAGE[language],
        title=title,
        at=sheets[0].at,
        station=scenario.station.name,
        attribution=scenario.station.attribution,
        ground=ground,
        points=points,
        sheets=sheets,
        word=_words(language),
    )


def _hour_label(hour: Redeployment, language: Language) -> str:
    return _of("decision_posts_map", language, at=f"{hour.at:%m-%d %H:%M}")


def _words(language: Language) -> Callable[..., str]:
    return lambda key, **params: _of(f"decision_{key}", language, **params)


def _of(key: str, language: Language, **params: object) -> str:
    return sentence(LABELS[key], language, params)


def _web(key: str, language: Language) -> str:
    return label(f"web_{key}", language)
