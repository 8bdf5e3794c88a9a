"""The pages' own files, and the ones that the build hook fetched from npm."""

from __future__ import annotations

import base64
import re
from functools import lru_cache
from pathlib import Path

from planner.errors import NotFound

ROOM = Path(__file__).parent
ASSETS = ROOM / "assets"
STATIC = ROOM / "static"

SCRIPTS = (
    "decode.js",
    "moments.js",
    "tracks.js",
    "duty.js",
    "kept.js",
    "symbols.js",
    "standing.js",
    "fit.js",
    "elements.js",
    "canvas.js",
    "labels.js",
    "palette.js",
    "seen.js",
    "unseen.js",
    "ground.js",
    "names.js",
    "live.js",
    "timebar.js",
    "layers.js",
    "near.js",
    "now.js",
    "visits.js",
    "tables.js",
    "rounds.js",
    "card.js",
    "page.js",
    "mapview.js",
    "frame.js",
)
"""The pages' own scripts in the order in which they are loaded."""
STYLES = ("map.css",)

CSS_IMAGE = re.compile(r"url\((images/[a-z0-9-]+\.png)\)")
SOURCE_MAP = re.compile(r"\n?//# sourceMappingURL=\S+\s*$")


@lru_cache(maxsize=64)
def text(path: Path) -> str:
    """Read one file.

    Raises
    ------
    NotFound
        With code ``map_asset_missing`` if the build hook has not brought it.
    """
    try:
        return path.read_text("utf-8")
    except FileNotFoundError:
        raise NotFound("map_asset_missing", file=path.relative_to(ROOM).as_posix()) from None


def script(path: Path) -> str:
    """Read a script as it may stand inside a page.

    Raises
    ------
    ValueError
        If it holds the end tag of a script element.
    """
    content = SOURCE_MAP.sub("", text(path))
    if "</script" in content.lower() or "<!--" in content:
        raise ValueError(f"{path.name} cannot stand inside a page")
    return content


def style(path: Path) -> str:
    """Read a style sheet with its images as data URIs, so that it needs no file beside it."""
    return CSS_IMAGE.sub(lambda found: f"url({_data_uri(path.parent / found[1])})", text(path))


@lru_cache(maxsize=16)
def _data_uri(path: Path) -> str:
    return "data:image/png;base64," + base64.b64encode(path.read_bytes()).decode()
