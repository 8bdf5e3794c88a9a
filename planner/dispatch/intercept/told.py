"""What is said of a cordon: whether it shuts them in, on how many ways they are stopped, and how sure that is."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from planner.dispatch.intercept.report import Interception

Said = tuple[str, dict[str, object]]
"""A key of `planner.i18n.labels.LABELS`, and what stands in its sentence."""

MOST_OPEN = 8
"""Open exits that are listed in words; a map shows all."""


def sentences(found: Interception) -> list[Said]:
    """Give the sentences, the verdict first."""
    if found.shut:
        minutes, until = found.closed_s / 60, f"{found.rings[-1].until:%H:%M:%S}"
        return [("cordon_shut", {"minutes": minutes, "at": until}), _how_sure(found)]
    if found.given:
        closed = found.exits - len(found.open)
        return [("cordon_exits", {"closed": closed, "exits": found.exits}), ("cordon_exits_proven", {})]
    out: list[Said] = [("cordon_out", {"at": f"{found.at:%H:%M:%S}"})] if found.status == "out" else []
    first: Said = ("cordon_open", {"exits": found.exits, "closed": found.exits - len(found.open)})
    ways: Said = (
        "cordon_ways",
        {"ways": found.ways, "stopped": found.stopped, "share": 100 * found.stopped / max(1, found.ways)},
    )
    return [first, *out, ways, _how_sure(found)]


def _how_sure(found: Interception) -> Said:
    if found.status == "feasible" and found.shut:
        return ("cordon_bound", {"minutes": found.bound_s / 60}) if found.bound_s > 0 else ("cordon_best", {})
    if found.status == "feasible":
        return "cordon_best_ways", {"most": 100 * found.most_stopped / max(1, found.ways)}
    if found.shut:
        return "cordon_proven", {"junctions": found.junctions}
    return "cordon_ways_proven", {"junctions": found.junctions}
