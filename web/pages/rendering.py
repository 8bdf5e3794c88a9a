"""Templates filled in the reader's language."""

from __future__ import annotations

from functools import lru_cache
from http import HTTPStatus
from pathlib import Path
from urllib.parse import quote

from fastapi import Request
from fastapi.responses import HTMLResponse, RedirectResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from planner.i18n import Language, translate
from planner.i18n.labels import LABELS
from planner.storage.names import Names

HTML_LANGUAGE = {"en": "en", "zh": "zh-CN"}


@lru_cache(maxsize=1)
def _environment() -> Environment:
    """Give the templates; text from data only ever comes in as a value, and every value is escaped."""
    folder = Path(__file__).parent.parent / "templates"
    return Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def word(key: str, language: Language) -> str:
    """Give the word of a key; a key that has none, such as a station's own tier, stands for itself without prefix."""
    text = LABELS.get(key)
    return key.partition("_")[2] if text is None else translate(text, language)


def called(kind: str, code: str, names: Names, language: Language) -> str:
    """Give what the station calls a code, or else our word for it, or else the code."""
    return names.get(kind, {}).get(code) or word(f"{kind}_{code}", language)


def purposes(codes: str, language: Language) -> str:
    """Give the words of a drone round's purposes; a station's own purpose stands for itself."""
    known = {code: LABELS.get(f"map_purpose_{code}") for code in codes.split(", ")}
    words = [translate(text, language) if text else code for code, text in known.items()]
    return translate(LABELS["map_list_comma"], language).join(words)


def page(request: Request, template: str, reader: Language, status: int = 200, **values: object) -> HTMLResponse:
    """Fill a template with values.

    Templates also know `t` (a word of ours), `w` (a word of ours for a code from data), `link` (an address that keeps
    the language that the reader chose), `part` (text from data as one part of an address) and `language`.
    """
    chosen = _chosen(request)
    html = (
        _environment()
        .get_template(template)
        .render(
            values,
            t=lambda key: translate(LABELS[f"web_{key}"], reader),
            w=lambda prefix, code: word(f"{prefix}_{code}", reader),
            link=lambda path: path + chosen,
            part=lambda text: quote(text, safe=""),
            html_language=HTML_LANGUAGE[reader],
            reader=reader,
            path=quote(request.url.path),
        )
    )
    headers = {
        "Content-Language": HTML_LANGUAGE[reader],
        "Vary": "Accept-Language",
        "Cache-Control": "private, no-cache",
    }
    return HTMLResponse(html, status, headers)


def see(request: Request, path: str) -> RedirectResponse:
    """Lead to another page, in the language that the reader chose; reloading that one sends no form again."""
    return RedirectResponse(path + _chosen(request), HTTPStatus.SEE_OTHER, {"Cache-Control": "no-store"})


def _chosen(request: Request) -> str:
    """Give what an address needs to keep the language that the reader chose."""
    lang = request.query_params.get("lang")
    return f"?lang={lang}" if lang in HTML_LANGUAGE else ""


def error_page(request: Request, *, status: int, detail: str, reader: Language) -> HTMLResponse:
    """Say in one sentence why there is no page."""
    return page(request, "error.html", reader, status, detail=detail, number=status)
