"""Of `planner analyse`."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import typer

from planner.cli.options.choices import chosen
from planner.i18n import Language


def add(app: typer.Typer, language: Language, _: Callable[[str], str]) -> None:
    """Add the command."""

    @app.command(
        help=_(
            "Hold the calls of a day, a week or a month against those before, like with like: what is beyond chance."
        )
    )
    def analyse(
        scenario: Path = typer.Argument(help=_("Scenario folder, or a scenario file inside one")),
        *,
        period: str = typer.Option("week", help=_("day, week (7 days) or month (the calendar month so far)")),
        until: dt.datetime | None = typer.Option(
            None, formats=["%Y-%m-%d"], help=_("Last day of the period (by default the last one with all its calls)")
        ),
        before: int = typer.Option(1, min=1, max=12, help=_("How many periods before are taken together")),
        out: Path | None = typer.Option(
            None, help=_("Folder for analysis.html, analysis.xlsx and analysis.json (by default only a summary)")
        ),
    ) -> None:
        from planner.cli.analyse import Asked
        from planner.cli.analyse import analyse as run
        from planner.domain.analysis import PERIODS

        asked = Asked(
            scenario=scenario,
            period=chosen(period, PERIODS, _("the periods are day, week and month"), "--period"),
            until=until.date() if until else None,
            before=before,
            out=out,
        )
        raise typer.Exit(run(asked, language))
