"""What can go wrong, as data: a code, a place and a reason; never a sentence and never an HTTP status.

Sentences are made at the edge (`planner.i18n`), in the reader's language.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One mistake in the input.

    Attributes
    ----------
    code
        Key of the fault's sentences in `planner.i18n.faults.FAULTS`, such as ``"polygon_self_intersects"``.
    file
        The file as its reader knows it, relative to the scenario folder.
    place
        Line, key or feature inside the file, such as ``"line 12"`` or ``"feature 3 (id G07)"``; empty: the whole file.
    params
        What the sentences need: numbers and names, already in the units the sentence states.
    """

    code: str
    file: str
    place: str = ""
    params: Mapping[str, object] = field(default_factory=dict)


class PlannerError(Exception):
    """Anything this package raises on purpose."""

    code = "planner_error"

    def __init__(self, code: str = "", **params: object) -> None:
        self.code = code or type(self).code
        self.params = params
        super().__init__(f"{self.code} {params}" if params else self.code)


class InputRefused(PlannerError):
    """The input has faults; all that were found are listed and nothing was written."""

    code = "input_refused"

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__(self.code, faults=[f"{f.file}: {f.place}: {f.code} {dict(f.params)}" for f in self.faults])


class NotFound(PlannerError):
    """Something asked for by name does not exist: a unit, a format, a plan."""

    code = "not_found"


class Stopped(PlannerError):
    """The caller asked for an end while there was nothing yet to hand over."""

    code = "stopped"
