"""Write the sample station Xinqu: ``python sample_maps/generate_xinqu.py`` renews ``sample_maps/xinqu/``.

What the notes say of the station is real (see ``sample_maps/xinqu/README.md``); everything else is drawn from one seed,
so that every run writes the same bytes.
"""

from __future__ import annotations

from generator.station import Station, command_line
from generator.xinqu import drones, officers, work
from generator.xinqu.ground import GROUND
from generator.xinqu.incidents import CALLS, FIRST_DAY, sources
from generator.xinqu.places import MIX, known
from generator.xinqu.scenario import scenario_texts
from generator.xinqu.weather import weather

STATION = Station(
    id="xinqu",
    name="新区派出所辖区",
    title="Xinqu",
    seed=20_261_130,
    ground=GROUND,
    mix=MIX,
    known=known,
    sources=sources,
    first_day=FIRST_DAY,
    calls=CALLS,
    work=lambda city: {
        "zones": drones.zones(city),
        "points": work.control_points(city),
        "lines": work.patrol_lines(),
        "areas": work.patrol_areas(city),
        "drone_tasks": drones.drone_tasks(city),
    },
    officers=officers.officers,
    texts=scenario_texts,
    tables=lambda _: weather(),
)

if __name__ == "__main__":
    command_line(STATION)
