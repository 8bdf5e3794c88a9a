"""What else is to be known of a plan, in sentences."""

from __future__ import annotations

from planner.domain.plan import Plan
from planner.i18n import Language
from planner.i18n.reasons import notice_text
from planner.storage.names import Names


def notice_rows(plan: Plan, names: Names, signs: dict[str, str], language: Language) -> list[str]:
    """Give the sentence of every notice, with names of places and call signs of units."""
    places = names.get("place", {})
    rows = []
    for notice in plan.notices:
        params = {key: _called(str(value), {**places, **signs}) or value for key, value in notice.params.items()}
        rows.append(notice_text(notice.code, language, params))
    return rows


def _called(codes: str, known: dict[str, str]) -> str | None:
    """Give names for codes in a list; None if none of them has one."""
    parts = codes.split(", ")
    return ", ".join(known.get(part, part) for part in parts) if any(part in known for part in parts) else None
