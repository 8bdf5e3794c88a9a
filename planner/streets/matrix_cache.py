"""Tables of travel times kept on disk under a hash of all that they are made from.

They stand in the user's cache folder, or in the folder that `PATROL_PLANNER_CACHE` names; if that is empty, or the
folder cannot be written or read, nothing is kept. A file is a SHA-256 over the times and then the times, so that a
damaged one is passed over. Those used longest ago are removed when there are too many.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

VARIABLE = "PATROL_PLANNER_CACHE"
LIMIT_BYTES = 256 * 2**20
"""Most that is kept on disk [bytes]."""
FORMAT = b"times 1"
"""Part of every hash; changes with the meaning of the numbers."""
SUFFIX, UNFINISHED = ".times", ".part"
STALE_S = 3600.0
"""An unfinished file older than this was left behind [s]."""


def cache_folder() -> Path | None:
    """Give the folder of the cache, made or not; None: there shall be none."""
    if VARIABLE in os.environ:
        named = os.environ[VARIABLE]
        return Path(named) if named else None
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA", "")
    elif sys.platform == "darwin":
        base = "~/Library/Caches"
    else:
        base = os.environ.get("XDG_CACHE_HOME") or "~/.cache"
    with contextlib.suppress(RuntimeError):  # a user without a home
        return Path(base).expanduser() / "patrol-planner" if base else None
    return None


def key_of(*columns: NDArray[np.generic]) -> str:
    """Give the hash of some columns with their types and shapes, in hexadecimal."""
    total = hashlib.sha256(FORMAT)
    for column in columns:
        total.update(f" {column.dtype.str} {column.shape} ".encode())
        total.update(np.ascontiguousarray(column).data)
    return total.hexdigest()


def remembered(key: str, shape: tuple[int, int], make: Callable[[], Floats]) -> Floats:
    """Give the table of a key: from the cache if it is there, else made and kept.

    Parameters
    ----------
    shape
        Rows and columns of the table.
    make
        Makes it.
    """
    folder = cache_folder()
    if folder is None:
        return make()
    path = folder / f"{key}{SUFFIX}"
    found = _read(path, shape)
    if found is None:
        found = make()
        with contextlib.suppress(OSError):
            _write(path, found)
    return found


def _read(path: Path, shape: tuple[int, int]) -> Floats | None:
    """Read a table; None if it is not there or is damaged."""
    try:
        data = path.read_bytes()
        if len(data) != 32 + 8 * shape[0] * shape[1] or hashlib.sha256(data[32:]).digest() != data[:32]:
            return None
        with contextlib.suppress(OSError):
            os.utime(path)
    except OSError:
        return None
    return np.frombuffer(data, "<f8", offset=32).reshape(shape).astype(np.float64)


def _write(path: Path, table: Floats) -> None:
    """Write a table whole or not at all, and make room for it first."""
    body = np.ascontiguousarray(table, "<f8").tobytes()
    if len(body) > LIMIT_BYTES:
        return
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    _make_room(path.parent, len(body))
    handle, name = tempfile.mkstemp(suffix=UNFINISHED, dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(hashlib.sha256(body).digest())
            stream.write(body)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _make_room(folder: Path, wanted_bytes: int) -> None:
    """Remove the tables used longest ago until another one fits, and unfinished files that were left behind."""
    kept: list[tuple[float, int, Path]] = []
    for path in folder.iterdir():
        if path.suffix in {SUFFIX, UNFINISHED}:
            with contextlib.suppress(OSError):
                status = path.stat()
                if path.suffix == SUFFIX:
                    kept.append((status.st_mtime, status.st_size, path))
                elif status.st_mtime < time.time() - STALE_S:
                    path.unlink()
    total = sum(size for _, size, _ in kept) + wanted_bytes
    for _, size, path in sorted(kept):
        if total <= LIMIT_BYTES:
            return
        with contextlib.suppress(OSError):
            path.unlink()
            total -= size
