"""Write the sample station Meilin: ``python sample_maps/generate_meilin.py`` renews ``sample_maps/meilin/``.

The figures of the station are real (see ``sample_maps/meilin/README.md``); everything else is drawn from one seed, so
that every run writes the same bytes.
"""

from __future__ import annotations

from generator.meilin import officers, work
from generator.meilin.ground import GROUND
from generator.meilin.incidents import CALLS, DAYS, FIRST_DAY, batches, sources
from generator.meilin.places import MIX, known
from generator.meilin.scenario import scenario_text
from generator.station import Station, command_line

STATION = Station(
    id="meilin",
    name="梅林派出所辖区",
    title="Meilin",
    seed=20_261_206,
    ground=GROUND,
    mix=MIX,
    known=known,
    sources=sources,
    first_day=FIRST_DAY,
    calls=CALLS,
    days=DAYS,
    batches=batches,
    work=lambda city: {
        "points": work.control_points(city),
        "lines": work.patrol_lines(),
        "areas": work.patrol_areas(city),
    },
    officers=officers.officers,
    texts=lambda city: {"scenario.toml": scenario_text(city)},
)

if __name__ == "__main__":
    command_line(STATION)
