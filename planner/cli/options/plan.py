"""Of `planner plan`."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import typer

from planner.i18n import Language


def add(app: typer.Typer, language: Language, _: Callable[[str], str]) -> None:
    """Add the command."""

    @app.command(help=_("Make the plan of a scenario folder: plan.json, map.html and a summary."))
    def plan(
        scenario: Path = typer.Argument(help=_("Scenario folder, or a scenario file inside one")),
        out: Path = typer.Option(..., "--out", help=_("Folder for plan.json, map.html and the copy of the scenario")),
        start: dt.datetime | None = typer.Option(
            None, formats=["%Y-%m-%d"], help=_("First day of routes and flights (by default the roster's first day)")
        ),
        days: int = typer.Option(1, min=1, max=31, help=_("Days of routes and flights; the roster covers its horizon")),
        time_limit: float = typer.Option(40.0, min=1, help=_("Seconds for all solvers together")),
        seed: int = typer.Option(1, min=0, help=_("Another seed gives another plan, as good and less predictable")),
        alternatives: int | None = typer.Option(
            None, min=1, max=20, help=_("Alternatives for each day, nearly as good as the best; seed and date draw one")
        ),
        only: str = typer.Option("", help=_("Make only these parts: roster, routes, flights (separated by commas)")),
    ) -> None:
        from planner.cli.plan import plan as run

        wanted = tuple(part.strip() for part in only.split(",") if part.strip())
        first = start.date() if start else None
        code = run(
            scenario,
            out,
            start=first,
            days=days,
            time_s=time_limit,
            seed=seed,
            only=wanted,
            alternatives=alternatives,
            language=language,
        )
        raise typer.Exit(code)
