"""What a checker reports: a rule that is broken, as a code with figures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Violation:
    """One broken rule.

    Attributes
    ----------
    code
        Key of its sentence in `planner.i18n.violations.VIOLATIONS`.
    params
        What the sentence needs.
    """

    code: str
    params: Mapping[str, object] = field(default_factory=dict)
