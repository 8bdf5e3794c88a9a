"""The command line: thin, in Chinese or English."""

from __future__ import annotations

import io
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planner.i18n import Language

STOPPED = 130
"""Exit code after Ctrl-C."""


def main() -> None:
    """Run the `planner` command; Ctrl-C while it is being loaded ends it without a word."""
    try:
        _run()
    except KeyboardInterrupt:
        sys.exit(STOPPED)


def _run() -> None:
    from planner.cli.app import build

    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a terminal that has no Chinese shows ? instead of failing
            stream.reconfigure(errors="replace")
    language, rest = language_and_rest(sys.argv[1:])
    build(language)(rest, prog_name="planner")


def language_and_rest(arguments: Sequence[str]) -> tuple[Language, list[str]]:
    """Find the language before anything is parsed, so that the help is in it too; it may stand anywhere.

    A language that there is not is left in its place, to be refused with the other mistakes.
    """
    from planner.i18n import LANGUAGES, language_of, system_language

    language, rest = system_language(), list(arguments)
    for number, argument in enumerate(arguments):
        name, equals, value = argument.partition("=")
        if name == "--lang":
            value = value if equals else "".join(arguments[number + 1 : number + 2])
            if value in LANGUAGES:
                language = language_of(value)
                del rest[number : number + (1 if equals else 2)]
            break
    return language, rest
