"""Tables and lines in a terminal; text from data is never markup."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from planner.i18n import Language, sentence, translate

PIPED_WIDTH = 120
"""Width of tables that go to a file or another program [characters]."""


def terminal() -> Console:
    """Give standard output, wide enough for tables where it is no terminal."""
    console = Console(highlight=False)
    if not console.is_terminal:
        console.width = PIPED_WIDTH
    return console


class Page:
    """Prints sentences and tables on standard output, in one language."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self.console = terminal()

    def line(self, template: str, **params: object) -> None:
        """Print a sentence."""
        self.console.print(Text(sentence(template, self.language, params)))

    def table(
        self, title: str, heads: Sequence[str], rows: Sequence[Sequence[str]], left: Sequence[int] = (0,)
    ) -> None:
        """Print a table whose title and heads are marked texts; columns of `left` are words, the others figures."""
        table = Table(title=Text(translate(title, self.language)), title_justify="left", box=None, padding=(0, 2, 0, 0))
        table.show_header = any(heads)
        for number, head in enumerate(heads):
            table.add_column(Text(translate(head, self.language)), justify="left" if number in left else "right")
        for row in rows:
            table.add_row(*(Text(cell) for cell in row))
        self.console.print(table)
        self.console.print()
