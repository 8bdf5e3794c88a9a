"""Of `planner lost`."""

from collections.abc import Callable
from pathlib import Path

import typer

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
        place: str = typer.Option(..., "--from", help=_("Where they were seen last: LON,LAT in WGS84")),
        seen: str = typer.Option(..., "--last-seen", help=_("When they were seen last")),
        who: str = typer.Option(..., help=_("How they move: child, adult, elderly or vehicle")),
        pace: float | None = typer.Option(None, min=0.5, max=130, help=_("Their pace in km/h, in place of the kind's")),
        distances: str = typer.Option(
            "", help=_("Kilometres within which 25, 50, 75 and 95 % are found, in place of the kind's: 0.3,0.8,2,5")
        ),
        positions: Path | None = typer.Option(None, help=_("JSON file with the units' live positions")),
        out: Path = typer.Option(..., help=_("Folder for map.html, sheets.html and search.json")),
    ) -> None:
        if who not in {"child", "adult", "elderly", "vehicle"}:
            raise typer.BadParameter(_("the kinds are child, adult, elderly and vehicle"), param_hint="--who")
        from planner.cli.lost import Asked
        from planner.cli.lost import lost as run

        asked = Asked(
            at=at,
            place=place,
            seen=seen,
            who=who,  # type: ignore[arg-type]  # held against the four above
            pace_kmh=pace,
            distances=distances,
            positions=positions,
            out=out,
        )
        raise typer.Exit(run(plan, asked, language))
