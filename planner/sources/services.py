"""Which body an officer serves in, by its name or by the officer's rank."""

from __future__ import annotations

from collections.abc import Mapping

from planner.domain.force import Service

SERVICES: Mapping[Service, tuple[str, ...]] = {
    "auxiliary": ("辅警", "协警", "auxiliary"),
    "joint_defence": ("联防", "joint defence", "joint-defence", "joint_defence"),
    "guard": ("保安", "guard"),
    "volunteer": ("义警", "志愿", "volunteer"),
    "police": ("民警", "police"),
}
"""Words that stand for each service, alone or in a rank."""


def service_of(service: object, rank: object) -> object:
    """Give the service that a table names, or else the one that the rank tells; the police if it tells none.

    A name that is no service is given as it stands.
    """
    if service is None:
        return _told(str(rank or "")) or "police"
    text = str(service).strip()
    return _told(text) or text


def _told(text: str) -> Service | None:
    low = text.lower()
    return next((service for service, words in SERVICES.items() if any(word in low for word in words)), None)
