"""Fetching by Overpass: patient with a busy server, brief with a wrong one, and never half a file."""

from __future__ import annotations

import gzip
import socket

import pytest
from overpass_server import OSM, Answer, Server, serving, zipped

from planner.errors import InputRefused
from planner.sources import overpass
from planner.sources.box import Box, box_of, read_box
from planner.sources.overpass import Overpass, Told, query
from planner.sources.patience import Patience, asked_wait_s, free_in_s

BOX = Box(114.0, 22.52, 114.04, 22.55)
QUICK = Patience(first_wait_s=4.0, answer_s=1.0, slack_s=0.0, status_s=1.0)


def client(server: Server, waits: list[float], patience: Patience = QUICK) -> Overpass:
    return Overpass(server=server.url, patience=patience, agent="patrol-planner/test", sleep=waits.append)


def refusal(server: Server, patience: Patience = QUICK, box: Box = BOX) -> tuple[str, dict[str, object]]:
    """Give the code and the figures of the one fault that a fetch is refused with."""
    with pytest.raises(InputRefused) as caught:
        client(server, [], patience).fetch(box)
    (fault,) = caught.value.faults
    assert fault.file == server.url
    return fault.code, dict(fault.params)


def test_the_answer_comes_as_it_is() -> None:
    """The file is what the server sent, packed or not; the client names itself and asks within its box."""
    waits: list[float] = []
    with serving(zipped(), Answer()) as server:
        told: list[Told] = []
        assert client(server, waits).fetch(BOX, told.append) == OSM
        assert client(server, waits).fetch(BOX) == OSM
    headers, asked = server.asked[0]
    assert headers["User-Agent"] == "patrol-planner/test"
    assert "22.5200000,114.0000000,22.5500000,114.0400000" in asked
    assert waits == []
    assert [part.stage for part in told] == ["asking", "receiving"]
    assert told[-1].received == len(OSM)


def test_the_question_asks_for_streets_turns_and_points() -> None:
    """Turn restrictions and the tags of points are part of the answer, points before streets, in bounded time."""
    asked = query(BOX, 90)
    for part in ('way["highway"]', "rel(bw.streets)", "restriction", "node(w.streets)", "out body", "[timeout:90]"):
        assert part in asked


def test_busy_twice_then_data() -> None:
    """429 and 504 are waited out, longer each time; a Retry-After is kept to the second."""
    waits: list[float] = []
    answers = (Answer(429, b"rate"), Answer(504, b"busy"), Answer(429, b"rate", {"Retry-After": "17"}), Answer())
    with serving(*answers) as server:
        assert client(server, waits).fetch(BOX) == OSM
    assert len(server.asked) == 4
    assert 3.0 <= waits[0] <= 5.0
    assert 6.0 <= waits[1] <= 10.0
    assert waits[2] == 17.0


def test_a_server_that_stays_busy_is_left_alone() -> None:
    """After its tries the client gives up and says so, and it does not wait for nothing at the end."""
    waits: list[float] = []
    with serving(Answer(429, b"")) as server:
        with pytest.raises(InputRefused) as caught:
            client(server, waits).fetch(BOX)
        assert caught.value.faults[0].code == "server_busy"
        assert len(server.asked) == QUICK.tries
        assert len(waits) == QUICK.tries - 1
    with serving(Answer(429, b"", {"Retry-After": "3600"})) as server:
        assert refusal(server) == ("server_wants_rest", {"minutes": 60})
        assert len(server.asked) == 1


