"""The application, made from its settings; importing this module makes nothing."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles
from starlette.middleware.trustedhost import TrustedHostMiddleware

import planner
from planner.maps.assets import ASSETS, STATIC
from planner.storage.database import open_database
from web import pages, routers
from web.headers import SecurityHeaders
from web.kept.answers import AnswersKept
from web.kept.repairs import RepairsKept
from web.kept.shelf import Shelf
from web.problems import add_problem_handlers
from web.settings import Settings

ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
"""Host headers that are answered: a stranger's page cannot reach the plans by renaming its host (DNS rebinding)."""

DESCRIPTION = """\
Plans of a police station: who is on duty when, where every patrol is, when each drone round flies, and all of it as \
files. Longitude stands before latitude (WGS84), times carry their offset, and every figure has its unit in its name. \
Errors are problem details (RFC 9457) with a stable `code` and a sentence in the reader's language: `?lang=zh`, \
`?lang=en`, or the Accept-Language header."""


def create_app(settings: Settings) -> FastAPI:
    """Make the application on the database of the settings.

    Raises
    ------
    DatabaseRefused
        If the database cannot be used.
    """
    database = open_database(settings.database_url)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        yield
        database.close()

    app = FastAPI(
        title="patrol-planner",
        summary="Patrol routes, rosters and drone rounds of a police station.",
        description=DESCRIPTION,
        version=planner.__version__,
        license_info={"name": "Apache-2.0", "identifier": "Apache-2.0"},
        docs_url=None,
        redoc_url=None,
        lifespan=lifespan,
    )
    app.state.database = database
    app.state.shelf = Shelf(database)
    app.state.repairs = RepairsKept()
    app.state.answers = AnswersKept()
    for router in (*routers.ROUTERS, *pages.ROUTERS):
        app.include_router(router)
    _add_files(app)
    add_problem_handlers(app)
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=ALLOWED_HOSTS, www_redirect=False)
    app.add_middleware(SecurityHeaders)
    return app


def _add_files(app: FastAPI) -> None:
    """Serve our own files and those that the build hook fetched; a missing folder gives 404 until it is built."""
    folders = {"/static": Path(__file__).parent / "static", "/map": STATIC, "/assets": ASSETS}
    for address, folder in folders.items():
        if folder.is_dir():
            app.mount(address, StaticFiles(directory=folder), name=address.removeprefix("/"))
