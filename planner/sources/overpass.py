"""Streets of a box from OpenStreetMap, by the Overpass API.

The public servers are shared: the client names itself, asks for a place before it asks for data, asks for no more than
a town, and waits when it is told to. https://dev.overpass-api.de/overpass-doc/en/preface/commons.html says what is
expected. The data are under the Open Database License; whoever shows them names their source (`ATTRIBUTION`).
"""

from __future__ import annotations

import http.client
import random
import re
import time
import urllib.error
import urllib.parse
import urllib.request
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, NamedTuple

from planner.errors import Fault, InputRefused
from planner.sources.faults import shown
from planner.sources.patience import Patience, asked_wait_s, free_in_s

if TYPE_CHECKING:
    from planner.sources.box import Box

SERVER = "https://overpass-api.de/api"
"""The main public server."""
ATTRIBUTION = "© OpenStreetMap contributors, Open Database License 1.0 (openstreetmap.org/copyright)"
"""What the license asks to be told with the data."""

LARGEST_KM2 = 2_500.0
"""A larger box is refused [km2]: it would be no station's ground, and extracts of regions are made elsewhere."""
LARGEST_BYTES = 256 * 2**20
"""A larger answer is refused [bytes]."""
CHUNK_BYTES = 64 * 2**10

BUSY = frozenset({429, 502, 503, 504})
"""Answers of a server that is asked too often or has too much to do: 429 and 504 by Overpass, the others by proxies."""

_REMARK = re.compile(rb"<remark>(.*?)</remark>", re.DOTALL)


class Told(NamedTuple):
    """How a fetch is getting on."""

    stage: Literal["asking", "waiting", "receiving"]
    wait_s: float = 0.0
    """How long it waits before it asks again [s]."""
    received: int = 0
    """How much has come so far [bytes]."""


OnFetch = Callable[[Told], None]


def query(box: Box, answer_s: float) -> str:
    """Give the question in Overpass QL: the streets that touch a box, their points with tags, and turn restrictions.

    Points stand before the streets in the answer, as readers of `.osm` files want them.
    """
    corners = f"{box.south:.7f},{box.west:.7f},{box.north:.7f},{box.east:.7f}"
    return (
        f"[out:xml][timeout:{answer_s:.0f}][maxsize:{2 * LARGEST_BYTES}];"
        f'way["highway"]({corners})->.streets;'
        'rel(bw.streets)["type"~"^restriction"]->.turns;'
        "node(w.streets)->.points;"
        "(.points;.streets;.turns;);"
        "out body;"
    )


