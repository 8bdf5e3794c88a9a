"""Templates of pages that people print."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from planner.exports.xml_text import xml_text

if TYPE_CHECKING:
    from jinja2 import Template
    from markupsafe import Markup

TEMPLATES = Path(__file__).parent / "templates"


def page_template(name: str) -> Template:
    """Load a page; text from data is escaped, and characters that no document may hold are replaced."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined
    from markupsafe import Markup

    def clean(value: object) -> object:
        return xml_text(value) if isinstance(value, str) and not isinstance(value, Markup) else value

    room = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=clean,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return room.get_template(name)


def page_part(name: str, **values: object) -> Markup:
    """Render a part of a page, to stand within another page as it is: all text in it is escaped already."""
    from markupsafe import Markup

    return Markup(page_template(name).render(**values))  # noqa: S704 - the template has escaped what it was given
