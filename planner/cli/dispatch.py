"""`planner dispatch`: who can be at a place first."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

from planner.cli.answering import answered, say
from planner.cli.asking import moment_of, plan_and_scenario, units_of
from planner.domain.named_places import place_of, places_of
from planner.i18n import N_, Language


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """What `planner dispatch` is asked; the moment and the place are texts as they were typed."""

    at: str
    to: str
    count: int
    stay_min: float = 10.0
    positions: Path | None = None
    police: bool = False
    leave_ground: bool = False


@answered
def dispatch(path: Path, call: Call, language: Language) -> int:
    """Print who can be at a place first: units on the street, and drones that can stay there."""
    from planner.cli.progress import Watch
    from planner.cli.summary import print_drones, print_responses
    from planner.dispatch.drones import nearest_drones
    from planner.dispatch.nearest import Dispatcher, refuse_far_off

    with Watch(language, quiet=True) as watch:
        found, scenario = plan_and_scenario(path, on_progress=watch)
    moment, place = moment_of(call.at, ZoneInfo(found.timezone)), place_of(call.to, places_of(scenario))
    units = units_of(call.positions, found, scenario, moment)
    refuse_far_off(scenario, place)
    responses = Dispatcher(scenario).nearest(
        units, moment, place, call.count, police=call.police, leave_ground=call.leave_ground
    )
    drones = nearest_drones(found, scenario, moment, place, call.count, stay_min=call.stay_min)
    if not responses:
        say(N_("Nobody is on the street at {at} who can get there."), language, at=moment.isoformat())
    else:
        print_responses(responses, language)
    if drones:
        print_drones(drones, language)
    return 0 if responses or drones else 1
