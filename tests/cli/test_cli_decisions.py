"""`planner lost`, `planner muster` and `planner redeploy`: what they write and what they refuse."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

Run = Callable[..., Result]
AT = ("--at", "2026-11-23T10:15")
SEEN = ("--from", "114.0225,22.5325", "--last-seen", "2026-11-23T09:50")


def offline(page: Path) -> str:
    """Read a page, which runs no script and fetches nothing."""
    text = page.read_text("utf-8")
    assert "<script" not in text
    assert "http" not in text.replace("http-equiv", "")
    return text


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_search_is_written(planner_cli: Run, plan_folder: Path, tmp_path: Path, lang: str) -> None:
    """Map, sheets and JSON stand in the folder; pages run no script and fetch nothing."""
    out = tmp_path / "search"
    result = planner_cli("lost", plan_folder, *AT, *SEEN, "--who", "child", "--out", out, lang=lang)
    assert result.exit_code == 0, result.output
    assert ("走失" in (out / "map.html").read_text("utf-8")) == (lang == "zh")
    for name in ("map.html", "sheets.html"):
        page = (out / name).read_text("utf-8")
        assert "<script" not in page
        assert "http" not in page.replace("http-equiv", "")
        assert "<use href=" in page
    told = json.loads((out / "search.json").read_text("utf-8"))
    assert len(told["stages"]) == 3
    assert len(told["rings"]) == 4


def test_a_wrong_search_is_refused(planner_cli: Run, plan_folder: Path, tmp_path: Path) -> None:
    """A kind that there is not, a time after now, and distances that are none."""
    out = ("--out", tmp_path / "search")
    assert planner_cli("lost", plan_folder, *AT, *SEEN, "--who", "ghost", *out).exit_code == 2
    later = ("--from", "114.0225,22.5325", "--last-seen", "2026-11-23T11:50")
    assert planner_cli("lost", plan_folder, *AT, *later, "--who", "child", *out).exit_code == 2
    wrong = ("--distances", "a,b")
    assert planner_cli("lost", plan_folder, *AT, *SEEN, "--who", "child", *wrong, *out).exit_code == 2
    assert not (tmp_path / "search").exists()


def test_a_muster_is_told_and_written(planner_cli: Run, plan_folder: Path, tmp_path: Path) -> None:
    """The exit code says whether all needs are met; what is missing has a reason."""
    order, out, page = (tmp_path / name for name in ("order.json", "out.json", "muster.html"))
    point = {"id": "R", "lon": 114.0225, "lat": 22.5325, "units": 1}
    order.write_text(json.dumps({"format": "patrol-muster/1", "points": [point]}), encoding="utf-8")
    result = planner_cli("muster", plan_folder, *AT, "--order", order, "--out", out, "--map", page, lang="zh")
    assert result.exit_code == 0, result.output
    assert "前往R的路线" in offline(page)
    assert [sent["point"] for sent in json.loads(out.read_text("utf-8"))["sent"]] == ["R"]
    order.write_text(json.dumps({"format": "patrol-muster/1", "points": [{**point, "units": 99}]}), encoding="utf-8")
    result = planner_cli("muster", plan_folder, *AT, "--order", order, "--out", out)
    assert result.exit_code == 1
    assert "98 missing" in result.output
    order.write_text(json.dumps({"format": "patrol-muster/1", "points": [{**point, "name_of_person": "x"}]}))
    result = planner_cli("muster", plan_folder, *AT, "--order", order)
    assert result.exit_code == 2


def test_posts_are_told_and_written(planner_cli: Run, plan_folder: Path, tmp_path: Path) -> None:
    """A point a unit and hour, a line a move, a map; calls of a file move the aim; rings must ascend."""
    out, calls, page = (tmp_path / name for name in ("posts.geojson", "calls.json", "posts.html"))
    call = {"time": "2026-11-23T10:05:00+08:00", "lon": 114.0155, "lat": 22.5265}
    calls.write_text(json.dumps({"format": "patrol-calls/1", "calls": [call] * 5}), encoding="utf-8")
    result = planner_cli("redeploy", plan_folder, *AT, "--hours", 2, "--calls", calls, "--out", out, "--map", page)
    assert result.exit_code == 0, result.output
    assert offline(page).count('decision-map"') == 2
    told = json.loads(out.read_text("utf-8"))
    assert len(told["hours"]) == 2
    assert "5 calls in the last 3 h" in result.output
    assert "5 calls in the last 3 h" in page.read_text("utf-8")
    assert [[rise["calls"] for rise in hour["risen"]] for hour in told["hours"]] == [[5], []]
    assert all(hour["after"][0] <= hour["after"][1] <= hour["after"][2] for hour in told["hours"])
    kinds = [feature["properties"]["kind"] for feature in told["features"]]
    assert set(kinds) == {"post", "way"}
    assert kinds.count("way") == sum(hour["moves"] for hour in told["hours"])
    assert planner_cli("redeploy", plan_folder, *AT, "--rings", "5,3,1").exit_code == 2
    assert planner_cli("redeploy", plan_folder, *AT, "--calls", tmp_path / "gone.json").exit_code == 2
