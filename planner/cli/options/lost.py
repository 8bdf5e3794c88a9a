"""Of `planner lost`."""

from collections.abc import Callable
from pathlib import Path
from typing import get_args

import typer

from planner.cli.options.choices import chosen
from planner.i18n import Language


def add(app: typer.Typer, language: Language, _: Callable[[str], str]) -> None:
    """Add the command."""

    @app.command(
        help=_("Plan a joint search for somebody who is missing: rings, likely places, a sector for each unit.")
    )
    def lost(
        plan: Path = typer.Argument(help=_("plan.json, or the folder that holds it")),
        *,
        at: str = typer.Option(..., help=_("The moment now, such as 2026-11-23T22:15 (the plan's time zone)")),
        place: str = typer.Option(
            ..., "--from", help=_("Where they were seen last: name or id of a place, or LON,LAT in WGS84")
        ),
        seen: str = typer.Option(..., "--last-seen", help=_("When they were seen last")),
        who: str = typer.Option(..., help=_("How they move: child, adult, elderly or vehicle")),
        pace: float | None = typer.Option(None, min=0.5, max=130, help=_("Their pace in km/h, in place of the kind's")),
        distances: str = typer.Option(
            "", help=_("Kilometres within which 25, 50, 75 and 95 % are found, in place of the kind's: 0.3,0.8,2,5")
        ),
        positions: Path | None = typer.Option(None, help=_("JSON file with the units' live positions")),
        out: Path = typer.Option(..., help=_("Folder for map.html, sheets.html and search.json")),
    ) -> None:
        from planner.cli.lost import Asked
        from planner.cli.lost import lost as run
        from planner.dispatch.search.kinds import Who

        asked = Asked(
            at=at,
            place=place,
            seen=seen,
            who=chosen(who, get_args(Who), _("the kinds are child, adult, elderly and vehicle"), "--who"),
            pace_kmh=pace,
            distances=distances,
            positions=positions,
            out=out,
        )
        raise typer.Exit(run(plan, asked, language))
