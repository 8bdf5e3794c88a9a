"""The guide for adding an export holds true."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from plans import PAYLOADS, small_plan

GUIDE = Path(__file__).parents[2] / "docs" / "how-to-add-an-export.md"


@pytest.fixture(scope="module")
def form():
    """Give the format that the guide's code makes."""
    (code,) = re.findall(r"```python\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL)
    names: dict[str, object] = {}
    exec(compile(code, "ical.py", "exec"), names)  # noqa: S102 - our own documentation
    return names["FORMAT"]


def test_the_example_works(form):
    """Following the guide gives a format with one event a stop, per unit too."""
    assert form.write(small_plan()).count(b"BEGIN:VEVENT") == 6
    assert form.write(small_plan(), unit="car").count(b"BEGIN:VEVENT") == 3


@pytest.mark.parametrize("word", PAYLOADS)
def test_the_example_is_safe(form, word):
    """The example sets no bad example: a name cannot begin a line of its own."""
    lines = form.write(small_plan(word, word)).decode().split("\r\n")
    assert {line.partition(":")[0] for line in lines if line} <= {
        "BEGIN",
        "END",
        "VERSION",
        "PRODID",
        "UID",
        "DTSTAMP",
        "DTSTART",
        "DTEND",
        "SUMMARY",
    }
