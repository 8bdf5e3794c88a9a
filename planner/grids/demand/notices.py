"""What is worth knowing of the incidents that demand is made from."""

from __future__ import annotations

from planner.domain.incidents import Incidents
from planner.domain.plan import Notice
from planner.domain.scenario import Scenario

DATUMS = {"wgs84": "WGS84", "gcj02": "GCJ-02", "bd09": "BD-09"}


def incident_notices(scenario: Scenario) -> tuple[Notice, ...]:
    """Tell how many rows of the incident file are not used, reason by reason, and how many are left."""
    incidents = Incidents.of(scenario.incidents)
    return tuple(
        Notice(
            code=found.reason,
            params={
                "count": found.count,
                "lines": ", ".join(map(str, found.lines)) + (", ..." if found.count > len(found.lines) else ""),
                "used": len(incidents),
                "datum": DATUMS.get(found.datum, found.datum),
            },
        )
        for found in incidents.left_out
    )
