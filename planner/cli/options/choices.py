"""An option that takes one of a few words."""

from typing import TypeVar

import typer

Word = TypeVar("Word", bound=str)


def chosen(value: str, known: tuple[Word, ...], told: str, option: str) -> Word:
    """Give the word that was typed, as one of those known.

    Raises
    ------
    typer.BadParameter
        With the sentence `told` for the option, if it is none of them.
    """
    for word in known:
        if value == word:
            return word
    raise typer.BadParameter(told, param_hint=option)
