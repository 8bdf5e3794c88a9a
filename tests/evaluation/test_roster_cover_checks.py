"""Crews, squads, and whatever is missing on a roster: kept, broken by hand, and told by the plan."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from roster_words import DAY, broken, cover, duty, officer, only, past, roster, scenario
from small_station import MONDAY, Ground

from planner.domain.force import Leave
from planner.domain.noun import Window
from planner.domain.plan import Fix, Plan, Unmet
from planner.domain.rostering import DutyLeader, Neighbours, RosterPin, SquadsTogether
from planner.domain.scenario import Scenario
from planner.domain.station import Grid
from planner.evaluation.rosters.cover import needs
from planner.evaluation.rosters.requirements import bordering

TWO = (officer("a"), officer("b"))


def telling(plan: Plan, reason: str, key: str, start: dt.datetime, end: dt.datetime) -> Plan:
    """Let a plan say that something is missing."""
    unmet = Unmet(kind="cover", id=key, when=start, reason=reason, fix=Fix(code="x"), params={"end": end.isoformat()})
    return plan.model_copy(update={"required_unmet": (*plan.required_unmet, unmet)})


def at(plan: Plan, hours: float) -> dt.datetime:
    """Give a moment by the hours since Monday 00:00."""
    return plan.start.replace(hour=0) + dt.timedelta(hours=hours)


def test_a_crew_starts_together() -> None:
    """Nobody starts, or as many as a crew at least; others of the same hours on another shift do not help."""
    of = scenario(*TWO, duties=(duty(crew_size=2),))
    assert broken(of, a="D-N", b="D-N") == []
    assert broken(of, a="D", b="E") == ["roster_crew_too_small", "roster_crew_too_small"]


def test_an_auxiliary_never_acts_alone() -> None:
    """In each crew of two there is one police officer: two of three are too few auxiliaries to one, two of four not."""
    people = (officer("a"), *(officer(name, service="auxiliary") for name in "bcd"), officer("e"))
    of = scenario(*people, duties=(duty(crew_size=2, crew_police=1),))
    assert broken(of, a="D", b="D") == []
    assert broken(of, b="D", c="D") == ["roster_crew_police"]
    assert broken(of, a="D", b="D", c="D") == ["roster_crew_police"]
    assert broken(of, a="D", b="D", c="D", e="D") == []


def test_somebody_in_each_crew_drives() -> None:
    """Skills of a crew are counted like its police."""
    people = (officer("a", skills=("driver",)), officer("b"), officer("c"))
    of = scenario(*people, duties=(duty(crew_size=2, crew_skills={"driver": 1}),))
    assert broken(of, a="D", b="D") == []
    assert broken(of, b="D", c="D") == ["roster_crew_skill"]


def test_a_split_shift_is_one_crew() -> None:
    """Both parts of it together break the rule once."""
    of = scenario(*TWO, duties=(duty(crew_size=2),))
    assert broken(of, a="S") == ["roster_crew_too_small"]


def test_squads_stay_together() -> None:
    """All of a squad work the same shift, or none; who is on leave or pinned does not count."""
    people = (
        officer("a", squad="s"),
        officer("b", squad="s"),
        officer("c", squad="s", leave=(Leave(start=MONDAY, end=MONDAY),)),
        officer("d", squad="t"),
    )
    of = scenario(*people, rules=only(squads_together=SquadsTogether()))
    assert broken(of, a="D-N", b="D-N", c="--N", d="E") == []
    assert broken(of, a="DD", b="D-") == ["roster_squad_apart"]
    assert broken(of, a="D", b="E") == ["roster_squad_apart"]
    others = scenario(*people, rules=only(squads_together=SquadsTogether(squads=("t",))))
    assert broken(others, a="D", b="E") == []
    pins = (RosterPin(officer="b", date=MONDAY, shift="E"),)
    assert broken(scenario(*people, rules=only(squads_together=SquadsTogether()), roster_pins=pins), a="D", b="E") == []


def test_a_shortage_is_told_for_the_whole_time() -> None:
    """What is missing from 06:00 to 22:00 is told in silence only for the hours that the plan names."""
    of = scenario(*TWO, days=1, duties=(duty(cover=(cover(1, end="22:00"),)),))
    assert broken(of, a="D", b="E") == []
    lone = roster(of, a="D")
    assert set(broken(of, lone)) == {"shortage_not_told"}
    assert broken(of, telling(lone, "too_few_officers", "patrol", at(lone, 14), at(lone, 22))) == []
    assert set(broken(of, telling(lone, "too_few_officers", "patrol", at(lone, 14), at(lone, 21)))) == {
        "shortage_not_told"
    }
    assert set(broken(of, telling(lone, "handover_gap", "patrol", at(lone, 14), at(lone, 22)))) == {"shortage_not_told"}


def test_the_pause_of_a_split_shift_covers_nothing() -> None:
    """From 11:00 to 15:00 nobody is there."""
    of = scenario(*TWO, days=1, duties=(duty(cover=(cover(1, start="07:00", end="19:00"),)),))
    plan = roster(of, a="S")
    assert broken(of, telling(plan, "no_shift_covers", "patrol", at(plan, 11), at(plan, 15))) == []
    assert "shortage_not_told" in broken(of, plan)


def test_the_own_officers_of_a_grid() -> None:
    """A cover of one grid counts those at home there, and is told by the grid."""
    people = (officer("a", grid="G1"), officer("b", grid="G2"))
    of = scenario(*people, days=1, duties=(duty(cover=(cover(1, end="14:00", grid="G1"),), in_grid=True),))
    assert broken(of, a="D") == []
    other = roster(of, b="D")
    assert set(broken(of, other)) == {"shortage_not_told"}
    assert broken(of, telling(other, "grid_thin", "G1", at(other, 6), at(other, 14))) == []


def test_a_leader_starts_on_every_date() -> None:
    """A date without one is told by the skill."""
    leader = officer("a", skills=("leading",))
    of = scenario(leader, officer("b"), days=2, rules=only(duty_leader=DutyLeader()))
    assert broken(of, a="DE") == []
    one = roster(of, a="D", b="DD")
    assert broken(of, one) == ["leader_not_told"]
    assert broken(of, telling(one, "no_leader", "leading", at(one, 24), at(one, 48))) == []
    soft = scenario(leader, days=2, rules=only(duty_leader=DutyLeader(weight=5)))
    assert broken(soft, a="D") == []


def test_two_neighbours_are_never_both_thin() -> None:
    """While the duty is covered somebody is at home in one of them, or the plan says so."""
    people = (officer("a", grid="G1"), officer("b", grid="G2"), officer("c", grid="G4"))
    pair = only(neighbours=Neighbours(duty="patrol", pairs=(("G1", "G2"),)))
    of = scenario(*people, days=1, rules=pair, duties=(duty(cover=(cover(1, end="22:00"),)),))
    assert broken(of, a="D", b="E", c="D") == []
    plan = roster(of, a="D", c="E")
    assert set(broken(of, plan)) == {"thin_grids_not_told"}
    assert broken(of, telling(plan, "grids_thin", "G1, G2", at(plan, 14), at(plan, 22))) == []


def test_grids_share_a_border() -> None:
    """Four squares about a point: those side by side do, those across do not, nor one a street away."""
    of = scenario(*TWO)
    assert bordering(of) == (("G1", "G2"), ("G1", "G3"), ("G2", "G4"), ("G3", "G4"))
    far = Grid(id="G5", name="G5", region=Ground().region(660, 0, 1200, 650))
    assert all("G5" not in pair for pair in bordering(of.model_copy(update={"grids": (*of.grids, far)})))


def _relieved(handover_min: float = 15) -> Scenario:
    covers = (cover(1, end="22:00"),)
    return scenario(*TWO, days=1, duties=(duty(cover=covers, handover_min=handover_min),))


def test_somebody_is_out_while_others_hand_over() -> None:
    """The split shift bridges the change from morning to evening if its parts do; else the plan says so."""
    of = _relieved()
    plan = roster(of, a="D", b="E")
    gaps = [(6, 6.25), (13.75, 14.25), (21.75, 22)]
    assert set(broken(of, plan)) == {"relief_not_told"}
    for start, end in gaps:
        plan = telling(plan, "handover_gap", "patrol", at(plan, start), at(plan, end))
    assert broken(of, plan) == []
    assert broken(_relieved(0), a="D", b="E") == []


def test_a_long_shift_relieves_the_others() -> None:
    """Who is on from 08:00 to 08:00 is out when the day's shift ends."""
    of = _relieved()
    covers = (cover(1, start="09:00", end="22:00"),)
    narrow = of.model_copy(update={"duties": (duty(cover=covers, handover_min=15),)})
    assert broken(narrow, a="D", b="L") == []
    assert set(broken(narrow, a="D", b="E")) == {"relief_not_told"}


