"""What browser tests share: Chromium without a way out of this machine."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
LOOPBACK = {"127.0.0.1", "localhost", "::1"}


def _chromium() -> str | None:
    """Find Chromium: the one named by PATROL_PLANNER_CHROMIUM, else the machine's; None means playwright's own."""
    named = os.environ.get("PATROL_PLANNER_CHROMIUM")
    return named or next((found for name in NAMES if (found := shutil.which(name))), None)


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Start Chromium, or skip and say what is missing."""
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with sync_api.sync_playwright() as playwright:
        try:
            chromium = playwright.chromium.launch(executable_path=_chromium(), args=list(ARGUMENTS))
        except sync_api.Error as error:
            pytest.skip(
                f"no Chromium: install it, or name it in PATROL_PLANNER_CHROMIUM ({str(error).splitlines()[0]})"
            )
        yield chromium
        chromium.close()


@pytest.fixture
def context(browser: Any) -> Iterator[Any]:
    """Open a fresh profile that reaches this machine only; a test whose page asks for anything else fails."""
    asked = []

    def only_here(route: Any) -> None:
        parts = urlsplit(route.request.url)
        if parts.scheme in {"http", "https", "ws", "wss"} and parts.hostname not in LOOPBACK:
            asked.append(route.request.url)
            route.abort()
        else:
            route.continue_()

    profile = browser.new_context(viewport={"width": 1440, "height": 900})
    profile.route("**/*", only_here)
    yield profile
    profile.close()
    assert asked == [], "a page asked for something outside this machine"


@pytest.fixture
def page(context: Any) -> Iterator[Any]:
    """Open a tab; a test in which a dialog opens or a script or the console reports an error fails."""
    faults = []
    tab = context.new_page()
    tab.on("dialog", lambda dialog: (faults.append(f"dialog: {dialog.message}"), dialog.dismiss()))
    tab.on("pageerror", lambda error: faults.append(f"error: {error}"))
    tab.on(
        "console", lambda line: faults.append(f"console: {line.text}") if line.type in {"error", "warning"} else None
    )
    yield tab
    tab.close()
    assert faults == []