def test_a_slot_is_waited_for() -> None:
    """The client asks when there is a free slot before it asks for data, and waits for it."""
    waits: list[float] = []
    status = "Rate limit: 2\nSlot available after: 2026-11-23T00:00:30Z, in 30 seconds.\n"
    status += "Slot available after: 2026-11-23T00:00:09Z, in 9 seconds.\n"
    with serving(status=status) as server:
        client(server, waits).fetch(BOX)
    assert waits == [10.0]
    assert server.status_asked == 1


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (Answer(body=b"<!DOCTYPE html><html><body>Welcome</body></html>"), "answer_not_osm"),
        (Answer(body=b"\x00\x01garbage"), "answer_not_osm"),
        (Answer(body=b""), "answer_not_osm"),
        (Answer(body=b'{"elements": []}'), "answer_not_osm"),
        (Answer(body=OSM[:-30]), "answer_incomplete"),
        (Answer(body=OSM.replace(b"</osm>", b"<remark>runtime error: timed out</remark></osm>")), "answer_cut"),
        (Answer(body=gzip.compress(OSM)[:-90], headers={"Content-Encoding": "gzip"}), "answer_incomplete"),
        (Answer(body=OSM, headers={"Content-Encoding": "gzip"}), "answer_incomplete"),
        (Answer(400, b"<html><style>p{}</style><p>line 1: parse error</p></html>"), "server_refused"),
        (Answer(404, b"nothing"), "server_refused"),
        (Answer(drop=True), "server_unreachable"),
        (Answer(pause_s=1.5), "server_slow"),
    ],
)
def test_a_bad_answer_is_refused_at_once(answer: Answer, code: str) -> None:
    """An error page, garbage, half a file and silence are told apart, and none of them is asked for twice."""
    with serving(answer) as server:
        found, params = refusal(server)
        assert found == code
        assert len(server.asked) == 1
    if code == "server_refused":
        assert params["detail"] in {"line 1: parse error", "nothing"}


def test_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither a large box is asked for, nor a large answer taken in, also not one that unpacks to it."""
    with serving() as server:
        code, params = refusal(server, box=Box(100.0, 20.0, 102.0, 21.0))
        assert (code, params["limit_km2"]) == ("box_too_large", 2500)
        assert server.asked == []
    monkeypatch.setattr(overpass, "LARGEST_BYTES", 10**6)
    for answer in (Answer(body=OSM + b" " * 10**6), zipped(b"<osm>" + b" " * 50 * 10**6)):
        with serving(answer) as server:
            assert refusal(server)[0] == "answer_too_large"


def test_nobody_listens() -> None:
    """A port without a server, and an address that is none, are told."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    for url, code in ((f"http://127.0.0.1:{port}/api", "server_unreachable"), ("file:///etc/hosts", "server_address")):
        with pytest.raises(InputRefused) as caught:
            Overpass(server=url, patience=QUICK).fetch(BOX)
        assert caught.value.faults[0].code == code


def test_waits_are_read() -> None:
    """Retry-After is seconds or a date; anything else says nothing. A status page without slots does not hold up."""
    assert asked_wait_s("120", 0.0) == 120.0
    assert asked_wait_s("Mon, 23 Nov 2026 07:00:30 GMT", 1795417200.0) == 30.0
    assert asked_wait_s("Mon, 23 Nov 2026 07:00:30 GMT", 2e9) == 0.0
    assert [asked_wait_s(text, 0.0) for text in (None, "", "soon", "-5", "1e9")] == [None] * 5
    assert free_in_s("<html>status</html>") == 0.0
    assert free_in_s("1 slots available now.\nSlot available after: x, in 50 seconds.") == 0.0
    assert free_in_s("Slot available after: x, in -2 seconds.") == 1.0
    assert [Patience().backoff_s(k) for k in range(8)] == [5.0, 10.0, 20.0, 40.0, 80.0, 160.0, 300.0, 300.0]


def test_boxes() -> None:
    """A box has its area and grows by metres."""
    box = read_box("114.00,22.52, 114.04,22.55")
    assert box == BOX
    assert box.area_km2 == pytest.approx(4.11 * 3.34, rel=0.01)
    wide = box.wider(1000.0)
    assert wide.area_km2 == pytest.approx(6.11 * 5.34, rel=0.01)
    assert box_of(box.region) == box
