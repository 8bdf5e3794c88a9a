"""Of `planner serve`."""

from collections.abc import Callable
from pathlib import Path

import typer

from planner.i18n import Language


def add(app: typer.Typer, language: Language, _: Callable[[str], str]) -> None:
    """Add the command."""

    @app.command(help=_("Show plans in a web browser, on this computer only until there are accounts."))
    def serve(
        plans: list[Path] = typer.Argument(None, help=_("Plan folders to add, such as out/tianan")),
        host: str = typer.Option("127.0.0.1", help=_("Address to listen on; only this computer's own for now")),
        port: int = typer.Option(8000, min=0, max=65535, help=_("Port to listen on")),
    ) -> None:
        from planner.cli.serve import serve as run

        raise typer.Exit(run(plans or [], host, port, language))