def _silent(_told: Told) -> None:
    """Say nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Overpass:
    """One server, and how patiently it is asked.

    Attributes
    ----------
    server
        Address of its API; ``/interpreter`` and ``/status`` stand below it.
    patience
        How often and how long it is waited for.
    agent
        How the client names itself.
    sleep
        Waits so many seconds.
    """

    server: str = SERVER
    patience: Patience = field(default_factory=Patience)
    agent: str = "patrol-planner"
    sleep: Callable[[float], None] = time.sleep

    def fetch(self, box: Box, on_fetch: OnFetch = _silent) -> bytes:
        """Fetch the streets of a box as an OpenStreetMap XML file.

        Raises
        ------
        InputRefused
            If the box is too large, the server cannot be reached, stays busy or refuses, or its answer is not whole
            or no OpenStreetMap data.
        """
        if urllib.parse.urlsplit(self.server).scheme not in {"http", "https"}:
            raise self._refused("server_address")
        if box.area_km2 > LARGEST_KM2:
            raise self._refused("box_too_large", area_km2=round(box.area_km2), limit_km2=round(LARGEST_KM2))
        for number in range(self.patience.tries):
            self._wait(self._queue_s(), on_fetch)
            on_fetch(Told("asking"))
            try:
                return self._asked(box, on_fetch)
            except urllib.error.HTTPError as error:
                with error:
                    wait_s = self._busy_s(error, number)
            self._wait(wait_s, on_fetch)
        raise self._refused("server_busy", tries=self.patience.tries)

    def _wait(self, wait_s: float, on_fetch: OnFetch) -> None:
        if wait_s > 0:
            on_fetch(Told("waiting", wait_s=wait_s))
            self.sleep(wait_s)

    def _busy_s(self, error: urllib.error.HTTPError, number: int) -> float:
        """Tell how long to wait before the next try [s]; refuse what no waiting mends."""
        if error.code not in BUSY:
            raise self._refused("server_refused", status=error.code, detail=_first_words(error)) from None
        asked_s = asked_wait_s(error.headers.get("Retry-After"), time.time())
        if asked_s is not None and asked_s > self.patience.longest_wait_s:
            raise self._refused("server_wants_rest", minutes=-(-asked_s // 60)) from None
        if number + 1 == self.patience.tries:
            return 0.0
        chance = 0.75 + 0.5 * random.random()  # noqa: S311 - keeps clients apart, no secret
        return asked_s if asked_s is not None else self.patience.backoff_s(number) * chance

    def _queue_s(self) -> float:
        """Ask when there is a free slot [s]; 0 if there is one, or if the server does not say."""
        try:
            with self._open("status", None, self.patience.status_s) as answer:
                text = answer.read(CHUNK_BYTES).decode("utf-8", "replace")
        except (OSError, ValueError, http.client.HTTPException):  # the question itself will show what is wrong
            return 0.0
        return min(free_in_s(text), self.patience.longest_wait_s)

    def _asked(self, box: Box, on_fetch: OnFetch) -> bytes:
        """Ask once; busy servers are raised as `HTTPError`."""
        patience = self.patience
        data = urllib.parse.urlencode({"data": query(box, patience.answer_s)}).encode()
        try:
            with self._open("interpreter", data, patience.answer_s + patience.slack_s) as answer:
                return self._judged(self._received(answer, on_fetch))
        except urllib.error.HTTPError:
            raise
        except TimeoutError:
            raise self._refused("server_slow", seconds=round(patience.answer_s + patience.slack_s)) from None
        except urllib.error.URLError as error:
            if isinstance(error.reason, TimeoutError):
                raise self._refused("server_slow", seconds=round(patience.answer_s + patience.slack_s)) from None
            raise self._refused("server_unreachable", why=shown(str(error.reason))) from None
        except (OSError, ValueError, http.client.HTTPException) as error:
            raise self._refused("server_unreachable", why=shown(str(error) or type(error).__name__)) from None

    def _open(self, name: str, data: bytes | None, timeout_s: float) -> http.client.HTTPResponse:
        headers = {"User-Agent": self.agent, "Accept-Encoding": "gzip"}
        request = urllib.request.Request(f"{self.server.rstrip('/')}/{name}", data, headers)  # noqa: S310 - see fetch
        answer: http.client.HTTPResponse = urllib.request.urlopen(request, timeout=timeout_s)  # noqa: S310
        return answer

    def _received(self, answer: http.client.HTTPResponse, on_fetch: OnFetch) -> bytes:
        """Take in an answer as it comes, unpacked, up to the largest and the longest that is accepted."""
        zipped = answer.headers.get("Content-Encoding", "").strip().lower() == "gzip"
        unpack = zlib.decompressobj(16 + zlib.MAX_WBITS) if zipped else None
        parts: list[bytes] = []
        size, deadline = 0, time.monotonic() + self.patience.answer_s + self.patience.receive_s
        while chunk := answer.read(CHUNK_BYTES):
            try:
                part = unpack.decompress(chunk, LARGEST_BYTES + 1) if unpack else chunk
            except zlib.error:
                raise self._refused("answer_incomplete") from None
            size += len(part)
            if size > LARGEST_BYTES:
                raise self._refused("answer_too_large", limit_mb=LARGEST_BYTES // 10**6)
            if time.monotonic() > deadline:
                raise TimeoutError
            parts.append(part)
            on_fetch(Told("receiving", received=size))
        return b"".join(parts)

    def _judged(self, data: bytes) -> bytes:
        """Refuse what is no OpenStreetMap XML, or not all of it."""
        start = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
        if not re.match(rb"(<\?xml[^>]*>\s*)?<osm[\s>]", start):
            raise self._refused("answer_not_osm", start=shown(start[:200].decode("utf-8", "replace")))
        remark = _REMARK.search(data[:4096]) or _REMARK.search(data[-4096:])
        if remark:
            raise self._refused("answer_cut", remark=shown(remark[1].decode("utf-8", "replace").strip()))
        if not data.rstrip().endswith(b"</osm>"):
            raise self._refused("answer_incomplete")
        return data

    def _refused(self, code: str, **params: object) -> InputRefused:
        return InputRefused([Fault(code=code, file=shown(self.server), params=params)])


def _first_words(error: urllib.error.HTTPError) -> str:
    """Give the first words of an answer that refuses, without markup."""
    try:
        text = error.read(CHUNK_BYTES).decode("utf-8", "replace")
    except (OSError, http.client.HTTPException):
        return ""
    return shown(" ".join(re.sub(r"<style.*?</style>|<[^>]*>", " ", text, flags=re.DOTALL).split()))
