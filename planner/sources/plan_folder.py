"""The folder of a plan: plan.json, map.html, the scenario that it was made from, and perhaps alternatives."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Self

from pydantic import ValidationError

from planner.domain.plan import Plan, ScenarioReference
from planner.domain.scenario import Scenario
from planner.domain.solving import OnProgress, keep_going
from planner.errors import Fault, InputRefused
from planner.sources.faults import shown
from planner.sources.scenario import read_scenario
from planner.sources.write import scenario_hash, write_scenario

PLAN, MAP, SCENARIO, REFUSED = "plan.json", "map.html", "scenario", "plan.refused.json"
ALTERNATIVES = "alternatives"
"""Folder of `plan_1.json` and so on in a plan folder; they share its scenario."""


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
        raise InputRefused([_why_no_plan(error, str(file))]) from error
    except OSError as error:
        why = error.strerror or str(error)
        raise InputRefused([Fault(code="not_a_plan", file=str(file), params={"why": why})]) from error


def _why_no_plan(error: ValidationError, file: str) -> Fault:
    """Give the first thing that is wrong; a format of another version explains all the rest."""
    listed = error.errors(include_url=False)
    for wrong in listed:
        if wrong["loc"] == ("format",) and wrong["type"] == "literal_error":
            params = {"value": shown(wrong["input"]), "format": Plan.model_fields["format"].default}
            return Fault(code="plan_format_unknown", file=file, place="format", params=params)
    place = ".".join(str(part) for part in listed[0]["loc"])
    return Fault(code="not_a_plan", file=file, place=place, params={"why": listed[0]["msg"]})


def scenario_folder(plan: Plan, path: Path) -> Path | None:
    """Find the copy of the scenario that a plan was made from, in the plan's folder; None when it is not there.

    An alternative has no copy of its own: that of the folder around it is meant.

    Raises
    ------
    InputRefused
        If it is not the one that the plan was made from, or the plan names one outside of its own folder.
    """
    if plan.scenario is None:
        return None
    beside = plan_file(path).parent.resolve()
    if beside.name == ALTERNATIVES and not (beside / plan.scenario.path).is_dir():
        beside = beside.parent
    folder = (beside / plan.scenario.path).resolve()
    if folder == beside or not folder.is_relative_to(beside):
        raise InputRefused([Fault(code="scenario_changed", file=shown(plan.scenario.path))])
    if not folder.is_dir():
        return None
    if scenario_hash(folder) != plan.scenario.sha256:
        raise InputRefused([Fault(code="scenario_changed", file=str(folder))])
    return folder


def scenario_of(plan: Plan, path: Path, *, on_progress: OnProgress = keep_going) -> Scenario | None:
    """Read the scenario that a plan was made from; None when it is not there.

    Raises
    ------
    InputRefused
        As for `scenario_folder`, or if it is broken.
    Stopped
        If `on_progress` asked for it.
    """
    folder = scenario_folder(plan, path)
    return None if folder is None else read_scenario(folder, on_progress=on_progress)


class PlanFolder:
    """A plan folder being written: everything is made beside it first and moved in at the end, plan.json last.

    Raises
    ------
    InputRefused
        If nothing can be written there.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._made = not folder.exists()
        with self._told():
            folder.mkdir(parents=True, exist_ok=True)
            self._workshop = Path(tempfile.mkdtemp(prefix=".plan-", dir=folder))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Remove the workshop, and a new folder too if nothing came into it."""
        shutil.rmtree(self._workshop, ignore_errors=True)
        if self._made and not any(self.folder.iterdir()):
            self.folder.rmdir()

    def keep(
        self,
        plan: Plan,
        scenario: Scenario,
        page: str,
        alternatives: Sequence[Plan] = (),
        extra: Mapping[str, str] | None = None,
    ) -> None:
        """Put a plan that names its copy of the scenario, that copy and the map in place of those of an earlier plan.

        The alternatives stand in a folder of their own; those of an earlier plan go. `extra` holds further files by
        name.

        Raises
        ------
        InputRefused
            If they cannot be written; what stood there before is left as it is, if the disk allows.
        """
        with self._told():
            copy = ScenarioReference(path=SCENARIO, sha256=write_scenario(scenario, self._workshop / SCENARIO))
            self._draft(MAP, page)
            self._draft(PLAN, _plan_text(plan.model_copy(update={"scenario": copy})))
            (self._workshop / ALTERNATIVES).mkdir()
            for number, other in enumerate(alternatives, 1):
                self._draft(
                    f"{ALTERNATIVES}/plan_{number}.json", _plan_text(other.model_copy(update={"scenario": copy}))
                )
            if (self.folder / SCENARIO).exists():
                (self.folder / SCENARIO).replace(self._workshop / "earlier")
            (self._workshop / SCENARIO).replace(self.folder / SCENARIO)
            self._keep_alternatives()
            for name, text in (extra or {}).items():
                self._draft(name, text)
            for name in (*(extra or {}), MAP, PLAN):
                (self._workshop / name).replace(self.folder / name)
            (self.folder / REFUSED).unlink(missing_ok=True)

    def _keep_alternatives(self) -> None:
        """Put the drafted alternatives in place of earlier ones; what else stands in their folder is not ours."""
        drafts, folder = sorted((self._workshop / ALTERNATIVES).iterdir()), self.folder / ALTERNATIVES
        earlier = [file for file in folder.glob("plan_*.json") if file.stem.removeprefix("plan_").isdecimal()]
        for file in earlier:
            file.replace(self._workshop / f"earlier_{file.name}")
        if drafts:
            folder.mkdir(exist_ok=True)
        for draft in drafts:
            draft.replace(folder / draft.name)
        if earlier and not any(folder.iterdir()):
            folder.rmdir()

    def set_aside(self, plan: Plan) -> Path:
        """Keep a plan that failed its own check under another name, never as a plan; give its file.

        Raises
        ------
        InputRefused
            If it cannot be written.
        """
        with self._told():
            self._draft(REFUSED, _plan_text(plan))
            return (self._workshop / REFUSED).replace(self.folder / REFUSED)

    def _draft(self, name: str, text: str) -> None:
        (self._workshop / name).write_text(text, encoding="utf-8", newline="")

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Turn what the disk refuses into a fault of the folder."""
        try:
            yield
        except OSError as error:
            why = error.strerror or str(error)
            raise InputRefused([Fault(code="folder_unwritable", file=str(self.folder), params={"why": why})]) from error


def _plan_text(plan: Plan) -> str:
    return plan.model_dump_json(indent=None)
