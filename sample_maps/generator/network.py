"""The street network while it is drawn: named junctions, and segments between them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from generator.ground import XY

WALKED = frozenset({"pedestrian", "footway", "steps", "path", "cycleway", "track"})
"""Classes that cars may not use."""

SPEEDS_KMH = {
    "tertiary": 40,
    "unclassified": 30,
    "residential": 30,
    "living_street": 20,
    "service": 20,
    "pedestrian": 5,
    "footway": 5,
    "cycleway": 15,
    "track": 15,
    "path": 5,
}
"""Speed limits of the made-up inner streets [km/h]."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A street between two junctions, drawn in its forward direction.

    Attributes
    ----------
    start, end
        Junctions.
    line
        Points from start to end [m].
    road_class
        One of the planner's road classes.
    speed_kmh
        Limit [km/h].
    """

    start: str
    end: str
    line: tuple[XY, ...]
    road_class: str
    speed_kmh: int
    name: str = ""
    oneway: bool = False
    turn_id: int = 0
    """A number of its own where turns into it are banned; 0: none."""
    no_turn: tuple[int, ...] = ()
    """Segments into which nobody may turn at its end."""

    @property
    def drivable(self) -> bool:
        """Tell whether cars may use it."""
        return self.road_class not in WALKED

    def turned(self) -> Segment:
        """Give the segment drawn from its other end."""
        return replace(self, start=self.end, end=self.start, line=self.line[::-1])

    def same_street(self, other: Segment) -> bool:
        """Tell whether two segments are one street to whoever uses them."""
        mine = (self.road_class, self.speed_kmh, self.name, self.oneway)
        return mine == (other.road_class, other.speed_kmh, other.name, other.oneway)


@dataclass(slots=True)
class Network:
    """Junctions by name [m], and the segments between them."""

    junctions: dict[str, XY] = field(default_factory=dict)
    segments: list[Segment] = field(default_factory=list)

    def connect(self, start: str, end: str, bends: list[XY], street: tuple[str, int, str], *, oneway: bool) -> None:
        """Add a segment with (class, speed, name) between two junctions over some bends [m]."""
        line = (self.junctions[start], *bends, self.junctions[end])
        road_class, speed_kmh, name = street
        self.segments.append(
            Segment(
                start=start,
                end=end,
                line=line,
                road_class=road_class,
                speed_kmh=speed_kmh,
                name=name,
                oneway=oneway,
            )
        )

    def joined(self) -> list[Segment]:
        """Join segments that meet at a junction where nothing else does, so that junctions are real ones."""
        segments = dict(enumerate(self.segments))
        meeting: dict[str, list[int]] = {}
        for key, segment in segments.items():
            for end in (segment.start, segment.end):
                meeting.setdefault(end, []).append(key)
        for junction, keys in meeting.items():
            if len(keys) != 2 or keys[0] == keys[1]:
                continue
            kept, gone = keys
            one = _joined_at(junction, segments[kept], segments[gone])
            if one is None:
                continue
            far = segments[gone].start if segments[gone].end == junction else segments[gone].end
            meeting[far][:] = [kept if key == gone else key for key in meeting[far]]
            segments[kept] = one
            del segments[gone]
        return list(segments.values())


def _joined_at(junction: str, first: Segment, second: Segment) -> Segment | None:
    """Give two segments as one over their common junction, or nothing if they are not one street."""
    if not first.same_street(second):
        return None
    if first.oneway and (first.end == junction) == (second.end == junction):
        return None
    if first.oneway and first.start == junction:
        first, second = second, first
    if first.end != junction:
        first = first.turned()
    if second.start != junction:
        second = second.turned()
    if first.start in {first.end, second.end}:
        return None
    return replace(first, end=second.end, line=(*first.line, *second.line[1:]))
