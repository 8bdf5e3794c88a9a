"""What every reader of vector files hands over."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from planner.sources.geometry import Shape


@dataclass(frozen=True, slots=True)
class Feature:
    """A feature as it stands in the file.

    Attributes
    ----------
    place
        How faults call it: ``feature 3 (id G07)``.
    properties
        Values by key, as the file has them.
    shape
        Its geometry; None if it has none.
    broken
        Whether its geometry is there but was refused already.
    """

    place: str
    properties: Mapping[str, object]
    shape: Shape | None
    broken: bool = False


@dataclass(frozen=True, slots=True)
class Layer:
    """The features of a file, and the CRS of their coordinates; None is longitude and latitude."""

    features: tuple[Feature, ...]
    crs: str | None = None
