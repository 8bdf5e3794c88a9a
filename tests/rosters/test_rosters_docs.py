"""The page on rosters must name everything that a reader can meet."""

from __future__ import annotations

from pathlib import Path

import pytest

from planner.i18n.conflicts import LACKS, MEMBERS, RELAXATIONS
from planner.rosters.model.costs import COSTS
from planner.rosters.model.rules import BANS, RULES
from planner.rosters.problem import LAYERS

PAGE = (Path(__file__).parents[2] / "docs" / "rosters.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", [rule.__name__ for rule in (*BANS, *RULES)])
def test_every_rule_is_documented(name):
    """Every rule must stand on the page under its name."""
    assert f"| `{name}` |" in PAGE


def test_layers_and_costs_belong_together():
    """There must be one cost a layer, on the page in this order."""
    assert len(COSTS) == len(LAYERS)
    places = [PAGE.index(f"| `{layer}` |") for layer in LAYERS]
    assert places == sorted(places)


@pytest.mark.parametrize("table", [LACKS, MEMBERS, RELAXATIONS], ids=["shortages", "members", "changes"])
def test_every_word_of_an_explanation_is_documented(table):
    """Whoever reads a code of an explanation can look it up."""
    assert [code for code in table if f"`{code}`" not in PAGE] == []
