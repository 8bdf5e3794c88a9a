"""Of `planner why`."""

from collections.abc import Callable
from pathlib import Path

import typer

from planner.i18n import Language


def add(app: typer.Typer, language: Language, _: Callable[[str], str]) -> None:
    """Add the command."""

    @app.command(help=_("Tell why a roster is impossible: shortages, the smallest conflict, and what would mend it."))
    def why(
        scenario: Path = typer.Argument(help=_("Scenario folder, or a scenario file inside one")),
        time_limit: float = typer.Option(30.0, min=1, help=_("Seconds for the solver, if it is needed")),
        seed: int = typer.Option(1, min=0, help=_("Another seed may find another choice")),
    ) -> None:
        from planner.cli.why import why as run

        raise typer.Exit(run(scenario, time_limit, seed, language))
