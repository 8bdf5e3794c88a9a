"""Both languages say everything, with the same figures in it."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import string
from pathlib import Path
from types import ModuleType

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

import planner.i18n.faults
import planner.i18n.labels
from planner.errors import Fault
from planner.i18n import language_of, sentence, system_language, translate
from planner.i18n.faults import FAULTS, fault_text
from planner.i18n.labels import LABELS
from planner.i18n.reasons import FIXES, REASONS, fix_text, reason_text
from planner.i18n.violations import VIOLATIONS

ROOT = Path(__file__).resolve().parents[2]
CATALOGUE = ROOT / "planner" / "i18n" / "locales" / "zh" / "LC_MESSAGES" / "planner.po"


@pytest.fixture(scope="module")
def chinese() -> dict[str, str]:
    """Give the catalogue as it stands in the source."""
    with CATALOGUE.open("rb") as file:
        return {str(message.id): str(message.string) for message in read_po(file) if message.id}


@pytest.fixture(scope="module")
def texts() -> set[str]:
    """Give every text that is marked for translation."""
    keywords = {"_": None, "N_": None}
    found: set[str] = set()
    for folder in ("planner", "web"):
        methods = [("**.py", "python"), ("**.html", "jinja2.ext:babel_extract")]
        rows = extract_from_dir(ROOT / folder, method_map=methods, keywords=keywords)
        found |= {row[2] if isinstance(row[2], str) else row[2][0] for row in rows}
    return found - {""}


def fields(text: str) -> list[tuple[str, str | None]]:
    """List the figures that a text leaves room for."""
    return sorted((name, form) for _, name, form, _ in string.Formatter().parse(text) if name is not None)


def test_every_text_is_translated(texts: set[str], chinese: dict[str, str]) -> None:
    """No sentence is left in English for a Chinese reader."""
    assert len(texts) > 600
    assert sorted(text for text in texts if not chinese.get(text)) == []


def test_nothing_is_translated_that_is_not_said(texts: set[str], chinese: dict[str, str]) -> None:
    """The catalogue holds no dead sentences."""
    assert sorted(set(chinese) - texts) == []


def test_figures_are_the_same(chinese: dict[str, str]) -> None:
    """A translation has room for exactly the figures of the original."""
    assert [text for text, other in chinese.items() if fields(text) != fields(other)] == []


def test_the_compiled_catalogue_is_the_source(chinese: dict[str, str]) -> None:
    """What is shown is what the catalogue says; `make setup` compiles it."""
    assert [text for text, other in chinese.items() if translate(text, "zh") != other] == []


def test_text_from_data_is_never_a_template() -> None:
    """Braces in a name stand as they are, and a missing figure shows its name instead of failing."""
    assert sentence("unit {unit}", "en", {"unit": "{unit.__class__} {{7*7}}"}) == "unit {unit.__class__} {{7*7}}"
    assert sentence("unit {unit}", "en", {}) == "unit {unit}"


def test_a_figure_of_another_kind_does_not_fail() -> None:
    """A plan of another version may hold words where a sentence wants figures, or codes that nobody knows."""
    assert sentence("{hours:.1f} h", "en", {"hours": "many"}) == "{hours:.1f} h"
    assert sentence("{hours:.1f} h", "en", {}) == "{hours:.1f} h"
    assert reason_text("{0} from the future", "en", {}) == "{0} from the future"
    assert fix_text("{0} from the future", "zh", {}) == "{0} from the future"


def test_language_follows_the_locale(monkeypatch: pytest.MonkeyPatch) -> None:
    """Chinese for Chinese locales, English for all others."""
    assert [language_of(name) for name in ("zh_CN.UTF-8", "zh-Hans", "en_GB", "C", None)] == [
        "zh",
        "zh",
        "en",
        "en",
        "en",
    ]
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    assert system_language() == "zh"


def test_a_fault_is_one_line() -> None:
    """File, place, reason and what would be right stand in one line."""
    fault = Fault(code="file_missing", file="grids.geojson", place="[files]: grids")
    assert fault_text(fault, "en").startswith("grids.geojson: [files]: grids: ")
    assert "\n" not in fault_text(fault, "zh")


def test_every_code_that_is_raised_has_its_sentence() -> None:
    """No code in the source lacks a sentence: faults, violations, reasons and fixes."""
    known = {"Fault": set(FAULTS), "Violation": set(VIOLATIONS), "Fix": set(FIXES), "Unmet": set(REASONS)}
    keys = {"Fault": "code", "Violation": "code", "Fix": "code", "Unmet": "reason"}
    missing = []
    for path in (ROOT / "planner").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in known:
                codes = [word.value for word in node.keywords if word.arg == keys[node.func.id]]
                told = [code.value for code in codes if isinstance(code, ast.Constant)]
                missing += [(path.name, code) for code in told if code not in known[node.func.id]]
    assert missing == []


@pytest.mark.parametrize(("package", "kind"), [(planner.i18n.faults, FAULTS), (planner.i18n.labels, LABELS)])
def test_no_key_stands_in_two_rooms_of_the_texts(package: ModuleType, kind: dict[str, object]) -> None:
    names = [room.name for room in pkgutil.iter_modules(package.__path__)]
    rooms = {name: importlib.import_module(f"{package.__name__}.{name}") for name in names}
    tables = [table for name, room in rooms.items() if isinstance(table := getattr(room, name.upper(), None), dict)]
    assert len(tables) >= 7
    assert sum(map(len, tables)) == len(kind)
