"""Of `planner simulate`."""

from collections.abc import Callable
from pathlib import Path

import typer

from planner.i18n import Language


def add(app: typer.Typer, language: Language, _: Callable[[str], str]) -> None:
    """Add the command."""

    @app.command(
        help=_("Let calls come at random to a plan, and tell how soon its units are there, or compare two plans.")
    )
    def simulate(
        plan: Path = typer.Argument(help=_("plan.json, or the folder that holds it")),
        *,
        replications: int = typer.Option(200, min=1, max=5000, help=_("How often the plan is run with other calls")),
        policy: str = typer.Option("nearest", help=_("Who is sent to a call, or list to see the policies")),
        seed: int = typer.Option(1, min=0, help=_("Another seed draws other calls")),
        against: Path | None = typer.Option(None, help=_("Another plan of the same hours that answers the same calls")),
        service: float = typer.Option(30.0, min=0.1, max=1440, help=_("Minutes at a call, on average")),
        tiers: str = typer.Option("", help=_("Only units of these tiers answer calls (ids separated by commas)")),
        known_demand: bool = typer.Option(
            False, "--known-demand", help=_("Take the expected calls as sure, instead of drawing them too")
        ),
        out: Path | None = typer.Option(None, "--json", help=_("File to write, with all figures")),
    ) -> None:
        from planner.cli.simulate import Asked
        from planner.cli.simulate import simulate as run

        asked = Asked(
            plan=plan,
            against=against,
            policy=policy,
            replications=replications,
            seed=seed,
            service_min=service,
            tiers=tuple(tier.strip() for tier in tiers.split(",") if tier.strip()),
            known_demand=known_demand,
            out=out,
        )
        raise typer.Exit(run(asked, language))
