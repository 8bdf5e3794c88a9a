"""Where the development data lies, and which family a file is of."""

from __future__ import annotations

import os
from pathlib import Path

from benchmarks.instances.case import Case, Family

DATA = Path(os.environ.get("PATROL_PLANNER_DATA", Path(__file__).resolve().parents[3] / "shared" / "data"))
STREETS = DATA / "streets" / "chegongmiao.graphml"


def family_of(path: Path) -> Family:
    """Tell the family of an instance by its file: CARP ends in .dat, TOP begins with ``n``, TOPTW with a number."""
    if path.suffix == ".dat":
        return "carp"
    with path.open(encoding="utf-8") as lines:
        return "top" if lines.readline().lstrip().startswith("n") else "toptw"


def read_case(path: Path, family: Family | None = None, routes: int | None = None) -> Case:
    """Read an instance.

    Parameters
    ----------
    family
        None: told by the file.
    routes
        Number of routes; None: the file's for TOP, one for TOPTW. CARP has as many as it takes.
    """
    if (family or family_of(path)) == "top":
        from benchmarks.instances.top import read_top

        return read_top(path, routes)
    if (family or family_of(path)) == "toptw":
        from benchmarks.instances.toptw import read_toptw

        return read_toptw(path, routes or 1)
    from benchmarks.instances.carp import read_carp

    return read_carp(path)
