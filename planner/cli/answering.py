"""What every command answers with: exit codes, sentences, refusals, files."""

from __future__ import annotations

import sys
from pathlib import Path

from rich.console import Console

from planner.errors import InputRefused, PlannerError
from planner.i18n import N_, Language, sentence
from planner.i18n.faults import fault_text, refusal_text

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
    """Say what is wrong with the input and give the exit code."""
    if not isinstance(error, InputRefused):
        say("{text}", language, text=refusal_text(error, language))
        return REFUSED
    say(N_("The input has {count} fault(s); nothing was written."), language, count=len(error.faults))
    for fault in error.faults:
        say("  {text}", language, text=fault_text(fault, language))
    return REFUSED


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
