"""Team orienteering instances with time windows of Righini and Salani, and of Vansteenwegen and others.

G. Righini and M. Salani, "Dynamic programming for the orienteering problem with time windows", 2006, on the instances
of Solomon (c, r, rc) and of Cordeau (pr); P. Vansteenwegen, W. Souffriau, G. Vanden Berghe and D. Van Oudheusden,
"Iterated local search for the team orienteering problem with time windows", Computers & Operations Research 36, 2009.
Distances are rounded down to one decimal, for pr files to two; the problem counts in that unit, so all is whole.
"""

from __future__ import annotations

import csv
import re
from decimal import Decimal
from math import isqrt
from pathlib import Path

import numpy as np

from benchmarks.instances.case import Case, UnitRow, VisitRow, make_problem

PUBLISHED = "published.csv"


def read_toptw(path: Path, routes: int = 1) -> Case:
    """Read an instance for a number of routes; points are named by the file's own numbers, the depot is 0.

    A window of the file is for the start of the service, one of the problem for the whole stay: it closes a service
    later.

    Raises
    ------
    ValueError
        If the file does not hold as many points as it says.
    """
    lines = [line.split() for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    rows = [_point(words) for words in lines[2:]]
    if len(rows) != int(lines[0][2]) + 1:
        raise ValueError(f"{path}: {len(rows)} points where the file says {int(lines[0][2]) + 1}")
    decimals = 2 if path.name.startswith("pr") else 1
    unit = 10**decimals
    travel = floored([(row[1], row[2]) for row in rows], decimals)
    depot = rows[0]
    visits, labels = [], []
    for node, (number, _, _, service, score, opens, closes) in enumerate(rows):
        if node and score > 0:
            stay = float(service * unit)
            visits.append(
                VisitRow(((node, node, (stay,)),), float(opens * unit), float(closes * unit) + stay, float(score))
            )
            labels.append(int(number))
    units = [UnitRow(0, 0, float(depot[5] * unit), float(depot[6] * unit))] * routes
    return Case(
        name=path.name,
        family="toptw",
        group=_group(path.stem),
        problem=make_problem(np.array([travel], np.float64), units, visits),
        labels=tuple(labels),
        published=published_toptw(path, routes),
        unit_s=float(unit),
    )


def _point(words: list[str]) -> tuple[Decimal, Decimal, Decimal, Decimal, Decimal, Decimal, Decimal]:
    """Read number, x, y, service, score and window of a line; the list before the window has a length of its own."""
    number, x, y, service, score = (Decimal(word) for word in words[:5])
    opens, closes = (Decimal(word) for word in words[-2:])
    return number, x, y, service, score, opens, closes


def floored(points: list[tuple[Decimal, Decimal]], decimals: int) -> list[list[int]]:
    """Give distances rounded down to so many decimals, in steps of the last one, exactly: by integers, not floats."""
    finest = max(-int(number.as_tuple().exponent) for point in points for number in point)
    finer = 10 ** max(finest, 0)
    whole = [(int(x * finer), int(y * finer)) for x, y in points]
    grow, shrink = 10 ** (2 * decimals), finer * finer
    return [[isqrt(((ax - bx) ** 2 + (ay - by) ** 2) * grow // shrink) for bx, by in whole] for ax, ay in whole]


def _group(stem: str) -> str:
    """Give the class of an instance: ``"rc1"`` of ``"rc105"``, ``"pr"`` of ``"pr05"``."""
    found = re.match(r"(pr)|([a-z]+\d)", stem)
    return found.group() if found else stem


def published_toptw(path: Path, routes: int) -> float | None:
    """Look an instance with so many routes up in the table of published values beside it."""
    table = path.resolve().parent / PUBLISHED
    if not table.is_file():
        return None
    with table.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            if row["instance"] == path.stem and int(row["m"]) == routes:
                return float(row["best"])
    return None
