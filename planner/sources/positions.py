"""Live positions of units: a JSON file with where they are and what they do, and nothing of their crews."""

from __future__ import annotations

from pathlib import Path

from pydantic import ValidationError

from planner.dispatch.standing import Position, Positions
from planner.errors import Fault, InputRefused


def read_positions(path: Path) -> tuple[Position, ...]:
    """Read a file of positions.

    Raises
    ------
    InputRefused
        If there is no such file, it is no such JSON, or it has a key that it should not have.
    """
    try:
        return Positions.model_validate_json(path.read_bytes()).units
    except FileNotFoundError as error:
        raise InputRefused([Fault(code="file_missing", file=str(path))]) from error
    except ValidationError as error:
        raise InputRefused(
            [
                Fault(
                    code="not_positions",
                    file=str(path),
                    place=".".join(str(part) for part in wrong["loc"]),
                    params={"why": wrong["msg"]},
                )
                for wrong in error.errors(include_url=False)[:MOST_FAULTS]
            ]
        ) from error
    except OSError as error:
        why = error.strerror or str(error)
        raise InputRefused([Fault(code="not_positions", file=str(path), params={"why": why})]) from error


MOST_FAULTS = 20
"""Faults of one file that are told."""
