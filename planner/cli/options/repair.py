"""Of `planner repair`."""

from collections.abc import Callable
from pathlib import Path
from typing import get_args

import typer

from planner.cli.options.choices import chosen
from planner.i18n import Language


def add(app: typer.Typer, language: Language, _: Callable[[str], str]) -> None:
    """Add the command."""

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
        alert: str = typer.Option(
            "", help=_("Place of an alert that a drone flies to at once: its name or id, or LON,LAT in WGS84")
        ),
        dock: str = typer.Option(
            "", help=_("Dock whose drone flies to the alert (by default the one that is there first)")
        ),
        dock_down: str = typer.Option("", help=_("Dock that is out of service: DOCK,FROM,TO")),
        lose: str = typer.Option("", help=_("Unit that is off the street from then on")),
        call: str = typer.Option(
            "", help=_("Place of a call that a unit takes at once: its name or id, or LON,LAT in WGS84")
        ),
        unit: str = typer.Option("", help=_("Unit that takes the call (by default the one that is there first)")),
        hot_spot: str = typer.Option(
            "", help=_("Place that must be visited once in a window: its name or id, or LON,LAT in WGS84")
        ),
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
        from planner.cli.repair import Asked
        from planner.cli.repair import repair as run
        from planner.domain.repair import Absence, Offer

        asked = Asked(
            lose=lose,
            call=call,
            unit=unit,
            hot_spot=hot_spot,
            opens=opens,
            closes=closes,
            minutes=minutes,
            away=away,
            kind=chosen(kind, get_args(Absence), _("the kinds are sick, leave, training and other"), "--kind"),
            more=more,
            count=count,
            offer=chosen(offer, get_args(Offer), _("the offers are people, cells and service"), "--offer"),
            alert=alert,
            dock=dock,
            dock_down=dock_down,
        )
        raise typer.Exit(run(plan, at, asked, None if what_if else out, time_limit, language, what_if=what_if))
