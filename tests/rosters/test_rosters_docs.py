"""The page on rosters must name everything that a reader can meet."""

from __future__ import annotations

from pathlib import Path

import pytest

from planner.rosters.costs import COSTS
from planner.rosters.problem import LAYERS
from planner.rosters.rules import RULES

PAGE = (Path(__file__).parents[2] / "docs" / "rosters.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", [function.__name__ for function in (*RULES, *COSTS)])
def test_every_rule_is_documented(name):
    """Every rule and every cost must stand on the page under its name."""
    assert f"`{name}`" in PAGE


def test_layers_and_costs_belong_together():
    """There must be one cost a layer, on the page in this order."""
    assert len(COSTS) == len(LAYERS)
    places = [PAGE.index(f"| `{layer}` | `{cost.__name__}`") for layer, cost in zip(LAYERS, COSTS, strict=True)]
    assert places == sorted(places)
