"""Fields of forms as readers type them: moments, places, numbers and choices."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping, Sequence
from typing import TypeVar
from zoneinfo import ZoneInfo

from planner.domain.named_places import place_of
from planner.errors import NotFound

Place = tuple[float, float]
Form = Mapping[str, str]
CLOCK = "%Y-%m-%d %H:%M"

_Choice = TypeVar("_Choice", bound=str)


class FieldWrong(NotFound):
    """A field of the form cannot be read.

    Attributes
    ----------
    field
        Its name.
    """

    def __init__(self, field: str, code: str, **params: object) -> None:
        super().__init__(code, **params)
        self.field = field


def moment(form: Form, field: str, zone: ZoneInfo) -> dt.datetime:
    """Read a moment; without an offset it is on the clock of a zone."""
    text = form.get(field, "")
    try:
        found = dt.datetime.fromisoformat(text)
    except ValueError:
        raise FieldWrong(field, "not_a_time", text=text) from None
    return found.astimezone(zone) if found.tzinfo else found.replace(tzinfo=zone)


def place(form: Form, places: Mapping[str, Place], field: str = "place") -> Place:
    """Give the place of a name or an id, or of longitude and latitude with a comma between them."""
    try:
        return place_of(form.get(field, ""), places)
    except NotFound as error:
        raise FieldWrong(field, error.code, **error.params) from None


def number(form: Form, field: str, least: float, most: float) -> float:
    """Read a number between two limits, both included."""
    text = form.get(field, "")
    try:
        found = float(text)
    except ValueError:
        found = math.nan
    if not least <= found <= most:
        raise FieldWrong(field, "number_wrong", text=text, least=least, most=most)
    return found


def choice(form: Form, field: str, known: Sequence[_Choice]) -> _Choice:
    """Give what was chosen; the first one if it is nothing of the list."""
    return next((one for one in known if one == form.get(field)), known[0])
