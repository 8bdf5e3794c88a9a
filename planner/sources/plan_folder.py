"""The folder of a plan: plan.json, map.html and the scenario that it was made from."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from pydantic import ValidationError

from planner.domain.plan import Plan, ScenarioReference
from planner.domain.scenario import Scenario
from planner.errors import Fault, InputRefused
from planner.sources.scenario import read_scenario
from planner.sources.write import scenario_hash, write_scenario

PLAN, MAP, SCENARIO, REFUSED = "plan.json", "map.html", "scenario", "plan.refused.json"


def plan_file(path: Path) -> Path:
    """Give the plan file for a plan file or the folder that holds it."""
    return path / PLAN if path.is_dir() else path


def read_plan(path: Path) -> Plan:
    """Read a plan from its file or folder.

    Raises
    ------
    InputRefused
        If there is no such file or it is not a plan.
    """
    file = plan_file(path)
    try:
        return Plan.model_validate_json(file.read_bytes())
    except FileNotFoundError as error:
        raise InputRefused([Fault(code="plan_missing", file=str(file))]) from error
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        raise InputRefused(
            [Fault(code="not_a_plan", file=str(file), place=place, params={"why": first["msg"]})]
        ) from error
    except OSError as error:
        why = error.strerror or str(error)
        raise InputRefused([Fault(code="not_a_plan", file=str(file), params={"why": why})]) from error


def scenario_of(plan: Plan, path: Path) -> Scenario | None:
    """Read the scenario that a plan was made from, from the folder beside it; None when it is not there.

    Raises
    ------
    InputRefused
        If the folder is not the one that the plan was made from, or is broken.
    """
    if plan.scenario is None:
        return None
    folder = plan_file(path).parent / plan.scenario.path
    if not folder.is_dir():
        return None
    if scenario_hash(folder) != plan.scenario.sha256:
        raise InputRefused([Fault(code="scenario_changed", file=str(folder))])
    return read_scenario(folder)


def set_aside(plan: Plan, folder: Path) -> Path:
    """Keep a plan that failed its own check under another name, never as a plan; give its file."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / REFUSED).write_text(plan.model_dump_json(indent=None), encoding="utf-8")
    return folder / REFUSED


class PlanFolder:
    """A plan folder being written: everything is made beside it first and moved in at the end, plan.json last."""

    def __init__(self, folder: Path, scenario: Scenario) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self._workshop = Path(tempfile.mkdtemp(prefix=".plan-", dir=folder))
        self.reference = ScenarioReference(path=SCENARIO, sha256=write_scenario(scenario, self._workshop / SCENARIO))

    def keep(self, plan: Plan, page: str) -> None:
        """Put the scenario, the map and the plan in place of those of an earlier plan."""
        shutil.rmtree(self.folder / SCENARIO, ignore_errors=True)
        (self._workshop / SCENARIO).replace(self.folder / SCENARIO)
        self._put(MAP, page)
        self._put(PLAN, plan.model_dump_json(indent=None))
        (self.folder / REFUSED).unlink(missing_ok=True)
        self.close()

    def _put(self, name: str, text: str) -> None:
        draft = self._workshop / name
        draft.write_text(text, encoding="utf-8")
        draft.replace(self.folder / name)

    def close(self) -> None:
        """Remove the workshop, and the folder too if nothing came into it."""
        shutil.rmtree(self._workshop, ignore_errors=True)
        if self.folder.is_dir() and not any(self.folder.iterdir()):
            self.folder.rmdir()
