"""The reader's language."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Header, Query, Request

from planner.i18n import Language, language_of


def from_header(accepted: str) -> Language:
    """Give Chinese or English by an Accept-Language header (RFC 9110, 12.5.4); English if it wants neither."""
    weights: dict[Language, float] = {}
    for part in accepted.split(","):
        tag, _, parameter = part.strip().partition(";")
        name = tag.strip().lower()
        if name.split("-")[0] in {"zh", "en"}:
            language = language_of(name)
            weights[language] = max(weights.get(language, 0.0), _weight(parameter))
    return max(weights, key=lambda language: weights[language], default="en")


def _weight(parameter: str) -> float:
    key, _, value = parameter.strip().partition("=")
    try:
        return float(value) if key.strip().lower() == "q" else 1.0
    except ValueError:
        return 0.0


def of_request(request: Request) -> Language:
    """Give the language of a request that may not have reached its route."""
    wanted = request.query_params.get("lang")
    if wanted in {"zh", "en"}:
        return language_of(wanted)
    return from_header(request.headers.get("accept-language", ""))


def _reader(
    lang: Annotated[
        Language | None, Query(description="Language of sentences; the Accept-Language header by default.")
    ] = None,
    accept_language: Annotated[str | None, Header(include_in_schema=False)] = None,
) -> Language:
    return lang or from_header(accept_language or "")


Reader = Annotated[Language, Depends(_reader)]
"""The language of the one who asks."""
