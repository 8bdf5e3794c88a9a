"""How long to wait for a server that is shared with others."""

from __future__ import annotations

import re
from dataclasses import dataclass
from email.utils import parsedate_to_datetime

_FREE = re.compile(r"^\s*(\d+) slots? available now", re.MULTILINE)
_NEXT = re.compile(r"^\s*Slot available after: .*?, in (-?\d+) seconds", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """How often a server is asked, and how long it is waited for.

    Attributes
    ----------
    tries
        Most questions before giving up.
    first_wait_s
        Wait after the first busy answer; it doubles with each one more [s].
    longest_wait_s
        Longest wait in one go; a server that asks for more is left alone [s].
    answer_s
        How long the server may work on the answer [s].
    slack_s
        How much longer than that one listens for its first word [s].
    receive_s
        How much longer than that the whole answer may take to come [s].
    status_s
        How long one listens for the state of the queue [s].
    """

    tries: int = 6
    first_wait_s: float = 5.0
    longest_wait_s: float = 300.0
    answer_s: float = 180.0
    slack_s: float = 15.0
    receive_s: float = 600.0
    status_s: float = 10.0

    def backoff_s(self, number: int) -> float:
        """Give the wait after busy answer `number`, counted from 0 [s]: exponential backoff."""
        return float(min(self.longest_wait_s, self.first_wait_s * 2.0**number))


def asked_wait_s(text: str | None, now_s: float) -> float | None:
    """Read a Retry-After header (RFC 9110, 10.2.3): seconds, or a date.

    Parameters
    ----------
    now_s
        The time of day [s since 1970].

    Returns
    -------
    float or None
        How long to wait [s]; None if there is no such header or it says nothing.
    """
    if not text:
        return None
    if re.fullmatch(r"\s*\d{1,9}\s*", text, re.ASCII):
        return float(text)
    try:
        return max(0.0, parsedate_to_datetime(text).timestamp() - now_s)
    except (ValueError, TypeError, OverflowError):
        return None


def free_in_s(status: str) -> float:
    """Read the page `/status` of an Overpass server: how long until a slot is free [s]; 0 if one is or it does not say.

    Examples
    --------
    >>> free_in_s("2 slots available now."), free_in_s("Slot available after: 2026-11-23T07:00:12Z, in 12 seconds.")
    (0.0, 13.0)
    """
    free = _FREE.search(status)
    waits = [int(seconds) for seconds in _NEXT.findall(status)]
    if (free and int(free[1]) > 0) or not waits:
        return 0.0
    return max(0.0, min(waits)) + 1.0
