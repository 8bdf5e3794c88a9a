"""A scenario folder as one block of bytes, and back."""

from __future__ import annotations

import io
import shutil
import zipfile
from pathlib import Path

_NO_TIME = (1980, 1, 1, 0, 0, 0)
"""Earliest time that a zip file knows: the same folder then gives the same bytes."""

BLOCK_BYTES = 2**20


def pack(folder: Path) -> bytes:
    """Give the files of a folder as a zip file; links are left out, so nothing outside of the folder gets in."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(folder.rglob("*")):
            if path.is_file() and not path.is_symlink():
                entry = zipfile.ZipInfo(path.relative_to(folder).as_posix(), _NO_TIME)
                entry.compress_type = zipfile.ZIP_DEFLATED
                with path.open("rb") as source, archive.open(entry, "w") as target:
                    shutil.copyfileobj(source, target, BLOCK_BYTES)
    return buffer.getvalue()


def unpack(data: bytes, folder: Path) -> None:
    """Write the files of a zip file that `pack` made into a folder."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        archive.extractall(folder)
