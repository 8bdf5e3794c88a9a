"""ZIP archives whose bytes depend on what is in them only."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable

EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The first date that ZIP can hold (PKWARE APPNOTE 4.4.6); every file states it."""


def archive(files: Iterable[tuple[str, bytes]]) -> bytes:
    """Give a ZIP archive of files in the order given; the names are the writer's own, never text from data."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as made:
        for name, content in files:
            entry = zipfile.ZipInfo(name, EARLIEST)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            made.writestr(entry, content)
    return target.getvalue()
