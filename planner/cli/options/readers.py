"""Of the commands that read a plan: check, export, map and dispatch."""

from collections.abc import Callable
from pathlib import Path

import typer

from planner.i18n import Language


def add(app: typer.Typer, language: Language, _: Callable[[str], str]) -> None:
    """Add the commands."""

    @app.command(help=_("Hold a plan against every rule, without any solver."))
    def check(
        plan: Path = typer.Argument(help=_("plan.json, or the folder that holds it")),
        scenario: Path | None = typer.Option(None, help=_("Scenario (by default the copy beside the plan)")),
    ) -> None:
        from planner.cli import readers

        raise typer.Exit(readers.check(plan, scenario, language))

    @app.command(help=_("Write a plan, or one unit's route, in another format."))
    def export(
        plan: Path = typer.Argument(help=_("plan.json, or the folder that holds it")),
        format_id: str = typer.Option(..., "--format", help=_("Format, or list to see them all")),
        unit: str | None = typer.Option(None, help=_("Only this unit's route, or drone rounds by number, dock or day")),
        officer: str | None = typer.Option(None, help=_("Only this officer's shifts")),
        out: Path | None = typer.Option(None, help=_("File to write (by default standard output)")),
    ) -> None:
        from planner.cli import readers

        raise typer.Exit(readers.export(plan, format_id, unit, officer, out, language))

    @app.command("map", help=_("Draw a plan as one map file that opens without a network."))
    def draw(
        plan: Path = typer.Argument(help=_("plan.json, or the folder that holds it")),
        out: Path = typer.Option(..., help=_("File to write, such as map.html")),
    ) -> None:
        from planner.cli import readers

        raise typer.Exit(readers.draw(plan, out, language))

    @app.command(help=_("Tell who can be at a place first, by when and along which streets."))
    def dispatch(
        plan: Path = typer.Argument(help=_("plan.json, or the folder that holds it")),
        at: str = typer.Option(..., help=_("Time of the call, such as 2026-11-23T22:15 (the plan's time zone)")),
        to: str = typer.Option(
            ..., help=_("Place of the call: its name or id, or LON,LAT in WGS84, such as 114.0213,22.5342")
        ),
        count: int = typer.Option(3, min=1, help=_("Most units to list")),
        stay: float = typer.Option(10.0, min=0.1, max=120, help=_("Minutes for which a drone must be able to stay")),
        positions: Path | None = typer.Option(None, help=_("JSON file with the units' live positions")),
        police: bool = typer.Option(False, "--police", help=_("Only units that may act alone")),
        leave_ground: bool = typer.Option(False, "--leave-ground", help=_("Units may leave the ground they keep to")),
    ) -> None:
        from planner.cli.dispatch import Call
        from planner.cli.dispatch import dispatch as run

        call = Call(
            at=at, to=to, count=count, stay_min=stay, positions=positions, police=police, leave_ground=leave_ground
        )
        raise typer.Exit(run(plan, call, language))
