"""What a summary says of what is unmet: rounds in a row together, and the fix that mends most."""

from __future__ import annotations

import datetime as dt

from planner.cli.unmet import main_fix, runs
from planner.domain.plan import Fix, Unmet

NINE = dt.datetime(2026, 11, 23, 9, tzinfo=dt.UTC)


def missed(number: int, fix: str = "add_dock", **params: object) -> Unmet:
    """Give a round that is missed."""
    when = NINE + dt.timedelta(minutes=20 * number)
    return Unmet(kind="round", id=str(number), when=when, reason="dock_busy", fix=Fix(code=fix, params=params))


def test_rounds_in_a_row_with_one_reason_are_one_line() -> None:
    """A gap in the numbers or another fix begins another line; other kinds stand alone."""
    task = missed(1).model_copy(update={"kind": "drone_task", "id": "T"})
    items = [missed(3), missed(4), missed(5), missed(7), missed(8, "shorten_round", round_min=9.0), task, task]
    assert [run.name for run in runs(items)] == ["3-5", "7", "8", "T", "T"]
    assert list(runs([])) == []


def test_the_fix_that_mends_most_has_the_largest_figures() -> None:
    """Fixes that differ in numbers alone are one; a fix of a single thing is not told."""
    items = [missed(1, count=1), missed(2, count=3), missed(3, "move_quiet")]
    assert main_fix(items) == (Fix(code="add_dock", params={"count": 3}), 2)
    assert main_fix(items[1:]) is None
    assert main_fix([]) is None
    hours = [missed(n, "add_officers_on_duty", count=1, duty="pilot", start=f"{n}:00") for n in (1, 2)]
    assert main_fix(hours) is None
