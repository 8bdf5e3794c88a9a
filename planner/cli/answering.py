"""What every command answers with: exit codes, sentences, refusals, files."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from functools import wraps
from inspect import signature
from pathlib import Path
from typing import ParamSpec

from rich.console import Console

from planner.errors import Fault, InputRefused, PlannerError, Stopped
from planner.i18n import N_, Language, sentence
from planner.i18n.faults import fault_text
from planner.i18n.refusals import refusal_text

P = ParamSpec("P")

PASSES, UNMET, REFUSED, DEFECT, CANCELLED = 0, 1, 2, 3, 130
"""Exit codes of `planner plan`."""


def say(template: str, language: Language, **params: object) -> None:
    """Print one sentence on standard error, as plain text."""
    text = one_line(sentence(template, language, params))
    Console(stderr=True, soft_wrap=True).print(text, markup=False, highlight=False)


def one_line(text: str) -> str:
    """Give text that may come from a file without line ends and without what steers a terminal."""
    return "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in text)


def refuse(error: PlannerError, language: Language) -> int:
    """Say what is wrong with the input, or that the reader stopped the work, and give the exit code."""
    if isinstance(error, Stopped):
        say("{text}", language, text=refusal_text(error, language))
        return CANCELLED
    if not isinstance(error, InputRefused):
        say("{text}", language, text=refusal_text(error, language))
        return REFUSED
    say(N_("The input has {count} fault(s); nothing was written."), language, count=len(error.faults))
    for fault in error.faults:
        say("  {text}", language, text=fault_text(fault, language))
    return REFUSED


def answered(command: Callable[P, int]) -> Callable[P, int]:
    """Let a command end well when its input is refused or Ctrl-C stops it; its argument `language` is the reader's."""
    takes = signature(command)

    @wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> int:
        language: Language = takes.bind(*args, **kwargs).arguments["language"]
        try:
            return command(*args, **kwargs)
        except PlannerError as error:
            return refuse(error, language)
        except KeyboardInterrupt:
            say(N_("Given up; nothing was written."), language)
            return CANCELLED

    return run


def deliver(content: bytes, out: Path | None, language: Language) -> int:
    """Write bytes to a file or to standard output and give the exit code."""
    if out is None:
        sys.stdout.buffer.write(content)
        return 0
    try:
        out.write_bytes(content)
    except OSError as error:
        say(N_("{file} cannot be written: {why}"), language, file=out, why=error.strerror or error)
        return REFUSED
    return 0


def deliver_all(files: Mapping[str, bytes], folder: Path, language: Language) -> int:
    """Write files into a folder, which is made if there is none, and give the exit code."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        fault = Fault(code="folder_unwritable", file=str(folder), params={"why": error.strerror or str(error)})
        return refuse(InputRefused([fault]), language)
    return max(deliver(content, folder / name, language) for name, content in files.items())
