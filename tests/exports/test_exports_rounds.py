"""Rounds are had one by one, by dock and by day; nothing else is taken for them."""

from __future__ import annotations

import io
import zipfile

import pytest
from drone_rounds import drone_plan, drone_station
from plans import PAYLOADS, small_plan

from planner import exports
from planner.errors import NotFound
from planner.exports.rounds import file_names, is_one_round, rounds_of

PLAN, SCENARIO = drone_plan(), drone_station()
ROUND_FORMATS = [form for form in exports.FORMATS if form.round_file]
FILINGS = [exports.named("flight-filing"), exports.named("flight-filing-json")]


def called(wanted: str | None) -> list[tuple[str, int, str]]:
    return [(str(flight.day), flight.round, flight.dock) for flight in rounds_of(PLAN, wanted)]


def names(data: bytes) -> list[str]:
    return zipfile.ZipFile(io.BytesIO(data)).namelist()


def test_rounds_are_called_by_number_dock_and_day():
    """A number, a dock, a day, and a day with one of them name the rounds that they say."""
    assert called("2") == [("2026-11-23", 2, "D2"), ("2026-11-24", 2, "D2")]
    assert called("2026-11-24/2") == called("2026-11-24/D2") == [("2026-11-24", 2, "D2")]
    assert called("D1") == [("2026-11-23", 1, "D1"), ("2026-11-24", 1, "D1")]
    assert called("2026-11-23") == [("2026-11-23", 1, "D1"), ("2026-11-23", 2, "D2")]
    assert len(called(None)) == 4


def test_a_number_is_a_round_before_it_is_a_dock():
    """A dock whose id is a number is had by a number that no round has."""
    flights = tuple(flight.model_copy(update={"dock": "2"}) for flight in PLAN.flights[:1])
    plan = PLAN.model_copy(update={"flights": flights})
    assert rounds_of(plan, "2") == flights
    assert not is_one_round(plan, "2")
    assert is_one_round(plan, "1")


@pytest.mark.parametrize("wanted", ["3", "0", "K9", "2026-11-25", "2026-11-23/3", "/", ""])
def test_what_is_no_round_is_told(wanted):
    """An unknown round is refused with what there is."""
    with pytest.raises(NotFound) as caught:
        rounds_of(PLAN, wanted)
    assert (caught.value.code, caught.value.params["last"]) == ("unknown_round", 2)


@pytest.mark.parametrize("form", [*ROUND_FORMATS, *FILINGS], ids=lambda form: form.id)
def test_a_plan_without_rounds_is_told(form):
    """Where nothing flies there is no file; a round without a way does not fly."""
    for flights in ((), (PLAN.flights[0].model_copy(update={"path": ()}),)):
        with pytest.raises(NotFound) as caught:
            form.write(PLAN.model_copy(update={"flights": flights}))
        assert caught.value.code == "no_flights"


@pytest.mark.parametrize("form", ROUND_FORMATS, ids=lambda form: form.id)
def test_one_round_is_a_file_and_several_are_an_archive(form):
    """The archive holds the same bytes as the file of each round, under names of day and number."""
    suffix = form.round_file.suffix
    whole = form.write(PLAN, scenario=SCENARIO)
    assert names(whole) == [f"2026-11-2{day}-round-00{k}{suffix}" for day in (3, 4) for k in (1, 2)]
    one = form.write(PLAN, unit="2026-11-24/2", scenario=SCENARIO)
    assert zipfile.ZipFile(io.BytesIO(whole)).read(f"2026-11-24-round-002{suffix}") == one
    assert len(names(form.write(PLAN, unit="D1", scenario=SCENARIO))) == 2
    assert form.kind_of(PLAN, "2026-11-24/2") == (suffix, form.round_file.media_type)
    assert form.kind_of(PLAN, "D1") == (f".{form.id}.zip", "application/zip")


@pytest.mark.parametrize("form", ROUND_FORMATS, ids=lambda form: form.id)
def test_bytes_are_the_same_every_time(form):
    """An archive depends on the plan only, not on the moment of writing."""
    first = form.write(PLAN, scenario=SCENARIO)
    assert {entry.date_time for entry in zipfile.ZipFile(io.BytesIO(first)).infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert form.write(PLAN, scenario=SCENARIO) == first


@pytest.mark.parametrize("word", PAYLOADS)
@pytest.mark.parametrize("form", ROUND_FORMATS, ids=lambda form: form.id)
def test_no_text_from_data_reaches_a_mission(form, word):
    """Files for autopilots hold figures and fixed words: hostile names change neither them nor the archive's names."""
    plain = form.write(drone_plan(), unit="2026-11-23/1", scenario=drone_station())
    hostile = drone_plan(word)
    assert form.write(hostile, unit="2026-11-23/1", scenario=drone_station(word)) == plain
    assert names(form.write(hostile, scenario=drone_station(word))) == names(form.write(PLAN, scenario=SCENARIO))


def test_rounds_that_share_a_number_have_files_of_their_own():
    """Two flights of one number do not overwrite each other in the archive."""
    assert [name for name, _ in file_names(PLAN.flights[:1] * 2, ".x")] == [
        "2026-11-23-round-001.x",
        "2026-11-23-round-001-2.x",
    ]


@pytest.mark.parametrize("format_id", ["kml", "gpx", "geojson"])
def test_tracks_of_rounds_alone(format_id):
    """Formats of units hold rounds alone too, and a unit comes first where both are called so."""
    form = exports.named(format_id)
    assert b"2026-11-24" in form.write(PLAN, unit="2026-11-24/1")
    assert b"2026-11-23T0" not in form.write(PLAN, unit="2026-11-24/1")
    plan = small_plan()
    both = plan.model_copy(update={"flights": (plan.flights[0].model_copy(update={"dock": "car"}),)})
    assert form.write(both, unit="car") == form.write(plan, unit="car")
