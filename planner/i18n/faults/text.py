"""What is said of a fault."""

from __future__ import annotations

from typing import NamedTuple


class FaultText(NamedTuple):
    """Two templates: the reason and the hint."""

    reason: str
    hint: str
