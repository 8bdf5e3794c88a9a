"""Parts of addresses."""

from __future__ import annotations

from starlette.convertors import Convertor


class AnyText(Convertor[str]):
    """A part of a path that may hold anything, slashes and line breaks included: ids come from the station's data."""

    regex = "(?s:.*)"

    def convert(self, value: str) -> str:
        """Take the text as it is."""
        return value

    def to_string(self, value: str) -> str:
        """Give the text as it is."""
        return value
