"""What must hold between the nouns of a scenario: one check is one function, and `CHECKS` lists them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from planner.domain.noun import Noun
from planner.errors import Fault
from planner.sources.checks_contracts import contract_hours_can_be_filled
from planner.sources.checks_drones import operators_are_counted_once
from planner.sources.checks_forces import handovers_leave_time
from planner.sources.checks_ground import grids_apart, grids_inside_boundary
from planner.sources.checks_layers import layers_part_drones
from planner.sources.checks_pinned_rest import roster_pins_leave_rest
from planner.sources.checks_pins import pins_name_places
from planner.sources.checks_roster_dates import (
    history_ends_before_horizon,
    past_shifts_apart,
    past_shifts_are_known,
    requests_can_be_judged,
)
from planner.sources.checks_roster_pins import (
    roster_pins_are_allowed,
    roster_pins_keep_rotations,
    roster_pins_name_what_is_there,
)
from planner.sources.checks_rosters import (
    covers_can_be_kept,
    crews_can_be_formed,
    designs_have_a_span,
    duties_have_people,
    rules_name_what_is_there,
    shifts_have_one_meaning,
    somebody_may_lead,
)
from planner.sources.checks_rotations import rotations_are_followed, rotations_can_be_read
from planner.sources.checks_streets import bases_on_streets, work_on_streets
from planner.sources.checks_visits import gaps_can_be_kept, hot_spot_stays_fit, presence_can_be_lit
from planner.sources.checks_zones import (
    cameras_are_off_over_privacy,
    ceilings_are_restricted,
    docks_may_open,
    tasks_mean_their_keys,
    zones_close_something,
)
from planner.sources.draft import SCENARIO_NOUNS, Draft
from planner.sources.faults import nearest, shown
from planner.sources.model_table import model_table
from planner.sources.records import Sourced
from planner.sources.weather_table import weather_covers_the_rounds, weather_goes_forward

Check = Callable[[Draft], Iterator[Fault]]

REFERENCES = (
    ("grids", "office", "offices"),
    ("grids", "leader", "officers"),
    ("points", "tiers", "tiers"),
    ("lines", "tiers", "tiers"),
    ("areas", "tiers", "tiers"),
    ("forces", "tier", "tiers"),
    ("forces", "duty", "duties"),
    ("forces", "grids", "grids"),
    ("forces", "areas", "areas"),
    ("officers", "grid", "grids"),
    ("officers", "duties", "duties"),
    ("shifts", "duties", "duties"),
    ("docks", "model", "drone_models"),
)
"""Which key of which nouns holds ids of which others."""

STOPS = ("points", "lines", "areas", "places")
"""Kinds that share their ids, since a stop of a route names only the id."""

SLOTS_MIN = (15, 20, 30, 60)
"""Steps that divide the hour [min]."""


def ids_unique(draft: Draft) -> Iterator[Fault]:
    """Refuse an id that two nouns of one kind share, or two that a patrol may stop at."""
    for kinds in (STOPS, *((kind,) for kind in SCENARIO_NOUNS if kind not in STOPS)):
        first: dict[str, str] = {}
        for identity, file, place in (met for kind in kinds for met in draft.named[kind]):
            if identity in first:
                params = {"id": shown(identity), "first": first[identity]}
                yield Fault(code="id_twice", file=file, place=place, params=params)
            first.setdefault(identity, place if len(kinds) == 1 else f"{file} {place}")


def references_exist(draft: Draft) -> Iterator[Fault]:
    """Refuse an id of something that is nowhere in the scenario."""
    for kind, key, target in REFERENCES:
        if target in draft.unread:
            continue
        known = draft.ids(target)
        for item in getattr(draft, kind):
            value = getattr(item.noun, key)
            for identity in value if isinstance(value, tuple) else [value]:
                if identity is not None and identity not in known:
                    shipped = model_table() if target == "drone_models" else ()
                    near = ", ".join(filter(None, (nearest(identity, sorted(ids)) for ids in (known, shipped)))) or "-"
                    params = {"id": shown(identity), "kind": target, "nearest": shown(near)}
                    yield _at(item, key, "reference_unknown", **params)


def drones_have_one_dock(draft: Draft) -> Iterator[Fault]:
    """Refuse a drone that lives in two docks."""
    home: dict[str, str] = {}
    for item in draft.docks:
        drone = item.noun.drone
        if drone in home:
            yield _at(item, "drone", "drone_twice", id=shown(drone), first=shown(home[drone]))
        home.setdefault(drone, item.noun.id)


def forces_are_out_by_one_rule(draft: Draft) -> Iterator[Fault]:
    """Refuse a force that neither a duty nor its own shifts bring out, and one that both do."""
    for item in draft.forces:
        if item.noun.duty is None and not item.noun.shifts:
            yield _at(item, "", "force_never_out")
        if item.noun.duty is not None and item.noun.shifts:
            yield _at(item, "shifts", "force_out_twice", duty=shown(item.noun.duty))


def cover_wanted_reaches_minimum(draft: Draft) -> Iterator[Fault]:
    """Refuse a duty that wants fewer officers than it needs."""
    for item in draft.duties:
        for number, cover in enumerate(item.noun.cover, 1):
            if cover.wanted is not None and cover.wanted < cover.minimum:
                figures = {"wanted": cover.wanted, "minimum": cover.minimum}
                yield _at(item, f"cover[{number}].wanted", "cover_wanted_below_minimum", **figures)


def slot_divides_hour(draft: Draft) -> Iterator[Fault]:
    """Refuse a step of cover that does not divide the hour."""
    if draft.roster and draft.roster.slot_min not in SLOTS_MIN:
        allowed = ", ".join(map(str, SLOTS_MIN))
        params = {"value": draft.roster.slot_min, "expected": allowed}
        yield Fault(code="value_not_allowed", file=draft.manifest, place="[roster]: slot_min", params=params)


def rounds_fly_under_ceiling(draft: Draft) -> Iterator[Fault]:
    """Refuse a flight height above the ceiling."""
    rounds = draft.rounds
    if rounds.height_m > rounds.ceiling_m:
        params = {"height_m": rounds.height_m, "ceiling_m": rounds.ceiling_m}
        yield Fault(code="height_over_ceiling", file=draft.manifest, place="[rounds]: height_m", params=params)


def rounds_may_be_long_enough(draft: Draft) -> Iterator[Fault]:
    """Refuse a shortest round that is longer than the longest one: no round could be flown."""
    rounds = draft.rounds
    if rounds.shortest_round_min > rounds.round_min:
        params = {"shortest_round_min": rounds.shortest_round_min, "round_min": rounds.round_min}
        place = "[rounds]: shortest_round_min"
        yield Fault(code="shortest_round_too_long", file=draft.manifest, place=place, params=params)


def batteries_have_a_span(draft: Draft) -> Iterator[Fault]:
    """Refuse a drone that may not use any of its charge."""
    for item in draft.drone_models:
        if item.noun.lowest_pct >= item.noun.start_pct:
            figures = {"lowest_pct": item.noun.lowest_pct, "start_pct": item.noun.start_pct}
            yield _at(item, "lowest_pct", "battery_without_span", **figures)


def figures_of_models_fit(draft: Draft) -> Iterator[Fault]:
    """Refuse an aircraft that hovers longer than it flies, and one that would need more charge than its dock gives."""
    for item in draft.drone_models:
        model = item.noun
        if model.hover_min is not None and model.hover_min > model.endurance_min:
            figures = {"hover_min": model.hover_min, "endurance_min": model.endurance_min}
            yield _at(item, "hover_min", "hover_longer_than_flight", **figures)
        if model.threshold_pct > model.start_pct:
            figures = {"threshold_pct": model.threshold_pct, "start_pct": model.start_pct}
            yield _at(item, "threshold_pct", "threshold_above_start", **figures)


def _at(item: Sourced[Noun], key: str, code: str, **params: object) -> Fault:
    place = f"{item.place}: {key}" if key else item.place
    return Fault(code=code, file=item.file, place=place, params=params)


CHECKS: tuple[Check, ...] = (
    ids_unique,
    references_exist,
    drones_have_one_dock,
    forces_are_out_by_one_rule,
    handovers_leave_time,
    cover_wanted_reaches_minimum,
    slot_divides_hour,
    duties_have_people,
    covers_can_be_kept,
    crews_can_be_formed,
    shifts_have_one_meaning,
    rules_name_what_is_there,
    somebody_may_lead,
    designs_have_a_span,
    rotations_can_be_read,
    rotations_are_followed,
    roster_pins_name_what_is_there,
    roster_pins_are_allowed,
    roster_pins_keep_rotations,
    roster_pins_leave_rest,
    requests_can_be_judged,
    past_shifts_are_known,
    history_ends_before_horizon,
    past_shifts_apart,
    contract_hours_can_be_filled,
    ceilings_are_restricted,
    zones_close_something,
    cameras_are_off_over_privacy,
    tasks_mean_their_keys,
    rounds_fly_under_ceiling,
    rounds_may_be_long_enough,
    layers_part_drones,
    operators_are_counted_once,
    batteries_have_a_span,
    figures_of_models_fit,
    gaps_can_be_kept,
    hot_spot_stays_fit,
    presence_can_be_lit,
    pins_name_places,
    grids_apart,
    grids_inside_boundary,
    docks_may_open,
    weather_goes_forward,
    weather_covers_the_rounds,
    bases_on_streets,
    work_on_streets,
)
"""Every check of a scenario as a whole; each takes what could be read and yields faults."""
