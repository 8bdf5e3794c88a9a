"""Of `planner muster`."""

from collections.abc import Callable
from pathlib import Path

import typer

from planner.i18n import Language


def add(app: typer.Typer, language: Language, _: Callable[[str], str]) -> None:
    """Add the command."""

    @app.command(help=_("Tell who goes to which rescue point and who stays behind."))
    def muster(
        plan: Path = typer.Argument(help=_("plan.json, or the folder that holds it")),
        *,
        at: str = typer.Option(..., help=_("The moment now, such as 2026-11-23T22:15 (the plan's time zone)")),
        order: Path = typer.Option(..., help=_("JSON file with the rescue points and the cover that stays")),
        leave_ground: bool = typer.Option(False, "--leave-ground", help=_("Units may leave the ground they keep to")),
        positions: Path | None = typer.Option(None, help=_("JSON file with the units' live positions")),
        out: Path | None = typer.Option(None, help=_("File for the answer as JSON")),
        map_file: Path | None = typer.Option(None, "--map", help=_("HTML file with the map")),
        time_limit: float = typer.Option(20.0, min=0.1, help=_("Seconds for the solver, if it is needed")),
    ) -> None:
        from planner.cli.muster import Asked
        from planner.cli.muster import muster as run

        asked = Asked(
            at=at,
            order=order,
            leave_ground=leave_ground,
            positions=positions,
            out=out,
            map_file=map_file,
            time_s=time_limit,
        )
        raise typer.Exit(run(plan, asked, language))
