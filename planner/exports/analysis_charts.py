"""Charts of an analysis as bars and lines of SVG drawings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

TOP, FOOT, LEFT, RIGHT = 6.0, 18.0, 30.0, 6.0
"""Room about the bars for text [px]."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar: left, top, width, height [px], what it is called and stands for, and whether it is stressed."""

    x: float
    y: float
    width: float
    height: float
    name: str
    value: float
    strong: bool
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars with a line over them.

    Attributes
    ----------
    width, height, base
        Its size, and the height of the axis [px].
    bars
        One a figure.
    line
        The points of the line as SVG has them; empty: no line.
    ticks
        Figures beside the axis with their height [px].
    names
        Texts below the axis with their middle [px].
    """

    width: float
    height: float
    base: float
    bars: tuple[Bar, ...]
    line: str
    ticks: tuple[tuple[float, str], ...]
    names: tuple[tuple[float, str], ...]


def chart(
    values: Sequence[float],
    names: Sequence[str],
    *,
    line: Sequence[float] = (),
    size: tuple[float, float] = (520.0, 180.0),
    shown: Sequence[int] = (),
    strong: Sequence[bool] = (),
    marks: Sequence[str] = (),
    most: float = 0.0,
) -> Chart:
    """Lay out a chart.

    Parameters
    ----------
    values, names
        A figure for each bar, and what it is called.
    line
        A figure for each bar, drawn as a line.
    size
        Width and height [px].
    shown
        Which names stand below the axis.
    strong, marks
        Which bars are stressed, and what is marked below them.
    most
        Figure that the axis must reach at least.
    """
    width, height = size
    base = height - FOOT
    top = _round_up(max([most, 1.0, *values, *line]))
    step = (width - LEFT - RIGHT) / max(1, len(values))

    def y(value: float) -> float:
        return round(base - (base - TOP) * value / top, 1)

    bars = tuple(
        Bar(
            round(LEFT + step * n + 0.12 * step, 1),
            y(value),
            round(0.76 * step, 1),
            round(base - y(value), 1),
            name,
            value,
            bool(strong[n]) if strong else True,
            marks[n] if marks else "",
        )
        for n, (value, name) in enumerate(zip(values, names, strict=True))
    )
    points = [f"{LEFT + step * (n + 0.5):.1f},{y(value)}" for n, value in enumerate(line)]
    return Chart(
        width,
        height,
        base,
        bars,
        " ".join(points),
        tuple((y(value), f"{value:g}") for value in (0, top / 2, top)),
        tuple((round(LEFT + step * (n + 0.5), 1), names[n]) for n in shown),
    )


def _round_up(value: float) -> float:
    """Give the next round figure, whose half is round too."""
    power = 10.0
    while power < value:
        power *= 10
    steps = (0.2, 0.4, 0.6, 0.8, 1.0)
    return next(step * power for step in steps if step * power >= value)
