"""Sentences of a plan read well."""

from __future__ import annotations

import pytest

from planner.errors import NotFound
from planner.i18n import Language
from planner.i18n.notices import notice_text
from planner.i18n.refusals import refusal_text


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_moment_is_told_by_day_and_clock(language: str) -> None:
    """A plan holds moments with offset; its sentences tell the day and the clock."""
    told = notice_text("unit_lost", language, {"unit": "cars-1", "at": "2026-11-23T20:15:00+08:00"})
    assert "2026-11-23 20:15" in told
    assert "+08:00" not in told


def test_what_only_looks_like_a_moment_stands_as_it_is() -> None:
    """Ids are never rewritten."""
    assert "2026-11-23T20:15-gate" in notice_text("unit_lost", "en", {"unit": "2026-11-23T20:15-gate", "at": "-"})


@pytest.mark.parametrize("language", ["en", "zh"])
def test_moments_in_refusals_stand_on_their_own_clock(language: Language) -> None:
    """No reader is shown the form that moments have in files."""
    text = refusal_text(NotFound("nobody_to_post", at="2026-12-07T07:00:00+08:00"), language)
    assert "2026-12-07 07:00" in text
    assert "T07" not in text
