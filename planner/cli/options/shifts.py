"""Of `planner shifts`."""

from collections.abc import Callable
from pathlib import Path

import typer

from planner.i18n import Language


def add(app: typer.Typer, language: Language, _: Callable[[str], str]) -> None:
    """Add the command."""

    @app.command(help=_("Design the staggered shifts that follow the tide with the fewest kinds and hours."))
    def shifts(
        scenario: Path = typer.Argument(help=_("Scenario folder, or a scenario file inside one")),
        duty: str = typer.Option("", help=_("Only this duty; with the usual rules if the scenario has none for it")),
        out: Path | None = typer.Option(None, help=_("File for the shifts, to be put into scenario.toml")),
        time_limit: float = typer.Option(30.0, min=1, help=_("Seconds for the solver, if it is needed")),
        seed: int = typer.Option(1, min=0, help=_("Another seed may find another choice")),
    ) -> None:
        from planner.cli.shifts import Asked
        from planner.cli.shifts import shifts as run

        asked = Asked(scenario=scenario, duty=duty, out=out, time_s=time_limit, seed=seed)
        raise typer.Exit(run(asked, language))