def test_what_stands_on_the_roster_before_is_not_asked_for() -> None:
    """Hours before the first shift that only a night of the eve could cover are not needed here."""
    covers = (cover(1, start="00:00", end="24:00"),)
    of = scenario(*TWO, days=1, duties=(duty(cover=covers),), roster_start=MONDAY)
    opened = of.model_copy(update={"station": of.station.model_copy(update={"day_start": 0})})
    asked = [need for need in needs(opened) if need.minimum]
    assert min(need.start for need in asked) == at(roster(of), 6)


def test_overlapping_covers_ask_for_the_highest() -> None:
    """Minimum, wanted and maximum each are the highest of what is open."""
    covers = (
        cover(1, start="06:00", end="14:00", maximum=2),
        cover(2, start="10:00", end="12:00", wanted=5, maximum=6),
        cover(1, start="11:00", end="13:00", grid="G1"),
    )
    found = {
        (need.start.hour + 8, need.minimum, need.wanted, need.maximum)
        for need in needs(scenario(*TWO, days=1, duties=(duty(cover=covers, in_grid=True),)))
        if need.grid is None and need.start.hour + 8 in {6, 10, 12}
    }
    assert {(10, 2, 5, 6), (12, 1, 1, 2)} <= found
    assert all(figures[1:] == (1, 1, 2) for figures in found if figures[0] == 6)


