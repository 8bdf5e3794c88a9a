"""Answers that are files: their names, and bytes that are stored compressed."""

from __future__ import annotations

import gzip
import re
from urllib.parse import quote

from fastapi import Request, Response

_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")
_NO_NAME = re.compile(r"[\x00-\x1f\x7f-\x9f/\\:*?\"<>|\u200e\u200f\u2028-\u202e\u2066-\u2069]+")
LONGEST_NAME = 80
"""Characters of a file name before its suffix."""


def attachment(name: str, suffix: str) -> str:
    """Give a Content-Disposition that saves as `name` plus `suffix`: plain ASCII, and the full name by RFC 6266."""
    plain = _UNSAFE.sub("_", name).strip("._")[:LONGEST_NAME] or "plan"
    full = _NO_NAME.sub("_", name).strip(". ")[:LONGEST_NAME] or "plan"
    return f"attachment; filename=\"{plain}{suffix}\"; filename*=UTF-8''{quote(full + suffix, safe='')}"


def stored_gzip(request: Request, content: bytes, tag: str, media_type: str) -> Response:
    """Answer with bytes that are kept compressed: as they are to who takes gzip, 304 to who has them already.

    The two codings are two representations, so each has its own strong entity tag (RFC 9110, 8.8.3.3).
    """
    zipped = _takes_gzip(request.headers.get("accept-encoding", ""))
    headers = {
        "ETag": f'"{tag}-gzip"' if zipped else f'"{tag}"',
        "Cache-Control": "private, no-cache",
        "Vary": "Accept-Encoding",
    }
    if _has_tag(request.headers.get("if-none-match", ""), headers["ETag"]):
        return Response(status_code=304, headers=headers)
    if zipped:
        headers["Content-Encoding"] = "gzip"
    return Response(content if zipped else gzip.decompress(content), headers=headers, media_type=media_type)


def _takes_gzip(accepted: str) -> bool:
    """Read an Accept-Encoding header; a weight of zero refuses."""
    for part in accepted.lower().split(","):
        name, _, parameter = part.partition(";")
        if name.strip() in {"gzip", "*"}:
            return not re.fullmatch(r"\s*q\s*=\s*0(\.0*)?\s*", parameter)
    return False


def _has_tag(wanted: str, tag: str) -> bool:
    """Compare weakly, as If-None-Match does."""
    tags = {part.strip().removeprefix("W/") for part in wanted.split(",")}
    return "*" in tags or tag in tags
