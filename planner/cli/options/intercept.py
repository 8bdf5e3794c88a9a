"""Of `planner intercept`."""

from collections.abc import Callable
from pathlib import Path
from typing import get_args

import typer

from planner.cli.options.choices import chosen
from planner.i18n import Language


def add(app: typer.Typer, language: Language, _: Callable[[str], str]) -> None:
    """Add the command."""

    @app.command(help=_("Tell which units close which junctions so that somebody who fled is shut in soonest."))
    def intercept(
        plan: Path = typer.Argument(help=_("plan.json, or the folder that holds it")),
        *,
        at: str = typer.Option(..., help=_("The moment now, such as 2026-11-23T22:15 (the plan's time zone)")),
        begun: str = typer.Option(
            ..., "--from", help=_("Where the flight began: name or id of a place, or LON,LAT in WGS84")
        ),
        minutes_ago: float = typer.Option(..., "--minutes-ago", min=0, max=120, help=_("How long ago it began")),
        mode: str = typer.Option("foot", help=_("How they move: foot, bike or car")),
        speed: float | None = typer.Option(None, min=1, max=200, help=_("Top speed in km/h (10, 20 or 60 by mode)")),
        within: float = typer.Option(
            10.0, min=0.5, max=120, help=_("Minutes of flight in all after which they are out")
        ),
        exits: list[str] = typer.Option(
            [], "--exit", help=_("Junction that must be closed: name or id of a place, or LON,LAT; may be repeated")
        ),
        border: bool = typer.Option(False, "--border", help=_("Close every junction from which a street leads out")),
        ready: float = typer.Option(0.0, min=0, max=30, help=_("Minutes that a unit needs to close a junction")),
        leave_ground: bool = typer.Option(False, "--leave-ground", help=_("Units may leave the ground they keep to")),
        police: bool = typer.Option(False, "--police", help=_("Only units that may act alone")),
        positions: Path | None = typer.Option(None, help=_("JSON file with the units' live positions")),
        geojson: bool = typer.Option(False, "--json", help=_("Print GeoJSON")),
        out: Path | None = typer.Option(None, help=_("File for the GeoJSON")),
        time_limit: float = typer.Option(20.0, min=0.1, help=_("Seconds for the solver, if it is needed")),
    ) -> None:
        from planner.cli.intercept import Asked
        from planner.cli.intercept import intercept as run
        from planner.domain.force import Mode

        asked = Asked(
            at=at,
            place=begun,
            minutes_ago=minutes_ago,
            mode=chosen(mode, get_args(Mode), _("the modes are foot, bike and car"), "--mode"),
            speed_kmh=speed,
            within_min=within,
            exits=tuple(exits),
            border=border,
            ready_min=ready,
            leave_ground=leave_ground,
            police=police,
            positions=positions,
            geojson=geojson,
            out=out,
            time_s=time_limit,
        )
        raise typer.Exit(run(plan, asked, language))