def test_a_window_of_some_days_is_open_on_them() -> None:
    """Cover of Saturdays asks for nobody on a Monday."""
    saturday = Window(start="06:00", end="14:00", days=("sat",))
    of = scenario(*TWO, duties=(duty(cover=(cover(1, end="14:00", days=saturday.days),)),))
    assert {need.start.date() for need in needs(of)} <= {MONDAY + 4 * DAY, MONDAY + 5 * DAY}


def test_the_history_relieves_nobody() -> None:
    """Shifts of the history are no rows of the plan: they cover nothing of the horizon."""
    of = scenario(*TWO, days=1, duties=(duty(cover=(cover(1, start="14:00", end="22:00"),)),), history=past("a", "L"))
    assert set(broken(of)) == {"shortage_not_told"}


@pytest.mark.parametrize(("calendar", "days"), [("any", {0, 1, 2}), ("workdays", {0, 2}), ("rest_days", {1})])
def test_cover_keeps_to_the_calendar(calendar: str, days: set[int]) -> None:
    """A window for working days asks for nobody on a holiday, and one for days of rest on no working day."""
    window = cover(1, start="06:00", end="14:00", calendar=calendar)
    of = scenario(*TWO, days=3, duties=(duty(cover=(window,)),), day_kinds={MONDAY + DAY: "holiday"})
    zone = ZoneInfo(of.station.timezone)
    assert {(need.start.astimezone(zone).date() - MONDAY).days for need in needs(of)} == days
    assert ("shortage_not_told" in broken(of)) == bool(days)
    worked = "".join("D" if number in days else "-" for number in range(3))
    assert broken(of, a=worked) == []
