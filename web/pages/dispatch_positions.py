"""Live positions as readers paste them into a form: the text of a file that `planner dispatch --positions` takes."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Literal

from pydantic import ValidationError

from planner.dispatch.standing import Positions
from web.pages.typed import FieldWrong, Form

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

FIELD = "positions"
MOST_CHARACTERS = 1_500_000
"""Length of the text: ten thousand units, as many as a file may hold."""
RESTS = ("away", "plan")
"""Where units are that do not report: not out, or where the plan has them."""

Source = Literal["plan", "live", "stranger"]
"""A position by the plan; a live one; a live one of a unit that is not in the plan."""

REFUSED = dict.fromkeys(("position_unknown_unit", "position_twice", "position_without_end"), FIELD)
"""Refusals of the dispatch room that are about this field."""

_CODES = {
    "json_invalid": "positions_not_json",
    "extra_forbidden": "positions_key_unknown",
    "missing": "positions_key_missing",
}


def positions(form: Form) -> Positions | None:
    """Read the live positions; None: there are none, and units are where the plan has them.

    Raises
    ------
    FieldWrong
        If the text is no JSON, or has a key or a value that it should not have.
    """
    text = form.get(FIELD, "")
    if not text:
        return None
    try:
        return Positions.model_validate_json(text)
    except ValidationError as error:
        wrong = error.errors(include_url=False, include_context=False)[0]
        raise FieldWrong(FIELD, _CODES.get(wrong["type"], "positions_value_wrong"), key=_key(wrong)) from None


def _key(wrong: ErrorDetails) -> str:
    """Write where in the text something is wrong, such as ``units[0].lon``."""
    parts = (f"[{part}]" if isinstance(part, int) else f".{part}" for part in wrong["loc"])
    return "".join(parts).removeprefix(".")


def source_of(unit_id: str, live: Collection[str], planned: Collection[str]) -> Source:
    """Tell where the position of a unit is from."""
    if unit_id not in live:
        return "plan"
    return "live" if unit_id in planned else "stranger"
