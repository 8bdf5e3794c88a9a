"""The files of an analysis of calls."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from planner.domain.analysis import IncidentAnalysis
    from planner.domain.scenario import Scenario
    from planner.i18n import Language


def files(analysis: IncidentAnalysis, scenario: Scenario, language: Language) -> dict[str, bytes]:
    """Give the content of each file by its name: a page, a workbook, and JSON in the form ``patrol-analysis/1``."""
    from planner.exports import analysis_page, analysis_xlsx

    return {
        "analysis.html": analysis_page.encode(analysis, scenario, language),
        "analysis.xlsx": analysis_xlsx.encode(analysis, scenario, language),
        "analysis.json": analysis.model_dump_json(indent=1).encode() + b"\n",
    }
