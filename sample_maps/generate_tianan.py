"""Write the sample station Tian'an: ``python sample_maps/generate_tianan.py`` renews ``sample_maps/tianan/``.

The figures of the station are real (see ``sample_maps/tianan/README.md``); everything else is drawn from one seed, so
that every run writes the same bytes.
"""

from __future__ import annotations

from generator.station import Station, command_line
from generator.tianan import drones, officers, work
from generator.tianan.ground import GROUND
from generator.tianan.incidents import CALLS, FIRST_DAY, sources
from generator.tianan.places import MIX, open_air
from generator.tianan.scenario import scenario_texts

STATION = Station(
    id="tianan",
    name="天安派出所辖区",
    title="Tian'an",
    seed=20_261_123,
    ground=GROUND,
    mix=MIX,
    known=open_air,
    sources=sources,
    first_day=FIRST_DAY,
    calls=CALLS,
    work=lambda city: {
        "zones": drones.zones(city),
        "points": work.control_points(),
        "lines": work.patrol_lines(),
        "areas": work.patrol_areas(city),
        "drone_tasks": drones.drone_tasks(city),
    },
    officers=officers.officers,
    texts=lambda _: scenario_texts(),
)

if __name__ == "__main__":
    command_line(STATION)
