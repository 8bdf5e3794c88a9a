"""Bytes as text, in the encodings that Chinese offices use."""

from __future__ import annotations

ENCODINGS = ("utf-8-sig", "gb18030")
"""UTF-8 with or without byte order mark, and the Chinese national standard that holds GB2312 and GBK."""


def decoded(data: bytes) -> tuple[str | None, str | None]:
    """Give the text and its encoding, or None twice if it is in none of those read."""
    if b"\0" in data:
        return None, None
    for encoding in ENCODINGS:
        try:
            return data.decode(encoding), encoding.removesuffix("-sig")
        except UnicodeDecodeError:
            continue
    return None, None


def first_unreadable_line(data: bytes) -> int:
    """Give the number of the line at which text that `decoded` refuses stops making sense in any of the encodings."""
    starts = [data.index(b"\0")] if b"\0" in data else []
    for encoding in () if starts else ENCODINGS:
        try:
            data.decode(encoding)
        except UnicodeDecodeError as error:
            starts.append(error.start)
    return data.count(b"\n", 0, max(starts, default=0)) + 1
