"""What else is to be known of a plan, in sentences."""

from __future__ import annotations

from planner.domain.plan import Plan
from planner.i18n import Language
from planner.i18n.notices import notice_text
from planner.storage.names import Names


def notice_rows(plan: Plan, names: Names, signs: dict[str, str], language: Language) -> list[str]:
    """Give the sentence of every notice, with names of places, officers and duties, and call signs."""
    places = names.get("place", {})
    named = {"officer": officer_names(plan), "duty": names.get("duty", {}), "grid": names.get("grid", {})}
    rows = []
    for notice in plan.notices:
        params = {
            key: _called(str(value), named.get(key, {**places, **signs})) or value
            for key, value in notice.params.items()
        }
        rows.append(notice_text(notice.code, language, params))
    return rows


def officer_names(plan: Plan) -> dict[str, str]:
    """Give the name of every officer that has one, with the id, since two may have one name."""
    return {officer.id: f"{officer.name} ({officer.id})" for officer in plan.officers if officer.name}


def _called(codes: str, known: dict[str, str]) -> str | None:
    """Give names for codes in a list; None if none of them has one."""
    parts = codes.split(", ")
    return ", ".join(known.get(part, part) for part in parts) if any(part in known for part in parts) else None
