"""docs/api.md and docs/exports.md say what there is."""

from __future__ import annotations

from pathlib import Path

import pytest

from planner import exports
from planner.i18n.refusals import REFUSALS
from web.problems import HTTP_CODES

DOCS = Path(__file__).parents[2] / "docs"


def test_every_route_is_documented(app):
    """Each address of the application stands in docs/api.md."""
    text = (DOCS / "api.md").read_text(encoding="utf-8")
    paths = set(app.openapi()["paths"]) | {"/", "/plans/{plan_id}", "/plans/{plan_id}/map", "/docs", "/openapi.json"}
    for path in paths:
        assert f"`{path}`" in text, path


def test_every_field_of_the_api_is_described(app):
    """Each field of a request and of an answer, and each part of an address, says what it is."""
    described = app.openapi()
    fields = {
        f"{name}.{field}": about.get("description")
        for name, schema in described["components"]["schemas"].items()
        for field, about in schema.get("properties", {}).items()
    }
    parameters = {
        f"{method} {path} {one['name']}": one.get("description")
        for path, methods in described["paths"].items()
        for method, about in methods.items()
        for one in about.get("parameters", [])
    }
    assert [name for name, text in (fields | parameters).items() if not text] == []


@pytest.mark.parametrize("form", exports.FORMATS, ids=lambda form: form.id)
def test_every_format_is_documented(form):
    """Each format has its heading in docs/exports.md, with suffix and media type."""
    text = (DOCS / "exports.md").read_text(encoding="utf-8")
    assert f"## `{form.id}`" in text
    assert f"`{form.suffix}`" in text
    assert f"`{form.media_type}`" in text


@pytest.mark.parametrize(
    "code",
    [
        *HTTP_CODES.values(),
        "unknown_plan",
        "unknown_unit",
        "unknown_format",
        "format_not_per_unit",
        "plan_without_scenario",
        "accounts_missing",
        "database_not_sqlite",
        "database_unreadable",
        "database_newer",
        "request_failed",
        "internal_error",
    ],
)
def test_every_problem_has_a_sentence_and_is_documented(code):
    """Each code that an answer may carry is explained, and has its sentence."""
    assert code in REFUSALS
    assert f"`{code}`" in (DOCS / "api.md").read_text(encoding="utf-8")
