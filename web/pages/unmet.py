"""What a plan does not reach, in sentences."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from planner.domain.plan import Fix, Parameter, Plan, Unmet
from planner.i18n import Language
from planner.i18n.reasons import brief_reason_text, fix_text, reason_text
from planner.storage.names import Names
from web.pages.notices import officer_names
from web.pages.rendering import word


@dataclass(frozen=True, slots=True, kw_only=True)
class UnmetRow:
    """One reason and one remedy, with everything that they hold for."""

    kind: str
    subjects: tuple[str, ...]
    when: tuple[dt.datetime, ...]
    reason: str
    fix: str


def unmet_rows(plan: Plan, names: Names, language: Language) -> list[UnmetRow]:
    """Group required items that share kind, reason and remedy, most items first."""
    groups: dict[tuple[str, str, str], list[Unmet]] = {}
    names = {**names, "officer": officer_names(plan)}
    for item in plan.required_unmet:
        reason, fix = _reason(item, names, language), _fix(item.fix, names, language)
        key = (word(f"unmet_{item.kind}", language), reason, fix)
        groups.setdefault(key, []).append(item)
    rows = [
        UnmetRow(
            kind=kind,
            subjects=tuple(dict.fromkeys(_subject(item.id, names) for item in items)),
            when=tuple(sorted(item.when for item in items if item.when)),
            reason=reason,
            fix=fix,
        )
        for (kind, reason, fix), items in groups.items()
    ]
    return sorted(rows, key=lambda row: -max(len(row.when), len(row.subjects)))


def dropped_rows(plan: Plan, language: Language) -> list[tuple[str, str, int]]:
    """Count optional visits that found no room: kind, reason, how many."""
    counts = Counter((item.kind, item.reason) for item in plan.optional_dropped)
    return [
        (word(f"kind_{kind}", language), brief_reason_text(reason, language), count)
        for (kind, reason), count in counts.most_common()
    ]


def _reason(item: Unmet, names: Names, language: Language) -> str:
    """Give the sentence of a reason; a code of a later version stands for itself."""
    return reason_text(item.reason, language, _named(item.params, names))


def _fix(fix: Fix, names: Names, language: Language) -> str:
    return fix_text(fix.code, language, _named(fix.params, names))


def _subject(code: str, names: Names) -> str:
    """Give the name of what an item is about, which may be a place, a duty, or anything else that has a code."""
    return next((known[code] for known in names.values() if code in known), code)


def _named(params: Mapping[str, Parameter], names: Names) -> dict[str, object]:
    """Put names in place of the codes among the parameters of a sentence."""
    return {
        key: _subject(value, names)
        if key == "id" and isinstance(value, str)
        else names.get(key, {}).get(str(value), value)
        for key, value in params.items()
    }
