"""Of `planner evaluate`."""

from collections.abc import Callable
from pathlib import Path

import typer

from planner.i18n import Language


def add(app: typer.Typer, language: Language, _: Callable[[str], str]) -> None:
    """Add the command."""

    @app.command(help=_("Tell what a plan will achieve: how soon somebody is there, what is unseen, what is unfair."))
    def evaluate(
        plan: Path = typer.Argument(help=_("plan.json, or the folder that holds it")),
        out: Path | None = typer.Option(None, "--json", help=_("File to write, with all figures")),
    ) -> None:
        from planner.cli.evaluate import evaluate as run

        raise typer.Exit(run(plan, out, language))
