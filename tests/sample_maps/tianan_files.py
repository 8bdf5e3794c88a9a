"""Reads the files of the sample station Tian'an for its tests."""

from __future__ import annotations

from station_files import ROOT, StationFiles

FILES = StationFiles(ROOT / "sample_maps" / "tianan", (114.0185, 22.5336))
TIANAN, FRAME = FILES.folder, FILES.frame
features, table, scenario = FILES.features, FILES.table, FILES.scenario
polygon, point = FILES.polygon, FILES.point
