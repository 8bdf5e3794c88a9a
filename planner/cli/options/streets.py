"""Of `planner streets`."""

from collections.abc import Callable
from pathlib import Path
from typing import get_args

import typer

from planner.cli.options.choices import chosen
from planner.i18n import Language


def add(app: typer.Typer, language: Language, _: Callable[[str], str]) -> None:
    """Add the command."""

    @app.command(help=_("Cut and convert a street file for a scenario, or fetch one; tell what it holds."))
    def streets(
        source: Path | None = typer.Argument(
            None, help=_("Street file: .osm, .osm.gz, .osm.pbf, .graphml, .geojson, .gpkg")
        ),
        out: Path = typer.Option(..., help=_("File to write: .geojson or .gpkg; with --fetch .osm or .osm.gz")),
        boundary: Path | None = typer.Option(None, help=_("Vector file with the ground to keep")),
        bbox: str = typer.Option("", help=_("Box to keep: WEST,SOUTH,EAST,NORTH such as 113.99,22.51,114.05,22.56")),
        margin: float | None = typer.Option(
            None, min=0, max=100_000, help=_("Metres kept around the ground (500 around a boundary, 0 around a box)")
        ),
        datum: str = typer.Option(
            "wgs84", help=_("Datum of the files: wgs84, gcj02 or bd09; what is written is wgs84")
        ),
        fetch: bool = typer.Option(
            False, "--fetch", help=_("Fetch the streets from OpenStreetMap by an Overpass server")
        ),
        server: str = typer.Option("", help=_("Address of another Overpass server, such as https://example.org/api")),
    ) -> None:
        from planner.cli.streets import Wanted
        from planner.cli.streets import streets as run
        from planner.geo import Datum
        from planner.sources.overpass import SERVER

        wanted = Wanted(
            source=source,
            out=out,
            boundary=boundary,
            bbox=bbox,
            margin_m=margin,
            datum=chosen(datum, get_args(Datum), _("the datums are wgs84, gcj02 and bd09"), "--datum"),
            server=(server or SERVER) if fetch else None,
        )
        raise typer.Exit(run(wanted, language))
