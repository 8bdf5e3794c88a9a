"""Of `planner redeploy`."""

from collections.abc import Callable
from pathlib import Path

import typer

from planner.i18n import Language


def add(app: typer.Typer, language: Language, _: Callable[[str], str]) -> None:
    """Add the command."""

    @app.command(help=_("Tell where units should wait so that most of the demand can be reached soon."))
    def redeploy(
        plan: Path = typer.Argument(help=_("plan.json, or the folder that holds it")),
        *,
        at: str = typer.Option(..., help=_("The moment now, such as 2026-11-23T22:15 (the plan's time zone)")),
        hours: int = typer.Option(1, min=1, max=24, help=_("Hours to post units for, one after the other")),
        rings: str = typer.Option("1,3,5", help=_("Minutes of response that count, ascending")),
        worth: str = typer.Option("1,1,1", help=_("Worth of each of them, in whole numbers")),
        within: float = typer.Option(15.0, min=1, max=120, help=_("Minutes within which a unit must be at its post")),
        give: float = typer.Option(0.0, min=0, max=50, help=_("Percent that may be given up for fewer moves")),
        recent: float = typer.Option(0.0, min=0, max=72, help=_("Aim at the calls of the last hours: how many hours")),
        calls: Path | None = typer.Option(None, help=_("JSON file with the calls of the last hours")),
        positions: Path | None = typer.Option(None, help=_("JSON file with the units' live positions")),
        geojson: bool = typer.Option(False, "--json", help=_("Print GeoJSON")),
        out: Path | None = typer.Option(None, help=_("File for the GeoJSON")),
        map_file: Path | None = typer.Option(None, "--map", help=_("HTML file with the map, hour by hour")),
        time_limit: float = typer.Option(20.0, min=0.1, help=_("Seconds for the solver, if it is needed")),
    ) -> None:
        from planner.cli.redeploy import Asked
        from planner.cli.redeploy import redeploy as run

        asked = Asked(
            at=at,
            hours=hours,
            rings=rings,
            worth=worth,
            within_min=within,
            give_pct=give,
            recent_h=recent,
            calls=calls,
            positions=positions,
            geojson=geojson,
            out=out,
            map_file=map_file,
            time_s=time_limit,
        )
        raise typer.Exit(run(plan, asked, language))
