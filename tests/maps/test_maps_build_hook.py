"""The build hook: what it fetches, what it refuses, what it compiles."""

from __future__ import annotations

import base64
import gettext
import hashlib
import json
import sys
import tarfile
from io import BytesIO
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))
import hatch_build  # noqa: E402 - the hook lies at the top level, outside every package

CONTENT = b"window.small = 1;"


def integrity(content: bytes) -> str:
    """Hash as npm writes it."""
    return "sha512-" + base64.b64encode(hashlib.sha512(content).digest()).decode()


@pytest.fixture
def registry(tmp_path, monkeypatch):
    """Make a registry with one package of one file, and the lock file for it."""
    tarball = tmp_path / "small.tgz"
    with tarfile.open(tarball, "w:gz") as archive:
        member = tarfile.TarInfo("package/dist/small.js")
        member.size = len(CONTENT)
        archive.addfile(member, BytesIO(CONTENT))
    files = {"dist/small.js": ["small/small.js", integrity(CONTENT)]}
    package = {
        "name": "small",
        "version": "1.0.0",
        "licence": "MIT",
        "integrity": integrity(tarball.read_bytes()),
        "files": files,
    }
    lock = tmp_path / "lock.json"
    lock.write_text(json.dumps({"packages": [package]}))
    monkeypatch.setattr(hatch_build, "_pack", lambda spec, folder: tarball)
    return lock


def test_assets_are_fetched_once(registry, tmp_path):
    """The first call fetches, the second finds everything there."""
    folder = tmp_path / "assets"
    assert hatch_build.fetch_assets(registry, folder) == ["small"]
    assert (folder / "small" / "small.js").read_bytes() == CONTENT
    assert hatch_build.fetch_assets(registry, folder) == []


def test_a_changed_file_is_fetched_again_and_a_strange_one_removed(registry, tmp_path):
    """The folder is what the lock file says, whatever somebody did to it."""
    folder = tmp_path / "assets"
    hatch_build.fetch_assets(registry, folder)
    (folder / "small" / "small.js").write_text("changed")
    (folder / "old.js").write_text("left over")
    assert hatch_build.fetch_assets(registry, folder) == ["small"]
    assert not (folder / "old.js").exists()


def test_a_package_with_another_hash_is_refused(registry, tmp_path):
    """Something else under the same name and version must not get into the wheel."""
    lock = json.loads(registry.read_text())
    lock["packages"][0]["integrity"] = integrity(b"something else")
    registry.write_text(json.dumps(lock))
    with pytest.raises(hatch_build.AssetsUnavailable, match=r"small@1\.0\.0 is not what"):
        hatch_build.fetch_assets(registry, tmp_path / "assets")
    assert not (tmp_path / "assets" / "small").exists()


def test_a_registry_out_of_reach_is_explained(registry, tmp_path, monkeypatch):
    """The message says what to check and what to run afterwards."""
    monkeypatch.undo()
    failed = type("Done", (), {"returncode": 1, "stderr": "ECONNREFUSED"})()
    monkeypatch.setattr(hatch_build, "_npm", lambda: lambda *_, **__: failed)
    with pytest.raises(
        hatch_build.AssetsUnavailable, match=r"(?s)npm view leaflet.*python hatch_build\.py.*ECONNREFUSED"
    ):
        hatch_build.fetch_assets(registry, tmp_path / "assets")


def test_the_lock_file_names_licences_and_their_texts():
    """Every package is shipped with its licence."""
    packages = json.loads((ROOT / "assets.lock.json").read_text())["packages"]
    assert [
        p["name"]
        for p in packages
        if not p["licence"] or not any(t.startswith("LICENSES/") for t, _ in p["files"].values())
    ] == []


def test_catalogues_are_compiled(tmp_path):
    """A catalogue becomes what gettext reads."""
    folder = tmp_path / "zh" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "planner.po").write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\nmsgid "Patrols"\nmsgstr "巡逻"\n', "utf-8"
    )
    assert [path.name for path in hatch_build.compile_catalogues(tmp_path)] == ["planner.mo"]
    assert gettext.translation("planner", tmp_path, ["zh"]).gettext("Patrols") == "巡逻"
