"""Write the sample station Baishi: ``python sample_maps/generate_baishi.py`` renews ``sample_maps/baishi/``.

The figures of the station are real (see ``sample_maps/baishi/README.md``); everything else is drawn from one seed, so
that every run writes the same bytes.
"""

from __future__ import annotations

from generator.baishi import drones, officers, work
from generator.baishi.ground import GROUND
from generator.baishi.incidents import CALLS, FIRST_DAY, sources
from generator.baishi.muster import muster_text
from generator.baishi.places import MIX, known
from generator.baishi.scenario import scenario_text
from generator.station import Station, command_line
from generator.turns import without_left_turns

NO_LEFT_TURN = ("D3", "D4")
"""Crossings of the town at which nobody turns left from the dual main road."""

STATION = Station(
    id="baishi",
    name="白石派出所辖区",
    title="Baishi",
    seed=20_261_124,
    ground=GROUND,
    mix=MIX,
    known=known,
    sources=sources,
    first_day=FIRST_DAY,
    calls=CALLS,
    work=lambda city: {
        "zones": drones.zones(city),
        "points": work.control_points(city),
        "lines": work.patrol_lines(city),
        "areas": work.patrol_areas(city),
        "drone_tasks": drones.drone_tasks(city),
    },
    officers=officers.officers,
    texts=lambda city: {"scenario.toml": scenario_text(city), "muster.json": muster_text(city)},
    streets=lambda segments: without_left_turns(segments, NO_LEFT_TURN),
)

if __name__ == "__main__":
    command_line(STATION)
