"""Read a scenario folder: every file, every check, and all faults at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from planner.domain.scenario import Scenario
from planner.domain.solving import OnProgress, Progress, keep_going
from planner.errors import Stopped
from planner.sources.calendar_table import read_calendar
from planner.sources.checks import CHECKS
from planner.sources.draft import Draft
from planner.sources.faults import Faults
from planner.sources.files import SourceFile, manifest_file, named_file
from planner.sources.ground import SWAPPED
from planner.sources.incidents.table import read_incidents
from planner.sources.layers import SURVEYS, read_boundary, read_layer
from planner.sources.manifest_file import read_manifest
from planner.sources.model_table import add_from_table
from planner.sources.people import read_officers
from planner.sources.requests import read_requests
from planner.sources.roster_table import read_roster
from planner.sources.shift_codes import read_codes
from planner.sources.weather_table import read_weather

if TYPE_CHECKING:
    from planner.domain.street import Streets

MARGIN_M = 500.0
"""Width of the strip about the boundary in which streets are read as well [m]."""

OSM_ATTRIBUTION = "© OpenStreetMap contributors"
"""What the Open Database License asks every map made from its streets to show."""

LINE_FORMATS = frozenset({".geojson", ".json", ".gpkg"})
"""Street files that are drawn by hand and so follow the scenario's datum; OSM and GraphML are WGS84."""

TABLES: Mapping[str, Callable[[SourceFile, Draft, Faults], None]] = {
    "officers": read_officers,
    "codes": read_codes,
    "requests": read_requests,
    "history": partial(read_roster, "history"),
    "published": partial(read_roster, "published"),
    "calendar": read_calendar,
    "weather": read_weather,
}
"""Reader of each table but the incidents, in the order in which they need each other."""


def read_scenario(path: str | Path, *, on_progress: OnProgress = keep_going) -> Scenario:
    """Read a scenario folder, or its manifest, and check it as a whole.

    Parameters
    ----------
    path
        Folder that holds ``scenario.toml``, or a manifest of another name.
    on_progress
        Called after each file, and now and then while incidents are read; True ends the reading.

    Raises
    ------
    Stopped
        If `on_progress` asked for it.
    InputRefused
        With every fault that was found in the manifest and in the files it names.
    """
    manifest = manifest_file(Path(path))
    faults = Faults()
    draft = read_manifest(manifest, faults)
    add_from_table(draft)
    keys = ["boundary", *SURVEYS, "incidents", *TABLES, "streets"]
    tell = _Teller(on_progress, files=len(keys))
    for number, key in enumerate(keys):
        tell.begin(number)
        name = getattr(draft.files, key, None)
        if name is not None:
            draft.unread.add(key)
            with faults.kept():
                _read(key, named_file(name, manifest, key), draft, faults, tell)
                draft.unread.discard(key)
        tell()
    if draft.ground.base_is_swapped:
        _tell_swapped_base(draft, faults)
    for check in CHECKS:
        faults.extend(check(draft))
    tell.begin(len(keys))
    tell()
    faults.raise_any()
    return draft.scenario()


class _Teller:
    """Tells how far the reading is, and ends it when that is asked for."""

    def __init__(self, on_progress: OnProgress, files: int) -> None:
        self._on_progress, self._files, self._file = on_progress, files, 0

    def begin(self, number: int) -> None:
        """Begin with file `number`, counted from 0."""
        self._file = number

    def __call__(self) -> None:
        """Tell that the file has been read."""
        self._report(1.0, None)

    def rows(self, count: int, share: float) -> None:
        """Tell that so many rows of the file have been read, and which share of it that is."""
        self._report(share, count)

    def _report(self, share: float, rows: int | None) -> None:
        done = (self._file + share) / (self._files + 1)
        if self._on_progress(Progress(stage="read", done=done, rows=rows)):
            raise Stopped


def _tell_swapped_base(draft: Draft, faults: Faults) -> None:
    """Tell once that the base is swapped, instead of at every coordinate that it was compared with."""
    lon, lat = draft.ground.base or (0.0, 0.0)
    faults.drop(SWAPPED)
    faults.add(SWAPPED, draft.manifest, "[station]: base", lon=f"{lon:.6f}", lat=f"{lat:.6f}")
    draft.ground = replace(draft.ground, base=None)


def _read(key: str, source: SourceFile, draft: Draft, faults: Faults, tell: _Teller) -> None:
    """Read one of the files that the manifest names into the draft."""
    if key == "boundary":
        draft.boundary = read_boundary(source, draft, faults)
    elif key == "incidents":
        read_incidents(source, draft, tell.rows)
    elif key in TABLES:
        TABLES[key](source, draft, faults)
    elif key == "streets":
        draft.streets_file = source.name
        draft.streets = _streets(source, draft)
        if draft.station and not draft.station.attribution and source.path.suffix.lower() not in LINE_FORMATS:
            draft.station = draft.station.model_copy(update={"attribution": OSM_ATTRIBUTION})
    else:
        read_layer(key, source, draft, faults)
        if key == "grids" and not draft.named["grids"]:
            raise source.refused("no_records")


def _streets(source: SourceFile, draft: Draft) -> Streets:
    """Read the streets inside the boundary and a margin about it; without a boundary, all of them."""
    from planner.sources.streets import read_streets

    source.data()
    declared = draft.files.streets_datum if draft.files else None
    drawn = source.path.suffix.lower() in LINE_FORMATS
    datum = declared or (draft.ground.datum if drawn else "wgs84")
    return read_streets(
        source.path, clip=draft.boundary, margin_m=MARGIN_M, datum=datum, name=source.name, layer=source.layer
    )
