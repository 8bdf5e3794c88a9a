"""Signs, ways with arrowheads, and texts that do not cover each other, for a map of a decision."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Kind = Literal["from", "goes", "stays", "post", "point"]
"""Where a unit stood; a unit that goes, and one that stays; the post it goes to; a rescue point."""

OVER: tuple[Kind, ...] = ("from", "stays", "goes", "post", "point")
"""What is drawn over what, the last over all."""

Px = NDArray[np.float64]

SIGN_PX = 9.0
"""Half the size of a sign [px]."""
HEAD_PX = 15.0
"""Length of an arrowhead [px]."""
SAME_PX = 12.0
"""Signs of one kind that are nearer to each other have one text [px]."""
MOST_NUMBERS = 4
"""Numbers in one text; of more the first ones are written, and how many there are besides."""
TEXT_HEIGHT, DIGIT_PX = 19.0, 9.5
FAR = SIGN_PX + 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """A sign at (x, y), its text, and where that stands [px]."""

    kind: Kind
    look: int
    x: float
    y: float
    text: str
    text_x: float
    text_y: float
    anchor: Literal["start", "end", "middle"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrow:
    """A way: its line, its head, and which look it has (the number of what it leads to)."""

    line: str
    head: str
    look: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A sign to be put on the map: what it is, its look, its place [px] and its text."""

    kind: Kind
    look: int
    at: tuple[float, float]
    text: str


def arrow(px: Px, look: int) -> Arrow:
    """Draw a way of (n, 2) points [px]; it ends a little before its last point, where a sign stands."""
    step = np.hypot(*np.diff(px, axis=0).T)
    px = px[np.concatenate([[True], step > 0])]
    if len(px) < 2:
        return Arrow(line="", head="", look=look)
    along = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(px, axis=0).T))])
    tip_px = max(along[-1] / 2, along[-1] - SIGN_PX - 2)
    neck_px = max(0.0, tip_px - HEAD_PX)
    tip, neck = _at(px, along, tip_px), _at(px, along, neck_px)
    across = np.array([tip[1] - neck[1], neck[0] - tip[0]]) / 2.4
    line = np.vstack([px[along < neck_px], neck])
    head = _path(np.array([neck + across, tip, neck - across])) + "Z"
    return Arrow(line=_path(line) if neck_px > 0 else "", head=head, look=look)


def _at(px: Px, along: Px, far: float) -> Px:
    return np.array([np.interp(far, along, px[:, axis]) for axis in (0, 1)])


def _path(px: Px) -> str:
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in px.tolist())


def signs(marks: Sequence[Mark], width: float, height: float) -> tuple[Sign, ...]:
    """Put signs on a map of a size [px], those of one kind and place with one text."""
    groups: list[list[Mark]] = []
    for mark in sorted(marks, key=lambda mark: OVER.index(mark.kind)):
        own = next((group for group in groups if _together(group[0], mark)), None)
        if own is None:
            groups.append([mark])
        else:
            own.append(mark)
    groups = _apart(groups)
    taken = [(x - SIGN_PX, y - SIGN_PX, x + SIGN_PX, y + SIGN_PX) for x, y in (group[0].at for group in groups)]
    placed = []
    for group in groups:
        first, text = group[0], _text([mark.text for mark in group if mark.text])
        x, y, anchor, box = _free(first.at, text, taken, width, height)
        if text:
            taken.append(box)
        placed.append(
            Sign(
                kind=first.kind,
                look=first.look,
                x=round(first.at[0], 1),
                y=round(first.at[1], 1),
                text=text,
                text_x=round(x, 1),
                text_y=round(y, 1),
                anchor=anchor,
            )
        )
    return tuple(placed)


def _apart(groups: list[list[Mark]]) -> list[list[Mark]]:
    """Move units aside that another sign would hide."""
    placed: list[list[Mark]] = []
    for group in groups:
        first = group[0]
        x, y = first.at
        while first.kind in {"goes", "stays"} and any(
            abs(x - other[0].at[0]) < SAME_PX and abs(y - other[0].at[1]) < SAME_PX for other in placed
        ):
            x += SAME_PX
        placed.append([replace(first, at=(x, y)), *group[1:]])
    return placed


def _together(one: Mark, other: Mark) -> bool:
    near = abs(one.at[0] - other.at[0]) < SAME_PX and abs(one.at[1] - other.at[1]) < SAME_PX
    return near and (one.kind, one.look) == (other.kind, other.look)


def _text(texts: Sequence[str]) -> str:
    if len(texts) <= MOST_NUMBERS:
        return ", ".join(texts)
    return f"{', '.join(texts[: MOST_NUMBERS - 1])} +{len(texts) - MOST_NUMBERS + 1}"


Box = tuple[float, float, float, float]
Anchor = Literal["start", "end", "middle"]


def _free(
    at: tuple[float, float], text: str, taken: Sequence[Box], width: float, height: float
) -> tuple[float, float, Anchor, Box]:
    """Find where a text about a sign covers least: right, left, above, below, and the corners."""
    wide, low = DIGIT_PX * len(text), TEXT_HEIGHT
    tries: list[tuple[float, float, Anchor]] = [
        (FAR, 6, "start"),
        (-FAR, 6, "end"),
        (0, -FAR, "middle"),
        (0, FAR + 14, "middle"),
        (FAR, -FAR, "start"),
        (FAR, FAR + 10, "start"),
        (-FAR, -FAR, "end"),
        (-FAR, FAR + 10, "end"),
    ]
    found = []
    for rank, (dx, dy, anchor) in enumerate(tries):
        x, y = at[0] + dx, at[1] + dy
        left = x - {"start": 0.0, "middle": wide / 2, "end": wide}[anchor]
        box = (left, y - low + 4, left + wide, y + 4)
        outside = box[0] < 0 or box[1] < 0 or box[2] > width or box[3] > height
        found.append((sum(_over(box, other) for other in taken) + 9.0 * outside, rank, (x, y, anchor, box)))
    return min(found, key=lambda one: one[:2])[2]


def _over(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
