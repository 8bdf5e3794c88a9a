"""The file for disk and the page for the server, as text."""

from __future__ import annotations

import base64
import hashlib
import json
import re

import pytest

from planner.i18n.labels import LABELS
from planner.maps import assets
from planner.maps.page import render_file, render_page

SCRIPT = re.compile(r"<script(?P<attributes>[^>]*)>(?P<code>.*?)</script>", re.DOTALL)
LOADS = re.compile(r"""(?:src|href|action|data)\s*=\s*["']?https?:|@import|url\(\s*["']?https?:""", re.IGNORECASE)


@pytest.fixture(scope="module")
def html(plain_day):
    """Render the file of the plain day."""
    return render_file(plain_day.plan, plain_day.scenario, plain_day.demand, language="en")


@pytest.fixture(scope="module")
def served(plain_day):
    """Render the served page of the plain day."""
    urls = {
        "assets_url": "/assets/",
        "static_url": "/static/",
        "script_url": "/map.js",
        "data_url": "/plans/1/map.json",
    }
    return render_page(plain_day.plan, plain_day.scenario, plain_day.demand, language="zh", **urls)


def test_a_file_is_the_same_from_run_to_run(plain_day, html):
    """Byte for byte, so that files can be compared and cached."""
    from planner.maps.shell import shell

    shell.cache_clear()
    assert render_file(plain_day.plan, plain_day.scenario, plain_day.demand, language="en") == html


def test_a_file_loads_nothing(html):
    """No element and no style sheet names another host; what scripts may ask for, the browser tests watch."""
    assert LOADS.findall(SCRIPT.sub("", html)) == []
    assert "<link" not in html
    assert "sourceMappingURL" not in html


def test_only_the_files_own_scripts_may_run(html):
    """The policy names the hash of every script, and of nothing else."""
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', html)[1]
    allowed = set(re.findall(r"sha256-[A-Za-z0-9+/=]+", policy))
    codes = [m["code"] for m in SCRIPT.finditer(html) if "application/json" not in m["attributes"]]
    hashes = {"sha256-" + base64.b64encode(hashlib.sha256(code.encode()).digest()).decode() for code in codes}
    assert hashes == allowed
    assert "default-src &#x27;none&#x27;" in policy
    assert "unsafe-inline" not in policy.partition("script-src")[2]
    assert "connect-src" not in policy


def test_a_file_is_small(html):
    """Assets, streets, 14 shifts and 72 flights stay far under 3 MB."""
    assert len(html.encode()) < 1_000_000


def test_tiles_open_the_policy_for_their_host_only(plain_day):
    """A tile server is named in img-src and nowhere else."""
    html = render_file(
        plain_day.plan,
        plain_day.scenario,
        plain_day.demand,
        language="en",
        tiles="https://{s}.tiles.example/{z}/{x}/{y}.png",
    )
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', html)[1]
    assert "img-src data: blob: https://*.tiles.example;" in policy


def test_a_served_page_holds_no_text_of_the_plan(served):
    """Names travel in the data, which is JSON; the page and the script are the same for every plan."""
    assert "Lattice" not in served.html + served.script
    assert json.loads(served.data)["station"]["name"] == "Lattice Police Station"


def test_a_served_page_has_no_script_of_its_own(served):
    """Every script comes from the server, as `script-src 'self'` demands."""
    assert all(not m["code"] for m in SCRIPT.finditer(served.html))
    assert '<script src="/assets/leaflet/leaflet.js"></script>' in served.html
    assert '<script src="/map.js"></script>' in served.html
    assert 'lang="zh-CN"' in served.html


def test_urls_are_escaped(plain_day):
    """A URL that the server hands in cannot open markup."""
    urls = {
        "assets_url": "/a/",
        "static_url": "/s/",
        "script_url": "/m.js",
        "data_url": '/x"><script>alert(1)</script>',
    }
    page = render_page(plain_day.plan, plain_day.scenario, plain_day.demand, language="en", **urls)
    assert "<script>alert" not in page.html


def test_every_script_is_loaded_and_every_word_is_there():
    """No script lies about unused, and every word that a script asks for is in the table of words."""
    assert sorted(assets.SCRIPTS) == sorted(path.name for path in assets.STATIC.glob("*.js"))
    code = "".join(assets.script(assets.STATIC / name) for name in assets.SCRIPTS)
    asked = set(re.findall(r'"(map_[a-z0-9_]+)"', code))
    assert [
        word for word in sorted(asked) if word not in LABELS and not any(key.startswith(word) for key in LABELS)
    ] == []


def test_scripts_never_read_text_as_markup():
    """The ways by which a string becomes markup or code are not used."""
    code = "".join(assets.script(assets.STATIC / name) for name in assets.SCRIPTS)
    forbidden = (
        "innerHTML",
        "outerHTML",
        "insertAdjacentHTML",
        "document.write",
        "eval(",
        "new Function",
        "bindPopup",
        "bindTooltip",
        "L.popup",
        "divIcon",
    )
    assert [word for word in forbidden if word in code] == []


def test_a_missing_asset_is_named(tmp_path, monkeypatch):
    """A checkout where the build hook has not run says which file is missing."""
    from planner.errors import NotFound

    monkeypatch.setattr(assets, "ROOM", tmp_path)
    with pytest.raises(NotFound, match=r"gone\.js"):
        assets.text(tmp_path / "assets" / "gone.js")
