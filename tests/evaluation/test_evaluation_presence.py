"""Places that must be kept seen: how long allowed units are there, held against the share and against what is told."""

from __future__ import annotations

import pytest
from hand_plan import GROUND, clock, plan, stay, unit
from small_station import station

from planner.domain.plan import Fix, Plan, Unmet
from planner.domain.work import PatrolArea, PatrolLine, PatrolPoint, Presence
from planner.evaluation.moments import in_utc
from planner.evaluation.patrols.kept_windows import kept_figures, kept_windows
from planner.evaluation.patrols.presence_checks import presence_is_kept

MORNING = Presence(start="08:00", end="10:00")


def post(*presence: Presence, **changes: object):
    """Give a station with one post in its middle."""
    point = PatrolPoint(id="P", name="P", location=GROUND.lonlat(0, 0), presence=presence, **changes)
    return station(points=(point,), lines=(), areas=())


def broken(made: Plan, scenario) -> list[str]:
    """Give the codes of what breaks the presence."""
    return [violation.code for violation in presence_is_kept(in_utc(made), scenario)]


def relay(until: str = "09:00", onwards: str = "09:00", tier: str = "police_car") -> Plan:
    """Give a plan in which a second unit relieves the first."""
    return plan((unit("a"), [stay("P", "08:00", until)]), (unit("b", tier), [stay("P", onwards, "10:00")]))


def unmet(at: str, kind: str = "presence", work: str = "P") -> dict[str, object]:
    """Give what tells a part of the window as unmet."""
    told = Unmet(kind=kind, id=work, when=clock(at), reason="no_time_left", fix=Fix(code="add_unit_hours"))
    return {"required_unmet": (told,)}


def test_a_relay_on_the_spot_keeps_the_post() -> None:
    """Two units that touch, and two that overlap, are there all the time."""
    assert broken(relay(), post(MORNING)) == []
    assert broken(relay(until="09:10"), post(MORNING)) == []
    assert kept_figures(relay(until="09:10"), post(MORNING))["presence_min_share"] == pytest.approx(1.0)


def test_a_hole_in_the_relay_is_found_with_its_minutes() -> None:
    """Five minutes without anybody break a share of 1."""
    (violation,) = presence_is_kept(in_utc(relay(until="08:55")), post(MORNING))
    assert violation.code == "presence_not_kept"
    assert violation.params["minutes"] == pytest.approx(115, abs=0.2)
    assert violation.params["needed_min"] == pytest.approx(120)


def test_a_short_stay_within_a_long_one_adds_and_takes_nothing() -> None:
    """Two hours with a second unit there for some minutes are two hours."""
    made = plan((unit("a"), [stay("P", "08:00", "10:00")]), (unit("b"), [stay("P", "08:20", "08:30")]))
    assert broken(made, post(MORNING)) == []
    assert kept_figures(made, post(MORNING))["presence_min_share"] == pytest.approx(1.0)


def test_what_is_told_as_unmet_is_not_owed() -> None:
    """A part that is told leaves the others owed; another kind of unmet work, or another part, tells nothing."""
    second = plan((unit("b"), [stay("P", "09:00", "10:00")]))
    assert broken(second, post(MORNING)) == ["presence_not_kept"]
    assert broken(second.model_copy(update=unmet("08:00")), post(MORNING)) == []
    assert broken(second.model_copy(update=unmet("08:00", "visit")), post(MORNING)) == ["presence_not_kept"]
    assert broken(second.model_copy(update=unmet("08:30")), post(MORNING)) == ["presence_not_kept"]
    assert broken(second.model_copy(update=unmet("08:00", work="Q")), post(MORNING)) == ["presence_not_kept"]
    nobody = plan((unit("b"), []))
    assert broken(nobody.model_copy(update=unmet("08:00")), post(MORNING)) == ["presence_not_kept"]


