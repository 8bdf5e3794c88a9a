"""The summary tells drone tasks that no round can look at apart from visits left out."""

from pathlib import Path

import pytest
from plans import small_plan
from small_station import station

from planner.cli.summary import print_summary
from planner.domain.plan import Dropped, Fix, Notice, Unmet


@pytest.mark.parametrize(
    ("language", "told", "part"),
    [
        ("en", "Optional drone tasks that no round can look at: 1", "40 % of the ground stays unseen"),
        ("zh", "任何轮次都无法查看的非必须无人机任务：1 项", "有 40 % 的地面全天未能看到"),
    ],
)
def test_drone_tasks_out_of_reach_are_told(capsys, language, told, part):
    """With the figures of the reason, and not among the visits."""
    plan = small_plan()
    far = Dropped(kind="drone_task", id="FAR", when=plan.start, reason="out_of_reach", params={"distance_m": 8980})
    unseen = Notice(code="task_partly_unseen", params={"day": "2026-11-23", "task": "PARK", "share_pct": 40.0})
    plan = plan.model_copy(update={"optional_dropped": (far,), "notices": (unseen,), "roster": ()})
    print_summary(plan, station(), Path("out"), language)
    written = capsys.readouterr().out
    assert told in written
    assert "8980" in written
    assert part in written.replace("\n", " ")
    assert "{" not in written


def test_what_is_left_out_has_its_name_beside_its_id(capsys):
    """A reader who does not know the ids finds the place that is not visited, whether it was required or not."""
    plan, made_of = small_plan(), station()
    place = made_of.points[0]
    params = {"value": 9.0, "displaced": "X", "displaced_value": 10.0, "unit": "U"}
    dropped = Dropped(kind="visit", id=place.id, when=plan.start, reason="worth_less", params=params)
    fix = Fix(code="search_longer", params={})
    unmet = Unmet(kind="visit", id=place.id, when=plan.start, reason="window_too_short", params={}, fix=fix)
    left = {"optional_dropped": (dropped,), "required_unmet": (unmet,), "roster": ()}
    print_summary(plan.model_copy(update=left), made_of, Path("out"), "en")
    assert place.name not in {"", place.id}
    assert capsys.readouterr().out.count(f"  {place.id} {place.name} ") == 2
