"""Unseen streets and calls near a free unit in Chromium."""

from __future__ import annotations

import numpy as np
import pytest

from planner.evaluation.achievement.call_cover import call_cover
from planner.maps.page import render_file

pytestmark = pytest.mark.browser

NOON_S = 5 * 3600
GROUND = "() => patrolMap.app.still[0]._container.toDataURL()"


@pytest.fixture(scope="module")
def day_file(plain_day, tmp_path_factory):
    """Write the plain day's file once."""
    file = tmp_path_factory.mktemp("unseen") / "map.html"
    file.write_text(render_file(plain_day.plan, plain_day.scenario, plain_day.demand, language="en"), "utf-8")
    return file.as_uri()


@pytest.fixture
def noon(page, day_file):
    """Open the file at noon."""
    page.goto(f"{day_file}#t={NOON_S}")
    page.wait_for_selector("body.ready")
    return page


def test_unseen_streets_are_off_until_asked_for(noon):
    """The box colours the streets, and the legend on the map tells classes, shares and never."""
    before = noon.evaluate(GROUND)
    noon.click("#tab-layers")
    box = noon.get_by_label("Streets without a patrol")
    assert not box.is_checked()
    box.check()
    assert noon.evaluate(GROUND) != before
    legend = noon.locator(".map-legend .unseen-legend li").all_inner_texts()
    assert legend[0].strip().startswith("< 4 h")
    assert "never seen" in legend[-1]
    assert len(legend) == 6
    box.uncheck()
    assert noon.evaluate(GROUND) == before


def test_the_marks_cover_each_line(noon):
    """Runs end where their line ends, so that no part of a street is left without its class."""
    ends = noon.evaluate(
        "() => patrolMap.app.data.streets.classes.flatMap((row) => row.runs.map("
        "(runs, n) => runs[runs.length - 1].until - row.lines[n].n + 1))"
    )
    assert ends
    assert set(ends) == {0}


def test_the_share_follows_the_time(noon, plain_day):
    """The figures are those of the minute shown; the lowest moment is named and leads there."""
    pct = np.rint(100 * call_cover(plain_day.plan, plain_day.scenario, plain_day.demand).demand_share[:, 1:])
    for seconds in (0, NOON_S, 54_000):
        noon.evaluate(f"() => patrolMap.app.setTime({seconds})")
        shown = noon.locator(".near-figures strong").all_inner_texts()
        assert shown == [f"{share:.0f} %" for share in pct[seconds // 60]]
    noon.click(".near .link")
    assert noon.evaluate("() => patrolMap.app.t") == 60 * int(pct[:, 1].argmin())
    assert noon.locator(".near-figures strong").nth(1).inner_text() == f"{pct[:, 1].min():.0f} %"


def test_the_chart_can_be_read_without_being_seen(noon):
    """The picture has a name that tells mean and lowest, and a table has the same by hour."""
    name = noon.get_attribute(".near-chart", "aria-label")
    assert "within 3 min on average" in name
    assert "Least within 5 min" in name
    noon.click("#tab-tables")
    noon.locator("summary", has_text="Expected calls near a free unit, by hour").click()
    rows = noon.locator("#panel-tables .table-details[open] tbody tr")
    rows.nth(20).wait_for()
    assert rows.count() == noon.evaluate("() => Math.ceil(patrolMap.app.data.seconds / 3600)")


def test_the_table_of_streets_begins_with_the_worst(noon):
    """Streets that nobody is ever seen on stand first, with their length."""
    noon.click("#tab-tables")
    noon.locator("#panel-tables summary", has_text="Streets").click()
    found = noon.locator("#panel-tables .table-details[open] tbody tr")
    found.first.wait_for()
    rows = found.all_inner_texts()
    hours = [row.split("\t")[1] for row in rows if row.split("\t")[1]]
    seen = [float(one) for one in hours if one != "never seen"]
    assert seen == sorted(seen, reverse=True)
    assert hours[: len(hours) - len(seen)] == ["never seen"] * (len(hours) - len(seen))


@pytest.mark.parametrize(("width", "height", "seconds"), [(1440, 900, NOON_S), (390, 844, 54_000)])
def test_no_serious_fault_of_accessibility(noon, width, height, seconds):
    """Axe finds nothing serious with the layer on, on a desk by day and on a phone by night."""
    from axe_playwright_python.sync_playwright import Axe

    noon.set_viewport_size({"width": width, "height": height})
    noon.evaluate(
        f"() => {{ const app = patrolMap.app; app.settings.unseen = true; app.setTime({seconds}); app.refresh(); }}"
    )
    noon.wait_for_timeout(600)
    found = Axe().run(noon).response["violations"]
    assert [one["id"] for one in found if one["impact"] in {"serious", "critical"}] == []
