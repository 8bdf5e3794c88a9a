"""`planner serve`: the web application."""

from __future__ import annotations

from pathlib import Path

from planner.cli.answering import refuse, say
from planner.errors import PlannerError
from planner.i18n import N_, Language


def serve(folders: list[Path], host: str, port: int, language: Language) -> int:
    """Serve plans in a browser until stopped."""
    from web.library import add_plan_folder
    from web.server import serve as run
    from web.settings import Settings

    try:
        settings = Settings.from_environment(host=host, port=port)
        for folder in folders:
            add_plan_folder(settings.database_url, folder)
    except PlannerError as error:
        return refuse(error, language)
    say(
        N_("Plans are at http://{host}:{port}/ on this computer only: there are no accounts yet. Stop with Ctrl-C."),
        language,
        host=host,
        port=port,
    )
    run(settings)
    return 0
