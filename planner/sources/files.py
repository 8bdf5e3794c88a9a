"""Where the files of a scenario stand, and their bytes."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Mapping
from dataclasses import dataclass
from io import BufferedReader
from pathlib import Path

from planner.errors import Fault, InputRefused
from planner.sources.faults import shown

MANIFEST_NAME = "scenario.toml"

LARGEST_BYTES = 512 * 2**20
"""A file larger than this is not read; a whole country's streets are smaller."""

_VARIABLE = re.compile(r"\$\{([A-Za-z_][A-Za-z0-9_]*)(?::-([^}]*))?\}")


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file of the scenario.

    Attributes
    ----------
    path
        Where it stands.
    name
        How faults call it: relative to the scenario folder.
    layer
        Layer inside a GeoPackage or KML file, if one is named.
    """

    path: Path
    name: str
    layer: str | None = None

    def refused(self, code: str, place: str = "", **params: object) -> InputRefused:
        """Give the error that refuses this file."""
        return InputRefused([Fault(code=code, file=self.name, place=place, params=params)])

    def data(self) -> bytes:
        """Read the file.

        Raises
        ------
        InputRefused
            As `opened` says.
        """
        with self.opened() as file:
            try:
                data = file.read()
            except OSError as error:
                raise self.refused("file_unreadable", detail=error.strerror or type(error).__name__) from None
        if not data:
            raise self.refused("file_empty")
        return data

    def opened(self) -> BufferedReader:
        """Open the file.

        Raises
        ------
        InputRefused
            If it does not exist, is a folder or something else that is no file, cannot be read, is empty or too large.
        """
        try:
            status = self.path.stat()
            if stat.S_ISDIR(status.st_mode):
                raise self.refused("file_is_folder")
            if not stat.S_ISREG(status.st_mode):
                raise self.refused("file_not_regular")
            if status.st_size > LARGEST_BYTES:
                raise self.refused("file_too_large", size_mb=status.st_size // 10**6, limit_mb=LARGEST_BYTES // 10**6)
            if status.st_size == 0:
                raise self.refused("file_empty")
            return self.path.open("rb")
        except FileNotFoundError:
            raise self.refused("file_missing") from None
        except OSError as error:
            raise self.refused("file_unreadable", detail=error.strerror or type(error).__name__) from None
        except ValueError:
            raise self.refused("file_name_invalid") from None


def manifest_file(path: Path) -> SourceFile:
    """Find the manifest for a scenario folder, or for the manifest itself."""
    path = Path(path)
    try:
        if path.is_dir():
            return SourceFile(path / MANIFEST_NAME, MANIFEST_NAME)
        if not path.exists():
            raise SourceFile(path, shown(str(path))).refused("scenario_missing")
    except (OSError, ValueError):
        raise SourceFile(path, shown(str(path))).refused("scenario_missing") from None
    return SourceFile(path, path.name)


def named_file(text: str, manifest: SourceFile, key: str, environment: Mapping[str, str] = os.environ) -> SourceFile:
    """Find a file that the manifest names, with ``${VAR}`` and ``${VAR:-default}`` taken from the environment.

    A layer of a GeoPackage or KML file may follow its name: ``station.gpkg#grids``.

    Raises
    ------
    InputRefused
        If a variable without a default is not set.
    """

    def value(match: re.Match[str]) -> str:
        found = environment.get(match[1]) or match[2]
        if found is None:
            raise manifest.refused("variable_unset", f"[files]: {key}", variable=match[1])
        return found

    name = _VARIABLE.sub(value, text)
    name, layer = _without_layer(name)
    folder = manifest.path.parent
    path = folder / name
    return SourceFile(path, shown_name(path, folder), layer)


def _without_layer(name: str) -> tuple[str, str | None]:
    for suffix in (".gpkg#", ".kml#"):
        stem, found, layer = name.partition(suffix)
        if found:
            return stem + suffix[:-1], layer
    return name, None


def shown_name(path: Path, folder: Path) -> str:
    """Give a file's name relative to the scenario folder, or whole if it stands elsewhere."""
    inside = path.is_relative_to(folder)
    return shown(path.relative_to(folder).as_posix() if inside else path.as_posix())
