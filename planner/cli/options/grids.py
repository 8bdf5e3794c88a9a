"""Of `planner grids`: repair drawn grids, draw new ones."""

from collections.abc import Callable
from pathlib import Path
from typing import get_args

import typer

from planner.cli.options.choices import chosen
from planner.i18n import Language


def add(app: typer.Typer, language: Language, _: Callable[[str], str]) -> None:
    """Add the commands."""
    grids = typer.Typer(help=_("Repair grids that are drawn, or draw new ones."), no_args_is_help=True)
    app.add_typer(grids, name="grids")
    _add_repair(grids, language, _)
    _add_draw(grids, language, _)


def _add_repair(grids: typer.Typer, language: Language, _: Callable[[str], str]) -> None:
    @grids.command(help=_("Repair grid polygons: gaps, overlaps, splinters, doubles; tell every change."))
    def repair(
        source: Path = typer.Argument(help=_("Vector file with the grids: .geojson, .gpkg, .shp, .kml")),
        out: Path = typer.Option(..., help=_("GeoJSON file to write; it is WGS84")),
        boundary: Path | None = typer.Option(None, help=_("Vector file with the ground of the station")),
        widest: float = typer.Option(
            10.0, min=0.01, help=_("Widest gap or overlap that is a slip of the hand, in metres")
        ),
        key: str = typer.Option("id", "--id", help=_("Property that names a grid")),
        datum: str = typer.Option(
            "wgs84", help=_("Datum of the files: wgs84, gcj02 or bd09; what is written is wgs84")
        ),
    ) -> None:
        from planner.cli.grids_repair import Asked, run
        from planner.geo import Datum

        coded = chosen(datum, get_args(Datum), _("the datums are wgs84, gcj02 and bd09"), "--datum")
        asked = Asked(source=source, out=out, boundary=boundary, widest_m=widest, key=key, datum=coded)
        raise typer.Exit(run(asked, language))


def _add_draw(grids: typer.Typer, language: Language, _: Callable[[str], str]) -> None:
    @grids.command(help=_("Draw grids with even work and short ways, or change today's as little as possible."))
    def draw(
        scenario: Path = typer.Argument(help=_("Scenario folder, or a scenario file inside one")),
        *,
        count: int = typer.Option(..., "--grids", min=1, help=_("How many grids")),
        out: Path = typer.Option(..., help=_("GeoJSON file for the grids; it is WGS84")),
        page: Path | None = typer.Option(None, "--map", help=_("File for a map of the new grids, such as grids.html")),
        source: str = typer.Option(
            "blocks", "--from", help=_("What they are made of: blocks, hexagons, grids, or a vector file with cells")
        ),
        cells: int = typer.Option(300, min=2, max=20_000, help=_("About how many hexagons")),
        balance: float = typer.Option(25.0, min=0, max=100, help=_("Percent by which work may be off the mean")),
        work: str = typer.Option(
            "calls=5,people=4,area=1", help=_("What work is made of: parts of calls, people, places, area")
        ),
        mode: str = typer.Option("car", help=_("How the way from the centre is made: car, bike or foot")),
        speed: float | None = typer.Option(
            None, min=1, help=_("Speed on that way in km/h (car 30, bike 12, foot 4.5)")
        ),
        reach: float | None = typer.Option(
            None, min=0.1, help=_("Longest way from an office to its grids, in minutes")
        ),
        compact: float = typer.Option(
            0.02, min=0, max=1, help=_("Part by which ways may become longer for short borders")
        ),
        keep_today: bool = typer.Option(False, "--keep-today", help=_("Change today's grids as little as possible")),
        keep_worth: float = typer.Option(
            60.0, min=0, help=_("Seconds that a way must gain to be worth a change of grid, with --keep-today")
        ),
        pin: list[str] = typer.Option(
            [], help=_("LON,LAT=ID: this place belongs to a grid (with --keep-today) or office")
        ),
        apart: list[str] = typer.Option([], help=_("LON,LAT/LON,LAT: two places that may never be in one grid")),
        time_limit: float = typer.Option(30.0, min=1, help=_("Seconds for the solver")),
        seed: int = typer.Option(1, min=0, help=_("Another seed may find another choice")),
    ) -> None:
        from planner.cli.grids import Asked, run
        from planner.domain.force import Mode

        asked = Asked(
            scenario=scenario,
            grids=count,
            out=out,
            page=page,
            source=source,
            cells=cells,
            balance_pct=balance,
            work=work,
            mode=chosen(mode, get_args(Mode), _("the modes are car, bike and foot"), "--mode"),
            speed_kmh=speed or {"car": 30.0, "bike": 12.0, "foot": 4.5}[mode],
            reach_min=reach,
            compact=compact,
            keep_today=keep_today,
            keep_worth_s=keep_worth,
            pins=tuple(pin),
            apart=tuple(apart),
            time_s=time_limit,
            seed=seed,
        )
        raise typer.Exit(run(asked, language))
