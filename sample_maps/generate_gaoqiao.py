"""Write the sample station Gaoqiao: ``python sample_maps/generate_gaoqiao.py`` renews ``sample_maps/gaoqiao/``.

The figures of the station are real (see ``sample_maps/gaoqiao/README.md``); everything else is drawn from one seed, so
that every run writes the same bytes.
"""

from __future__ import annotations

from generator.gaoqiao import history, officers, wishes, work
from generator.gaoqiao.calls import calls_text
from generator.gaoqiao.ground import GROUND
from generator.gaoqiao.incidents import CALLS, FIRST_DAY, batches, sources
from generator.gaoqiao.places import MIX, known
from generator.gaoqiao.positions import positions_text
from generator.gaoqiao.scenario import scenario_text
from generator.officers import Row
from generator.station import Station, Table, command_line

NEW_YEAR = (("2027-01-01", "holiday"), ("2027-01-02", "rest"), ("2027-01-03", "rest"))
"""Dates of the year that was not announced when the roster was made."""


def tables(staff: list[Row]) -> dict[str, Table]:
    """Give what officers would like, what they worked before, and the days of the new year."""
    title, *lines = history.sheet(staff)
    return {
        "requests": (wishes.COLUMNS, wishes.REQUESTS),
        "history": (title, lines),
        "calendar": (("date", "kind"), NEW_YEAR),
    }


STATION = Station(
    id="gaoqiao",
    name="高桥派出所辖区",
    title="Gaoqiao",
    seed=20_261_207,
    ground=GROUND,
    mix=MIX,
    known=known,
    sources=sources,
    first_day=FIRST_DAY,
    calls=CALLS,
    batches=batches,
    work=lambda city: {
        "points": work.control_points(city),
        "lines": work.patrol_lines(),
        "areas": work.defence_zones(),
    },
    officers=officers.officers,
    texts=lambda city: {
        "scenario.toml": scenario_text(city),
        "positions.json": positions_text(city),
        "calls.json": calls_text(city),
    },
    tables=tables,
)

if __name__ == "__main__":
    command_line(STATION)
