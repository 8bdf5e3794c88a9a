"""Tables kept on disk: found again, never wrong, never in the way."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from planner.domain.street import Streets
from planner.streets import matrix_cache, travel
from planner.streets.matrix_cache import cache_folder, key_of, remembered
from planner.streets.travel import Travel

TABLE = np.array([[0.0, 1.5, np.inf], [2.25, 0.0, 7.0]])


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a cache of its own that does not exist yet."""
    monkeypatch.setenv("PATROL_PLANNER_CACHE", str(tmp_path / "own" / "cache"))
    return tmp_path / "own" / "cache"


def refuse() -> np.ndarray:
    """Stand for work that must not be done again."""
    raise AssertionError("made again")


def test_a_table_is_made_once(folder: Path) -> None:
    """The second time it comes from disk, the same to the last bit, and can be written to."""
    remembered("k", (2, 3), lambda: TABLE)
    again = remembered("k", (2, 3), refuse)
    np.testing.assert_array_equal(again, TABLE)
    again[0, 0] = 5.0
    assert [path.name for path in folder.iterdir()] == ["k.times"]


@pytest.mark.parametrize("damage", ["shorter", "other", "empty", "shape"])
def test_a_damaged_file_is_passed_over_and_written_again(folder: Path, damage: str) -> None:
    """Cut off, with a bit turned, empty, or of another size."""
    remembered("k", (2, 3), lambda: TABLE)
    path = folder / "k.times"
    data = path.read_bytes()
    path.write_bytes(
        {"shorter": data[:-8], "other": data[:40] + b"\xff" + data[41:], "empty": b"", "shape": data + data}[damage]
    )
    np.testing.assert_array_equal(remembered("k", (2, 3), lambda: TABLE + 1), TABLE + 1)
    np.testing.assert_array_equal(remembered("k", (2, 3), refuse), TABLE + 1)


def test_what_was_used_longest_ago_makes_room(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Room for three tables of 80 bytes: a use counts, and what was left unfinished goes."""
    monkeypatch.setattr(matrix_cache, "LIMIT_BYTES", 250)
    for age_s, name in ((500, "a"), (400, "b"), (300, "c")):
        remembered(name, (2, 3), lambda: TABLE)
        os.utime(folder / f"{name}.times", (time.time() - age_s,) * 2)
    (folder / "old.part").write_bytes(b"")
    os.utime(folder / "old.part", (0, 0))
    (folder / "somebody.else").write_bytes(b"")
    remembered("a", (2, 3), refuse)
    remembered("d", (2, 3), lambda: TABLE)
    assert {path.name for path in folder.iterdir()} == {"a.times", "c.times", "d.times", "somebody.else"}
    remembered("huge", (20, 3), lambda: np.zeros((20, 3)))
    assert not (folder / "huge.times").exists()


def test_without_a_folder_nothing_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Switched off, or a file where the folder should be: the table is made every time."""
    (tmp_path / "file").write_text("no folder")
    for place in ("", str(tmp_path / "file"), str(tmp_path / "file" / "below")):
        monkeypatch.setenv("PATROL_PLANNER_CACHE", place)
        for _ in range(2):
            np.testing.assert_array_equal(remembered("k", (2, 3), lambda: TABLE), TABLE)
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_the_folder_is_the_users_own(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nothing is named, it is in the cache of the system."""
    monkeypatch.delenv("PATROL_PLANNER_CACHE", raising=False)
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setenv("XDG_CACHE_HOME", "/somewhere")
    assert cache_folder() == Path("/somewhere/patrol-planner")
    monkeypatch.setattr("sys.platform", "win32")
    monkeypatch.delenv("LOCALAPPDATA", raising=False)
    assert cache_folder() is None


def test_the_key_tells_all_columns_apart() -> None:
    """By value, type, shape and order."""
    one, two = np.arange(4), np.arange(4, 8)
    keys = [
        key_of(one, two),
        key_of(two, one),
        key_of(one),
        key_of(one.astype(np.int32), two),
        key_of(one.reshape(2, 2), two),
        key_of(np.concatenate([one, two])),
    ]
    assert len(set(keys)) == len(keys)
    assert key_of(one, two) == key_of(one.copy(), two.copy())


def test_travel_times_come_from_the_cache_only_for_the_same_question(
    crossing: Streets, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another speed, mode, source or target is another table, and small tables are not kept at all."""
    Travel(crossing, "car", 30.0).times([0, 1], [2, 3])
    assert not folder.exists()
    monkeypatch.setattr(travel, "WORTH_KEEPING", 0)
    first = Travel(crossing, "car", 30.0).times([0, 1], [2, 3])
    monkeypatch.setattr(Travel, "_made", lambda *_: refuse())
    np.testing.assert_array_equal(Travel(crossing, "car", 30.0).times([0, 1], [2, 3]), first)
    np.testing.assert_array_equal(Travel(crossing, "car", 30.0).times([1, 0], [3, 2]), first[::-1, ::-1])
    for mode, speed_kmh, sources in (("car", 31.0, [0, 1]), ("foot", 30.0, [0, 1]), ("car", 30.0, [0, 4])):
        with pytest.raises(AssertionError, match="made again"):
            Travel(crossing, mode, speed_kmh).times(sources, [2, 3])


def test_travel_loads_no_compiler_until_a_way_is_asked_for() -> None:
    """Reading scenarios and asking for help start quickly."""
    code = "import sys, planner.streets.travel, planner.streets.traps; sys.exit('numba' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
