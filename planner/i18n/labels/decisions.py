"""Words on the maps of posts and musters."""

from __future__ import annotations

from planner.i18n import N_

DECISIONS: dict[str, str] = {
    "decision_posts_map": N_("Map of the posts from {at}"),
    "decision_muster_map": N_("Map of the muster"),
    "decision_stays": N_("Waits where it stands"),
    "decision_from": N_("Where a unit that moves stands before"),
    "decision_way": N_("Its way"),
    "decision_post": N_("Its post"),
    "decision_unit_goes": N_("Units that go"),
    "decision_unit_stays": N_("Units that stay"),
    "decision_point": N_("Rescue point"),
    "decision_to": N_("Way to {point}"),
    "decision_numbers": N_("Numbers on the map are those of the tables."),
    "decision_missing": N_("{point} needs {needed}, {missing} missing: {reason}; {fix}"),
}
