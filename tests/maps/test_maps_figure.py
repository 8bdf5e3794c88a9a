"""The page without data: its links, its ids, its markup."""

from __future__ import annotations

import folium
import pytest
from branca.element import JavascriptLink

from planner.maps.assets import ASSETS
from planner.maps.figure import LINKS, LinkUnknown, OfflineFigure
from planner.maps.shell import shell


def test_an_unknown_link_is_refused():
    """A plugin that brings a link of its own must not get onto a page unnoticed."""
    figure = OfflineFigure()
    folium.Map(tiles=None).add_to(figure)
    figure.header.add_child(JavascriptLink("https://example.org/new.js"), name="new")
    with pytest.raises(LinkUnknown, match=r"example\.org/new\.js"):
        figure.parts()


def test_every_asset_in_the_table_is_there():
    """What the table puts in a link's place must have been fetched."""
    assert [name for name in LINKS.values() if name and not (ASSETS / name).is_file()] == []


def test_links_lead_to_assets():
    """The shell loads Leaflet from the assets and nothing else."""
    assert shell().scripts == ("leaflet/leaflet.js",)
    assert shell().styles == ("leaflet/leaflet.css",)


def test_two_shells_are_the_same():
    """Random ids must be numbered, so that a page is the same from run to run."""
    first = shell()
    shell.cache_clear()
    assert shell() == first
    assert "map_0" in first.script
    assert 'id="map_0"' in first.body


def test_no_link_is_changed_for_other_folium_maps():
    """Rendering our page must leave Folium as it was for everybody else."""
    before = list(folium.Map.default_js), list(folium.Map.default_css)
    shell.cache_clear()
    shell()
    assert (list(folium.Map.default_js), list(folium.Map.default_css)) == before


def test_the_markup_can_be_zoomed_and_holds_no_script():
    """Folium forbids zooming by default, and writes scripts into the head."""
    parts = shell()
    assert "user-scalable" not in parts.head
    assert "<script" not in parts.head + parts.body
    assert "http" not in parts.head.replace("http-equiv", "") + parts.body + parts.script
