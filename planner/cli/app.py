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
        only: str = typer.Option("", help=_("Make only these parts: roster, routes, flights (separated by commas)")),
    ) -> None:
        from planner.cli import commands

        wanted = tuple(part.strip() for part in only.split(",") if part.strip())
        first = start.date() if start else None
        code = commands.plan(
            scenario, out, start=first, days=days, time_s=time_limit, seed=seed, only=wanted, language=language
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
        unit: str | None = typer.Option(None, help=_("Only this unit's route")),
        out: Path | None = typer.Option(None, help=_("File to write (by default standard output)")),
    ) -> None:
        from planner.cli import commands

        raise typer.Exit(commands.export(plan, format_id, unit, out, language))

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
    ) -> None:
        from planner.cli import commands

        raise typer.Exit(commands.dispatch(plan, at, to, count, language))


def _add_serve(app: typer.Typer, language: Language, _: Callable[[str], str]) -> None:
    @app.command(help=_("Show plans in a web browser, on this computer only until there are accounts."))
    def serve(
        plans: list[Path] = typer.Argument(None, help=_("Plan folders to add, such as out/tianan")),
        host: str = typer.Option("127.0.0.1", help=_("Address to listen on; only this computer's own for now")),
        port: int = typer.Option(8000, min=0, max=65535, help=_("Port to listen on")),
    ) -> None:
        from planner.cli import commands

        raise typer.Exit(commands.serve(plans or [], host, port, language))
