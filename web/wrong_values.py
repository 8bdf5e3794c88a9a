"""Values in the body of a request that the rooms below refuse: 422, with the field that they stand in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from planner.errors import NotFound, PlannerError

if TYPE_CHECKING:
    from planner.dispatch.standing import Positions
    from web.representations.plans import RepairWanted

POSITION_CODES = ("position_unknown_unit", "position_twice", "position_without_end")


class ValueWrong(PlannerError):
    """A value in the body of a request does not fit what is stored.

    Attributes
    ----------
    field
        Path of the field, as `web.wrong_fields` writes it.
    """

    def __init__(self, field: str, code: str, **params: object) -> None:
        super().__init__(code, **params)
        self.field = field


@dataclass(frozen=True, slots=True)
class Listed:
    """A field inside of a list: the entry that has the value which the refusal names.

    Attributes
    ----------
    field
        The list.
    values
        What each of its entries has.
    param
        Figure of the refusal that holds the value.
    """

    field: str
    values: Sequence[str]
    param: str

    def path(self, params: Mapping[str, object]) -> str:
        """Name the last entry with the value, which is the second one of two that are alike; else the list."""
        found = [number for number, value in enumerate(self.values) if value == str(params.get(self.param))]
        return f"{self.field}[{found[-1]}]" if found else self.field


class HasPositions(Protocol):
    """A question that may carry live positions."""

    @property
    def positions(self) -> Positions | None:
        """Where units report to be."""


Fields = Mapping[str, str | Listed]
"""The field of the body that each refusal is about, by its code."""


@contextmanager
def told_at(fields: Fields) -> Iterator[None]:
    """Tell a refusal that is about a field of the body as a wrong value of this field.

    Raises
    ------
    ValueWrong
        In place of a `NotFound` whose code has a field; every other error passes as it is.
    """
    try:
        yield
    except NotFound as error:
        field = fields.get(error.code)
        if field is None:
            raise
        path = field if isinstance(field, str) else field.path(error.params)
        raise ValueWrong(path, error.code, **error.params) from error


def listed(codes: Sequence[str], field: str, values: Sequence[str], param: str) -> dict[str, Listed]:
    """Give the fields of refusals that are about one entry of a list."""
    return dict.fromkeys(codes, Listed(field, values, param))


def repair_fields(wanted: RepairWanted) -> dict[str, str]:
    """Give the fields of a repair: those of the event that has happened, by its name in the body."""
    event, spot = wanted.event_name, wanted.hot_spot
    begin = "start" if event == "more" else "first"
    by_field = {
        "unit": ("unknown_unit", "unit_is_off", "unit_keeps_to_ground", "unit_cannot_take_call"),
        "location": ("place_far_off",),
        "closes": ("window_over",),
        "officer": ("unknown_officer", "officer_shift_begun"),
        begin: ("away_outside_roster", "need_outside_roster"),
        "duty": ("unknown_duty",),
        "dock": ("unknown_dock",),
        "end": ("outage_over",),
    }
    named = {code: f"{event}.{field}" for field, codes in by_field.items() for code in codes}
    later = spot is not None and spot.opens > wanted.at
    return {"moment_outside_plan": f"{event}.opens" if later else "at", **named}


def moment_fields(wanted: HasPositions) -> dict[str, str | Listed]:
    """Give the fields of every question of the moment: when, and where units report to be."""
    units = wanted.positions.units if wanted.positions else ()
    return {
        "moment_outside_plan": "at",
        **listed(POSITION_CODES, "positions.units", [one.unit for one in units], "unit"),
    }
