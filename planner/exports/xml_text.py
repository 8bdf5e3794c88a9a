"""Text from data made fit for XML 1.0."""

from __future__ import annotations

import re

# https://www.w3.org/TR/xml/#charsets: no escape can carry any character outside of these ranges.
_IMPOSSIBLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def xml_text(text: str) -> str:
    """Give the text with U+FFFD in place of every character that XML 1.0 cannot hold, and of carriage returns.

    A carriage return would come back as a line feed, so it is shown as what it is: something that does not belong.
    """
    return _IMPOSSIBLE.sub("\ufffd", text).replace("\r", "\ufffd")
