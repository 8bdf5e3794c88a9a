"""The table of aircraft that comes with the planner, and docks that name a model of it."""

from __future__ import annotations

from pathlib import Path

from faulty_station import edit, faults_of

from planner.i18n.faults import fault_text
from planner.sources.model_table import TABLE, model_table
from planner.sources.scenario import read_scenario
from planner.sources.write import write_scenario

DOCS = Path(__file__).parents[2] / "docs" / "drone-models.md"


def _without_own_model(station: Path, name: str) -> None:
    text = (station / "scenario.toml").read_text("utf-8")
    begin = text.index("[[drone_models]]")
    rest = text.index("[[", begin + 2)
    (station / "scenario.toml").write_text(
        (text[:begin] + text[rest:]).replace('model = "M"', f'model = "{name}"'), "utf-8"
    )


def test_every_figure_has_its_source_and_date() -> None:
    """No figure of an aircraft stands in the table without saying where it comes from."""
    assert set(model_table()) == {"dji-dock-1", "dji-dock-2", "dji-dock-3", "skydio-x10", "generic-dock"}
    for aircraft in model_table().values():
        stated = aircraft.model.model_fields_set - {"id", "name", "source", "checked"}
        assert stated == set(aircraft.sources)
        assert all(source.title for source in aircraft.sources.values())
        assert aircraft.model.lowest_pct < aircraft.model.start_pct
        assert aircraft.model.checked == min(source.checked for source in aircraft.sources.values())


def test_a_dock_may_name_a_model_of_the_table(station: Path) -> None:
    """Without [[drone_models]] in the scenario the figures of the table hold, and are written out with the scenario."""
    _without_own_model(station, "dji-dock-2")
    read = read_scenario(station)
    assert read.drone_models == (model_table()["dji-dock-2"].model,)
    write_scenario(read, station.parent / "written")
    assert read_scenario(station.parent / "written").drone_models == read.drone_models


def test_a_model_of_the_scenario_wins(station: Path) -> None:
    """A scenario that has a model of the same id is planned with its own figures."""
    edit(station, 'model = "M"', 'model = "dji-dock-2"')
    text = (station / "scenario.toml").read_text("utf-8").replace('id = "M"', 'id = "dji-dock-2"')
    (station / "scenario.toml").write_text(text, "utf-8")
    models = read_scenario(station).drone_models
    assert len(models) == 1
    assert models[0] != model_table()["dji-dock-2"].model


def test_an_unknown_model_is_told_with_the_nearest_of_both(station: Path) -> None:
    """Neither the scenario nor the table has it: the fault names the nearest id of each."""
    edit(station, 'model = "M"', 'model = "dji-dock-9"')
    (fault,) = [fault for fault in faults_of(station) if fault.code == "reference_unknown"]
    text = fault_text(fault, "en")
    assert "M" in text
    assert "dji-dock-" in text.split("nearest")[1]


def test_figures_that_contradict_each_other_are_refused(station: Path) -> None:
    """Hovering longer than flying, and a threshold above the full battery."""
    edit(station, "endurance_min = 50", "endurance_min = 50\nhover_min = 60\nthreshold_pct = 99")
    codes = {(fault.code, fault.place) for fault in faults_of(station)}
    assert ("hover_longer_than_flight", "[[drone_models]] 1 (id M): hover_min") in codes
    assert ("threshold_above_start", "[[drone_models]] 1 (id M): threshold_pct") in codes


def test_the_document_shows_the_table_as_it_is() -> None:
    """Every model stands in docs/drone-models.md with its figures."""
    text = DOCS.read_text("utf-8")
    keys = ("endurance_min", "hover_min", "start_pct", "charge_pct_per_min", "wind_mps", "coldest_c")
    for identity, aircraft in model_table().items():
        row = next(line for line in text.splitlines() if line.startswith(f"| `{identity}` |"))
        cells = [cell.strip().rstrip("?") for cell in row.split("|")[2:]]
        figures = [getattr(aircraft.model, key) for key in keys]
        assert [f"{figure:g}" if figure is not None else "-" for figure in figures] == cells[1 : 1 + len(keys)]
    assert TABLE.name in text
