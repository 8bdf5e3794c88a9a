"""Forms that our own pages send."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
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


def form_within(longest_bytes: int) -> Callable[[Request], Awaitable[dict[str, str]]]:
    """Make what reads a form of ours that is no longer than so much."""

    async def read(request: Request) -> dict[str, str]:
        return await _read(request, longest_bytes)

    return read


async def own_form(request: Request) -> dict[str, str]:
    """Read a form that a page of ours has sent.

    Browsers name the origin of every form that they post; one without is refused as well.

    Raises
    ------
    FormForeign
        If it comes from another origin, from nowhere, is no form, or is too long.
    """
    return await _read(request, LONGEST_BYTES)


async def _read(request: Request, longest_bytes: int) -> dict[str, str]:
    media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    origin = urlsplit(request.headers.get("origin", "")).netloc
    if media_type != FORM or not origin or origin != request.headers.get("host"):
        raise FormForeign
    content = bytearray()
    async for piece in request.stream():
        content += piece
        if len(content) > longest_bytes:
            raise FormForeign
    return {key: value.strip() for key, value in parse_qsl(content.decode("utf-8", "replace"))}


OwnForm = Annotated[dict[str, str], Depends(own_form)]
"""The fields of a form that a page of ours has sent."""
