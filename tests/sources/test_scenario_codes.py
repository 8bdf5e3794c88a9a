"""Codes, keys and sentences stay together: in the source, in the table of sentences and in the documentation."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import planner
from planner.i18n.faults import FAULTS
from planner.sources.draft import SCENARIO_NOUNS
from planner.sources.geometry import INVALID
from planner.sources.manifest import Manifest
from planner.sources.records import CODES
from planner.sources.schemas import FOLDER, SCHEMAS, schema_text

SOURCES = Path(planner.__file__).parent / "sources"
DOCUMENT = Path(__file__).parents[2] / "docs" / "scenario.md"


def codes_in_source() -> set[str]:
    """Find every fault code that the room can raise: those known, and what stands where a code must stand."""
    codes = {*INVALID.values(), *CODES.values()}
    for path in SOURCES.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            codes |= {value for value in texts(node) if value in FAULTS}
            if not isinstance(node, ast.Call):
                continue
            named = [word.value for word in node.keywords if word.arg == "code"]
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            first = node.args[:1] if name in {"refused", "add", "Wrong", "_wrong"} else []
            codes |= {value for argument in (*named, *first) for value in texts(argument)}
    return {code for code in codes if re.fullmatch(r"[a-z_0-9]+", code)}


def texts(node: ast.AST) -> Iterator[str]:
    """Give the texts that an expression may be."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    if isinstance(node, ast.IfExp):
        yield from texts(node.body)
        yield from texts(node.orelse)


def test_every_code_has_its_sentences() -> None:
    """Every fault that the source can raise has a reason and a hint."""
    assert codes_in_source() <= set(FAULTS)


def test_every_code_is_documented() -> None:
    """docs/scenario.md lists every fault code with its meaning."""
    document = DOCUMENT.read_text("utf-8")
    assert [code for code in sorted(codes_in_source()) if f"| `{code}` |" not in document] == []


def keys_of(schema: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Give every key of a schema with the noun it belongs to."""
    nouns = {schema["title"]: schema, **schema.get("$defs", {})}
    for noun, described in nouns.items():
        for key, value in described.get("properties", {}).items():
            yield noun, key, value


def test_every_key_of_the_manifest_is_documented() -> None:
    """docs/scenario.md has a row for every key of the manifest and of every noun in a file."""
    document = DOCUMENT.read_text("utf-8")
    models = [Manifest, *SCENARIO_NOUNS.values()]
    keys = {key for model in models for _, key, _ in keys_of(model.model_json_schema())}
    assert [key for key in sorted(keys) if f"| `{key}` |" not in document] == []


@pytest.mark.parametrize("name", SCHEMAS)
def test_schema_is_up_to_date(name: str) -> None:
    """The schemas that are shipped are those of the nouns; `python -m planner.sources.schemas` writes them."""
    assert (FOLDER / name).read_text("utf-8") == schema_text(name)


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_key_of_a_schema_is_described(name: str) -> None:
    """Every key of a schema says what it means."""
    schema = json.loads(schema_text(name))
    assert [(noun, key) for noun, key, value in keys_of(schema) if not value.get("description")] == []
