"""The analysis of calls in a browser: on a desk and on a phone, and for everybody."""

from __future__ import annotations

import pytest
from test_web_repair_browser import PHONE, WIDTH, faults_of

DESK = {"width": 1280, "height": 900}


@pytest.mark.browser
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize("period", ["day", "month"])
def test_an_analysis_is_read_by_everybody(page, address, routed, language, size, period) -> None:
    """It keeps to the screen, axe finds no barrier, and it asks no other host."""
    strangers = []
    page.on("request", lambda request: request.url.startswith(address) or strangers.append(request.url))
    page.set_viewport_size(size)
    page.goto(f"{address}/plans/{routed[0]}/analysis?lang={language}&period={period}")
    assert page.locator("svg[role=img]").count() > 2
    assert (page.evaluate(WIDTH), faults_of(page)) == (size["width"], [])
    assert strangers == []