def test_only_tiers_that_may_count() -> None:
    """A unit of another tier does not keep the post, and one without lights does not show them."""
    assert broken(relay(tier="guard"), post(MORNING)) == []
    assert broken(relay(tier="guard"), post(MORNING, tiers=("police_car",))) == ["presence_not_kept"]
    lit = Presence(start="08:00", end="10:00", lights=True)
    assert broken(relay(tier="guard"), post(lit)) == ["presence_not_kept"]
    assert broken(relay(), post(lit)) == []


def test_half_an_hour_is_a_quarter_of_two_hours() -> None:
    """A share below 1 is kept by stays anywhere in the window."""
    scenario = post(Presence(start="08:00", end="10:00", share=0.25, stay_min=15))
    assert broken(plan((unit("a"), [stay("P", "08:10", "08:25"), stay("P", "09:40", "09:55")])), scenario) == []
    assert broken(plan((unit("a"), [stay("P", "08:10", "08:25")])), scenario) == ["presence_not_kept"]


@pytest.mark.parametrize(("away_m", "seen"), [(0, True), (45, True), (60, False)])
def test_a_patrol_within_sight_is_seen(away_m: float, seen: bool) -> None:  # noqa: FBT001 - a parameter of the table
    """Who stands within 50 m for some other work is there as well, to about a step of the path."""
    made = plan((unit("a"), [stay("other", "08:00", "10:00", at=(away_m, 0))]))
    assert broken(made, post(MORNING)) == ([] if seen else ["presence_not_kept"])
    assert kept_figures(made, post(MORNING))["presence_min_share"] == pytest.approx(float(seen), abs=0.002)


def test_lines_and_areas_are_seen_from_where_they_are() -> None:
    """A line is seen along its whole course, and an area by who is inside."""
    line = PatrolLine(id="L", name="L", line=(GROUND.lonlat(-300, 0), GROUND.lonlat(300, 0)), presence=(MORNING,))
    area = PatrolArea(id="A", name="A", region=GROUND.region(200, 200, 400, 400), presence=(MORNING,))
    scenario = station(points=(), lines=(line,), areas=(area,))
    made = plan(
        (unit("a"), [stay("x", "08:00", "10:00", at=(250, 20))]),
        (unit("b"), [stay("x", "08:00", "10:00", at=(390, 390))]),
    )
    assert broken(made, scenario) == []
    outside = plan((unit("b"), [stay("x", "08:00", "10:00", at=(410, 390))]))
    assert broken(outside, scenario) == ["presence_not_kept"] * 2


def test_windows_that_cross_the_plan_count_as_far_as_they_belong_to_it() -> None:
    """Of 05:00 to 09:00 the parts from 07:00 on belong to the plan's day, and of the next day's those before 07:00."""
    scenario = post(Presence(start="05:00", end="09:00"))
    first, second = kept_windows(in_utc(plan((unit("a"), []))), scenario)
    assert (first.opens, first.closes, len(first.parts)) == (clock("07:00"), clock("09:00"), 2)
    assert (second.opens, second.closes, len(second.parts)) == (clock("29:00"), clock("31:00"), 2)


def test_figures_of_presence() -> None:
    """Windows, those that are kept, the worst of them, and the share of the lit ones' time."""
    lit = Presence(start="20:00", end="24:00", share=0.25, lights=True)
    scenario = post(MORNING, lit)
    made = plan((unit("a"), [stay("P", "08:00", "10:00"), stay("P", "21:00", "21:30")]))
    figures = kept_figures(made, scenario)
    assert figures["presence_windows"] == 2
    assert figures["presence_windows_kept"] == 1
    assert figures["presence_min_share"] == pytest.approx(0.5, abs=0.002)
    assert figures["three_sights_share"] == pytest.approx(0.125, abs=0.001)
    assert kept_figures(made, post()) == {}
    assert "three_sights_share" not in kept_figures(made, post(MORNING))
    assert kept_figures(plan((unit("a"), [])), post(MORNING))["presence_min_share"] == 0
