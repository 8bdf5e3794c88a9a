"""Forms that our own pages send."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import parse_qsl, urlsplit

from fastapi import Depends, Request

from planner.errors import PlannerError

FORM = "application/x-www-form-urlencoded"
LONGEST_BYTES = 8192
"""Length of a form that is read; a filled one has a few hundred bytes."""


class FormForeign(PlannerError):
    """A form was not sent by a page of this application."""

    code = "form_foreign"


async def own_form(request: Request) -> dict[str, str]:
    """Read a form that a page of ours has sent.

    Browsers name the origin of every form that they post; one without is refused as well.

    Raises
    ------
    FormForeign
        If it comes from another origin, from nowhere, or is no form.
    """
    media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    origin = urlsplit(request.headers.get("origin", "")).netloc
    if media_type != FORM or not origin or origin != request.headers.get("host"):
        raise FormForeign
    content = b""
    async for piece in request.stream():
        content += piece
        if len(content) > LONGEST_BYTES:
            raise FormForeign
    return {key: value.strip() for key, value in parse_qsl(content.decode("utf-8", "replace"))}


OwnForm = Annotated[dict[str, str], Depends(own_form)]
"""The fields of a form that a page of ours has sent."""
