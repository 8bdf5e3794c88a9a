"""Run the application."""

from __future__ import annotations

from web.app import create_app
from web.settings import Settings


def serve(settings: Settings) -> None:
    """Serve until stopped, on an address of this computer itself: `Settings` refuses any other."""
    import uvicorn

    app = create_app(settings)
    uvicorn.run(
        app, host=settings.host, port=settings.port, log_level="warning", server_header=False, proxy_headers=False
    )
