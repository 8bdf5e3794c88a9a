"""Documentation is held by tests: codes, metrics, commands and dependencies."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from planner.i18n.notices import NOTICES
from planner.i18n.reasons import FIXES, REASONS
from planner.i18n.violations import VIOLATIONS

ROOT = Path(__file__).resolve().parents[2]


def text(name: str) -> str:
    """Read a page."""
    return (ROOT / name).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "table", [REASONS, FIXES, NOTICES, VIOLATIONS], ids=["reasons", "fixes", "notices", "violations"]
)
def test_every_code_stands_in_the_page_of_the_plan(table: dict[str, str]) -> None:
    """A reader of plan.json can look every code up."""
    page = text("docs/plan.md")
    assert [code for code in table if f"| `{code}` |" not in page] == []


def test_every_metric_is_explained() -> None:
    """Every figure that is measured stands in docs/metrics.md."""
    page = text("docs/metrics.md")
    rooms = (ROOT / "planner" / "evaluation").rglob("*.py")
    measures = {"measure", "figures", "idleness", "losses", "presence", "kept_windows", "response", "deadhead"}
    measuring = [path for path in rooms if path.stem in measures and path.parent.name != "simulation"]
    code = "".join(path.read_text(encoding="utf-8") for path in measuring)
    figures = set(re.findall(r'^\s+(?:return \{|figures\[)?"([a-z0-9_]+)"(?::|\] =)', code, flags=re.MULTILINE))
    assert len(figures) > 20
    assert [figure for figure in sorted(figures) if f"`{figure}`" not in page] == []


def test_every_dependency_has_its_reason() -> None:
    """Every library stands in docs/dependencies.md."""
    project = tomllib.loads(text("pyproject.toml"))["project"]
    page = text("docs/dependencies.md")
    named = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    names = [re.split(r"[>=<\[ ]", requirement)[0] for requirement in named]
    stubs = {"lxml-stubs", "scipy-stubs", "types-defusedxml", "types-networkx", "types-shapely"}
    assert [name for name in names if name not in page and name not in stubs] == []


def test_the_pages_that_the_readme_names_are_there() -> None:
    """No link of the README or of the documentation leads nowhere."""
    pages = [*ROOT.glob("README*.md"), ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
    broken = [
        f"{page.name}: {link}"
        for page in pages
        for link in re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8"))
        if not (page.parent / link).exists()
    ]
    assert broken == []


def test_nothing_names_this_machine() -> None:
    """No path of one machine and no registry's host stands in what is committed."""
    hosts = [".".join(parts) for parts in (("pypi", "org"), ("npmjs", "org"), ("pythonhosted", "org"))]
    suspects = re.compile(r"(^|[\s\"'=(])/(work|root|home)/|" + "|".join(map(re.escape, hosts)))
    kinds = {".py", ".md", ".toml", ".js", ".css", ".html", ".lock", ".json", ".in", ".po"}
    folders = ("planner", "web", "tests", "benchmarks", "docs", "sample_maps", "requirements", ".ci")
    files = [path for folder in folders for path in (ROOT / folder).rglob("*") if path.suffix in kinds]
    files = [path for path in files if "assets" not in path.parts and path.stat().st_size < 300_000]
    found = [str(path) for path in files if suspects.search(path.read_text(encoding="utf-8"))]
    assert [path for path in found if not path.endswith("test_docs_codes.py")] == []
