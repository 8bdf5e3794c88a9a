"""Charts of two plans by hour as SVG: one line each, and bars behind them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from html import escape

WIDTH, HEIGHT = 720, 190
LEFT, RIGHT, TOP, BOTTOM = 44, 8, 10, 24
EVERY_H = 3
"""Hours between two labels of a day."""
TICKS = 4
"""Lines across at the most, besides 0."""


def chart(
    title: str,
    hours: Sequence[str],
    one: Sequence[float],
    other: Sequence[float],
    *,
    bars: Sequence[float] = (),
    most: float | None = None,
) -> str:
    """Draw two lines over hours.

    Parameters
    ----------
    title
        What is drawn, with its unit; read out in place of the chart.
    hours
        Label of each hour; the longer of both plans.
    one, other
        Values of the plans; where there is none, the line is broken.
    bars
        Values of bars behind the lines, on a scale of their own.
    most
        Top of the scale; by default it fits the values.
    """
    values = [value for value in (*one, *other) if math.isfinite(value)]
    step = _step(most if most is not None else max(values, default=1.0))
    top = most if most is not None else step * max(1, math.ceil(max(values, default=1.0) / step - 1e-9))
    count = max(1, len(hours))
    parts = [
        f'<h3>{escape(title)}</h3><div class="wide" tabindex="0" role="group" aria-label="{escape(title)}">',
        f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" role="img">',
        f"<title>{escape(title)}</title>",
        *_bars(bars, count),
        *_scale(top, step),
        *_labels(hours),
        _line("line-a", one, count, top),
        _line("line-b", other, count, top),
        "</svg></div>",
    ]
    return "".join(parts)


def _step(top: float) -> float:
    """Give a round distance between the lines across."""
    rough = max(top, 1e-9) / TICKS
    power = 10.0 ** math.floor(math.log10(rough))
    return next(power * factor for factor in (1, 2, 2.5, 5, 10) if power * factor >= rough * (1 - 1e-9))


def _x(hour: float, count: int) -> float:
    return LEFT + (WIDTH - LEFT - RIGHT) * hour / count


def _y(share: float) -> float:
    return TOP + (HEIGHT - TOP - BOTTOM) * (1 - share)


def _scale(top: float, step: float) -> list[str]:
    marks = [step * number for number in range(int(top / step + 1e-9) + 1)]
    return [
        f'<line class="axis" x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{_y(mark / top):.1f}" y2="{_y(mark / top):.1f}"/>'
        f'<text x="{LEFT - 6}" y="{_y(mark / top) + 4:.1f}" text-anchor="end">{mark:g}</text>'
        for mark in marks
    ]


def _labels(hours: Sequence[str]) -> list[str]:
    every = EVERY_H * math.ceil(len(hours) / 24)
    return [
        f'<text x="{_x(number, len(hours)):.1f}" y="{HEIGHT - 7}" text-anchor="middle">{escape(label)}</text>'
        for number, label in enumerate(hours)
        if number % every == 0
    ]


def _bars(values: Sequence[float], count: int) -> list[str]:
    top = max((value for value in values if math.isfinite(value)), default=0.0)
    if top <= 0:
        return []
    wide = (WIDTH - LEFT - RIGHT) / count
    return [
        f'<rect class="bars" x="{_x(hour, count) + 0.1 * wide:.1f}" y="{_y(0.95 * value / top):.1f}"'
        f' width="{0.8 * wide:.1f}" height="{_y(0) - _y(0.95 * value / top):.1f}"/>'
        for hour, value in enumerate(values)
    ]


def _line(kind: str, values: Sequence[float], count: int, top: float) -> str:
    """Draw each hour as a level stretch, joined to the next."""
    steps: list[str] = []
    pen = "M"
    for hour, value in enumerate(values):
        if not math.isfinite(value):
            pen = "M"
            continue
        height = _y(min(1.0, value / top))
        steps.append(f"{pen}{_x(hour, count):.1f} {height:.1f}H{_x(hour + 1, count):.1f}")
        pen = "L"
    return f'<path class="{kind}" d="{"".join(steps)}"/>'
