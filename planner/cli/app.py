"""The application: every command with its options; what they do stands in the rooms beside."""

import typer

from planner.cli.options import (
    analyse,
    compare,
    evaluate,
    grids,
    intercept,
    lost,
    muster,
    plan,
    readers,
    redeploy,
    repair,
    serve,
    shifts,
    simulate,
    streets,
    why,
)
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

    for command in (
        plan,
        readers,
        intercept,
        lost,
        muster,
        redeploy,
        repair,
        grids,
        shifts,
        analyse,
        simulate,
        evaluate,
        compare,
        streets,
        why,
        serve,
    ):
        command.add(app, language, _)
    return app


def _print_version(wanted: bool) -> None:
    if wanted:
        from planner import __version__

        typer.echo(f"patrol-planner {__version__}")
        raise typer.Exit
