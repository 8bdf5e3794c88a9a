"""The command line: thin, in Chinese or English."""

from __future__ import annotations

import io
import sys

from planner.i18n import Language, language_of, system_language


def main() -> None:
    """Run the `planner` command."""
    from planner.cli.app import build

    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a terminal that has no Chinese shows ? instead of failing
            stream.reconfigure(errors="replace")
    build(_language(sys.argv[1:]))(prog_name="planner")


def _language(arguments: list[str]) -> Language:
    """Find the language before anything is parsed, so that the help is in it too."""
    for number, argument in enumerate(arguments):
        if argument == "--lang" and number + 1 < len(arguments):
            return language_of(arguments[number + 1])
        if argument.startswith("--lang="):
            return language_of(argument.removeprefix("--lang="))
    return system_language()
