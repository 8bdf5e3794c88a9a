"""Sentences of a plan read well."""

from __future__ import annotations

import pytest

from planner.i18n.notices import notice_text


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_moment_is_told_by_day_and_clock(language: str) -> None:
    """A plan holds moments with offset; its sentences tell the day and the clock."""
    told = notice_text("unit_lost", language, {"unit": "cars-1", "at": "2026-11-23T20:15:00+08:00"})
    assert "2026-11-23 20:15" in told
    assert "+08:00" not in told


def test_what_only_looks_like_a_moment_stands_as_it_is() -> None:
    """Ids are never rewritten."""
    assert "2026-11-23T20:15-gate" in notice_text("unit_lost", "en", {"unit": "2026-11-23T20:15-gate", "at": "-"})
