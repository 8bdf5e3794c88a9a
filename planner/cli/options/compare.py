"""Of `planner compare`."""

from collections.abc import Callable
from pathlib import Path

import typer

from planner.i18n import Language


def add(app: typer.Typer, language: Language, _: Callable[[str], str]) -> None:
    """Add the command."""

    @app.command(help=_("Tell what is better and what is worse in a second plan of the same station, and draw it."))
    def compare(
        one: Path = typer.Argument(help=_("plan.json, or the folder that holds it")),
        other: Path = typer.Argument(help=_("The plan that is judged against it")),
        *,
        simulate: bool = typer.Option(False, "--simulate", help=_("Let both plans answer the same random calls")),
        replications: int = typer.Option(200, min=2, max=5000, help=_("How often each is run with other calls")),
        policy: str = typer.Option("nearest", help=_("Who is sent to a call (planner simulate --policy list)")),
        seed: int = typer.Option(1, min=0, help=_("Another seed draws other calls")),
        every: bool = typer.Option(False, "--all", help=_("Print every figure, not only those that differ")),
        out: Path | None = typer.Option(None, help=_("Page to write, such as compare.html")),
        json_file: Path | None = typer.Option(None, "--json", help=_("File to write, with all figures")),
    ) -> None:
        from planner.cli.compare import Asked
        from planner.cli.compare import compare as run

        asked = Asked(
            one=one,
            other=other,
            simulate=simulate,
            replications=replications,
            policy=policy,
            seed=seed,
            every=every,
            out=out,
            json_file=json_file,
        )
        raise typer.Exit(run(asked, language))
