"""The commands and their options; what they do stands in `planner.cli.commands`."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import typer

from planner.i18n import LANGUAGES, Language, translate


def build(language: Language) -> typer.Typer:
    """Make the application with its help in one language."""

    def _(text: str) -> str:
        return translate(text, language)

    app = typer.Typer(
        help=_("Patrol routes, staggered rosters and drone rounds for a police station, on maps that open offline."),
        epilog=_("Start with: planner plan sample_maps/tianan --out out/tianan"),
        no_args_is_help=True,
        add_completion=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )

    @app.callback()
    def common(
        lang: str = typer.Option(
            language, "--lang", help=_("Language of messages: zh or en (by default the locale's)")
        ),
        version: bool = typer.Option(
            False, "--version", help=_("Print the version and stop"), is_eager=True, callback=_print_version
        ),
    ) -> None:
        if lang not in LANGUAGES:
            raise typer.BadParameter(_("the languages are zh and en"), param_hint="--lang")

    _add_plan(app, language, _)
    _add_readers(app, language, _)
    _add_repair(app, language, _)
    _add_shifts(app, language, _)
    _add_streets(app, language, _)
    _add_why(app, language, _)
    _add_serve(app, language, _)
    return app


def _print_version(wanted: bool) -> None:
    if wanted:
        from planner import __version__

        typer.echo(f"patrol-planner {__version__}")
        raise typer.Exit


def _add_plan(app: typer.Typer, language: Language, _: Callable[[str], str]) -> None:
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
        from planner.cli import commands

        wanted = tuple(part.strip() for part in only.split(",") if part.strip())
        first = start.date() if start else None
        code = commands.plan(
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


def _add_readers(app: typer.Typer, language: Language, _: Callable[[str], str]) -> None:
    @app.command(help=_("Hold a plan against every rule, without any solver."))
    def check(
        plan: Path = typer.Argument(help=_("plan.json, or the folder that holds it")),
        scenario: Path | None = typer.Option(None, help=_("Scenario (by default the copy beside the plan)")),
    ) -> None:
        from planner.cli import commands

        raise typer.Exit(commands.check(plan, scenario, language))

    @app.command(help=_("Write a plan, or one unit's route, in another format."))
    def export(
        plan: Path = typer.Argument(help=_("plan.json, or the folder that holds it")),
        format_id: str = typer.Option(..., "--format", help=_("Format, or list to see them all")),
        unit: str | None = typer.Option(None, help=_("Only this unit's route, or drone rounds by number, dock or day")),
        officer: str | None = typer.Option(None, help=_("Only this officer's shifts")),
        out: Path | None = typer.Option(None, help=_("File to write (by default standard output)")),
    ) -> None:
        from planner.cli import commands

        raise typer.Exit(commands.export(plan, format_id, unit, officer, out, language))

    @app.command("map", help=_("Draw a plan as one map file that opens without a network."))
    def draw(
        plan: Path = typer.Argument(help=_("plan.json, or the folder that holds it")),
        out: Path = typer.Option(..., help=_("File to write, such as map.html")),
    ) -> None:
        from planner.cli import commands

        raise typer.Exit(commands.draw(plan, out, language))

    @app.command(help=_("Tell who can be at a place first, by when and along which streets."))
    def dispatch(
        plan: Path = typer.Argument(help=_("plan.json, or the folder that holds it")),
        at: str = typer.Option(..., help=_("Time of the call, such as 2026-11-23T22:15 (the plan's time zone)")),
        to: str = typer.Option(..., help=_("Place of the call: LON,LAT in WGS84, such as 114.0213,22.5342")),
        count: int = typer.Option(3, min=1, help=_("Most units to list")),
        stay: float = typer.Option(10.0, min=0.1, max=120, help=_("Minutes for which a drone must be able to stay")),
    ) -> None:
        from planner.cli import commands

        raise typer.Exit(commands.dispatch(plan, at, to, count, language, stay_min=stay))


def _add_repair(app: typer.Typer, language: Language, _: Callable[[str], str]) -> None:
    @app.command(
        help=_(
            "Change a plan from a moment on, as little as possible: a unit is lost, a call, a new hot spot, an officer "
            "is away, more are needed, an alert for a drone, a dock is down."
        )
    )
    def repair(
        plan: Path = typer.Argument(help=_("plan.json, or the folder that holds it")),
        *,
        at: str = typer.Option(..., help=_("When it happens, such as 2026-11-23T22:15 (the plan's time zone)")),
        out: Path | None = typer.Option(
            None, help=_("Folder for the repaired plan.json, changes.json, map.html and scenario")
        ),
        what_if: bool = typer.Option(False, "--what-if", help=_("Tell what would change and write nothing")),
        alert: str = typer.Option("", help=_("Place of an alert that a drone flies to at once: LON,LAT in WGS84")),
        dock: str = typer.Option(
            "", help=_("Dock whose drone flies to the alert (by default the one that is there first)")
        ),
        dock_down: str = typer.Option("", help=_("Dock that is out of service: DOCK,FROM,TO")),
        lose: str = typer.Option("", help=_("Unit that is off the street from then on")),
        call: str = typer.Option("", help=_("Place of a call that a unit takes at once: LON,LAT in WGS84")),
        unit: str = typer.Option("", help=_("Unit that takes the call (by default the one that is there first)")),
        hot_spot: str = typer.Option("", help=_("Place that must be visited once in a window: LON,LAT in WGS84")),
        away: str = typer.Option("", help=_("Officer who is away on the dates --from to --to")),
        kind: str = typer.Option("sick", help=_("Why the officer is away: sick, leave, training or other")),
        more: str = typer.Option("", help=_("Duty that needs more officers between --from and --to")),
        count: int = typer.Option(1, min=1, max=200, help=_("How many more officers are needed")),
        opens: str = typer.Option(
            "", "--from", "--start", help=_("When the window of the hot spot or the need opens; first date away")
        ),
        closes: str = typer.Option(
            "", "--to", "--end", help=_("When the window of the hot spot or the need closes; last date away")
        ),
        minutes: float | None = typer.Option(
            None, help=_("Minutes at the call (30), the hot spot (12) or the alert (10)")
        ),
        offer: str = typer.Option(
            "people", help=_("What a change of the roster gives first: fewest people, fewest cells, or service")
        ),
        time_limit: float | None = typer.Option(
            None, min=0.1, help=_("Seconds for the solver, if it is needed (2, for a roster 3)")
        ),
    ) -> None:
        if kind not in {"sick", "leave", "training", "other"}:
            raise typer.BadParameter(_("the kinds are sick, leave, training and other"), param_hint="--kind")
        if offer not in {"people", "cells", "service"}:
            raise typer.BadParameter(_("the offers are people, cells and service"), param_hint="--offer")
        from planner.cli.repair import Asked
        from planner.cli.repair import repair as run

        asked = Asked(
            lose=lose,
            call=call,
            unit=unit,
            hot_spot=hot_spot,
            opens=opens,
            closes=closes,
            minutes=minutes,
            away=away,
            kind=kind,  # type: ignore[arg-type]  # held against the four above
            more=more,
            count=count,
            offer=offer,  # type: ignore[arg-type]  # held against the three above
            alert=alert,
            dock=dock,
            dock_down=dock_down,
        )
        raise typer.Exit(run(plan, at, asked, None if what_if else out, time_limit, language, what_if=what_if))


def _add_shifts(app: typer.Typer, language: Language, _: Callable[[str], str]) -> None:
    @app.command(help=_("Design the staggered shifts that follow the tide with the fewest kinds and hours."))
    def shifts(
        scenario: Path = typer.Argument(help=_("Scenario folder, or a scenario file inside one")),
        duty: str = typer.Option("", help=_("Only this duty; with the usual rules if the scenario has none for it")),
        out: Path | None = typer.Option(None, help=_("File for the shifts, to be put into scenario.toml")),
        time_limit: float = typer.Option(30.0, min=1, help=_("Seconds for the solver, if it is needed")),
        seed: int = typer.Option(1, min=0, help=_("Another seed may find another choice")),
    ) -> None:
        from planner.cli import commands
        from planner.cli.shifts import Asked

        asked = Asked(scenario=scenario, duty=duty, out=out, time_s=time_limit, seed=seed)
        raise typer.Exit(commands.shifts(asked, language))


def _add_streets(app: typer.Typer, language: Language, _: Callable[[str], str]) -> None:
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
        if datum not in {"wgs84", "gcj02", "bd09"}:
            raise typer.BadParameter(_("the datums are wgs84, gcj02 and bd09"), param_hint="--datum")
        from planner.cli import commands
        from planner.cli.streets import Wanted
        from planner.sources.overpass import SERVER

        wanted = Wanted(
            source=source,
            out=out,
            boundary=boundary,
            bbox=bbox,
            margin_m=margin,
            datum=datum,  # type: ignore[arg-type]  # held against the three above
            server=(server or SERVER) if fetch else None,
        )
        raise typer.Exit(commands.streets(wanted, language))


def _add_why(app: typer.Typer, language: Language, _: Callable[[str], str]) -> None:
    @app.command(help=_("Tell why a roster is impossible: shortages, the smallest conflict, and what would mend it."))
    def why(
        scenario: Path = typer.Argument(help=_("Scenario folder, or a scenario file inside one")),
        time_limit: float = typer.Option(30.0, min=1, help=_("Seconds for the solver, if it is needed")),
        seed: int = typer.Option(1, min=0, help=_("Another seed may find another choice")),
    ) -> None:
        from planner.cli.why import why as run

        raise typer.Exit(run(scenario, time_limit, seed, language))


def _add_serve(app: typer.Typer, language: Language, _: Callable[[str], str]) -> None:
    @app.command(help=_("Show plans in a web browser, on this computer only until there are accounts."))
    def serve(
        plans: list[Path] = typer.Argument(None, help=_("Plan folders to add, such as out/tianan")),
        host: str = typer.Option("127.0.0.1", help=_("Address to listen on; only this computer's own for now")),
        port: int = typer.Option(8000, min=0, max=65535, help=_("Port to listen on")),
    ) -> None:
        from planner.cli import commands

        raise typer.Exit(commands.serve(plans or [], host, port, language))
