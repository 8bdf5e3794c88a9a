"""What can be named when something is impossible: one rule on one officer, one leave, one pin, one need."""

from __future__ import annotations

from typing import NamedTuple


class Fact(NamedTuple):
    """One statement that a roster keeps.

    Rules that hold for everybody at all times are no facts: one shift on a date, and one place at a time.
    """

    rule: str
    """Such as ``rest``, ``leave``, ``pin`` or ``need``; a key of `planner.i18n.conflicts.MEMBERS`."""
    officer: int = -1
    """Index of the officer; -1: it is about nobody alone."""
    item: int = -1
    """Index of the leave, pin, limit, duty, need, requirement or squad; -1: there is only one."""
    part: int = -1
    """Index within the item, such as the skill of a duty's crew; -1: there is only one."""
