"""A server on this machine that answers like an Overpass server, well or badly, as a test tells it to."""

from __future__ import annotations

import gzip
import http.server
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs

OSM = b"""<?xml version="1.0" encoding="UTF-8"?>
<osm version="0.6" generator="Overpass API">
<note>The data included in this document is from www.openstreetmap.org. The data is made available under ODbL.</note>
<node id="1" lat="22.5300" lon="114.0200"/><node id="2" lat="22.5320" lon="114.0200"><tag k="barrier" v="gate"/></node>
<node id="3" lat="22.5320" lon="114.0230"/><node id="4" lat="22.5340" lon="114.0200"/>
<way id="10"><nd ref="1"/><nd ref="2"/>
<tag k="highway" v="residential"/><tag k="name" v="&#27888;&#28982;&#36335;"/></way>
<way id="11"><nd ref="2"/><nd ref="3"/><tag k="highway" v="service"/></way>
<way id="12"><nd ref="2"/><nd ref="4"/><tag k="highway" v="residential"/></way>
<relation id="20"><member type="way" ref="10" role="from"/><member type="node" ref="2" role="via"/>
<member type="way" ref="11" role="to"/>
<tag k="type" v="restriction"/><tag k="restriction" v="no_right_turn"/></relation>
</osm>
"""
FREE = "Connected as: 1\nRate limit: 2\n2 slots available now.\n"


@dataclass
class Answer:
    """What one question is answered with."""

    status: int = 200
    body: bytes = OSM
    headers: dict[str, str] = field(default_factory=dict)
    pause_s: float = 0.0
    drop: bool = False


@dataclass
class Server:
    """The server: its address, what it will answer, and what it was asked."""

    url: str
    answers: list[Answer]
    status: str = FREE
    asked: list[tuple[dict[str, str], str]] = field(default_factory=list)
    status_asked: int = 0


@contextmanager
def serving(*answers: Answer, status: str = FREE) -> Iterator[Server]:
    """Answer questions one after the other; the last answer is given again and again."""
    state = Server("", list(answers) or [Answer()], status)

    class Handler(http.server.BaseHTTPRequestHandler):
        def log_message(self, *_: Any) -> None:
            """Say nothing."""

        def do_GET(self) -> None:
            state.status_asked += 1
            self._send(Answer(body=state.status.encode()))

        def do_POST(self) -> None:
            data = self.rfile.read(int(self.headers["Content-Length"])).decode()
            state.asked.append((dict(self.headers), parse_qs(data)["data"][0]))
            self._send(state.answers.pop(0) if len(state.answers) > 1 else state.answers[0])

        def _send(self, answer: Answer) -> None:
            time.sleep(answer.pause_s)
            if answer.drop:
                self.close_connection = True
                return
            self.send_response(answer.status)
            headers = {"Content-Length": str(len(answer.body)), **answer.headers}
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            try:
                self.wfile.write(answer.body)
            except OSError:
                self.close_connection = True

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    state.url = f"http://127.0.0.1:{server.server_port}/api"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield state
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def zipped(body: bytes = OSM) -> Answer:
    """Give an answer that comes packed."""
    return Answer(body=gzip.compress(body), headers={"Content-Encoding": "gzip"})
