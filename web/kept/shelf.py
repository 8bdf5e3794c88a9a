"""Plans and maps that were asked for lately, ready to hand."""

from __future__ import annotations

import datetime as dt
import gzip
import hashlib
import tempfile
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING
from urllib.parse import quote

from planner.domain.plan import Plan
from planner.domain.scenario import Scenario
from planner.errors import InputRefused, NotFound
from planner.i18n import Language
from planner.storage.database import Database
from planner.storage.plans import Plans, read
from planner.storage.scenario_archive import unpack

if TYPE_CHECKING:
    from planner.dispatch.nearest import Dispatcher
    from planner.domain.analysis import IncidentAnalysis, Period
    from planner.evaluation.achievement.presence_table import Presence
    from planner.evaluation.comparing.compare import Comparison
    from planner.rosters.judging.standing import Standing

PLANS_KEPT = 8
MAPS_KEPT = 4
SCENARIOS_KEPT = 2
ROSTERS_KEPT = 2
DISPATCHERS_KEPT = 2
BACKDROPS_KEPT = 4
ANALYSES_KEPT = 32
COMPARISONS_KEPT = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredMap:
    """A rendered map: the page, its script and its compressed data with their entity tags."""

    html: str
    script: str
    data_gzip: bytes
    data_tag: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredData:
    """Compressed JSON with its entity tag."""

    data_gzip: bytes
    data_tag: str


class Shelf:
    """Reads a stored plan once and renders its map once; both never change, so a small cache serves all readers."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._rendering = Lock()
        self._judging = Lock()
        self._plan = lru_cache(maxsize=PLANS_KEPT)(self._read_plan)
        self._map = lru_cache(maxsize=MAPS_KEPT)(self._render_map)
        self._scenario = lru_cache(maxsize=SCENARIOS_KEPT)(self._read_scenario)
        self._unpacked = lru_cache(maxsize=SCENARIOS_KEPT)(_unpacked)
        self._comparing = Lock()
        self._comparison = lru_cache(maxsize=COMPARISONS_KEPT)(self._make_comparison)
        self._standing = lru_cache(maxsize=ROSTERS_KEPT)(self._make_standing)
        self._dispatcher = lru_cache(maxsize=DISPATCHERS_KEPT)(self._make_dispatcher)
        self._backdrop = lru_cache(maxsize=BACKDROPS_KEPT)(self._make_backdrop)
        self._presence = lru_cache(maxsize=PLANS_KEPT)(self._make_presence)
        self._analysing = Lock()
        self._analysis = lru_cache(maxsize=ANALYSES_KEPT)(self._make_analysis)

    def plan(self, plan_id: str) -> Plan:
        """Give a plan.

        Raises
        ------
        NotFound
            With code ``unknown_plan`` if it is not stored.
        """
        return self._plan(plan_id)

    def scenario(self, plan_id: str) -> Scenario | None:
        """Give the scenario that a plan was made from; None if the plan was stored alone.

        Raises
        ------
        NotFound
            With code ``unknown_plan`` if it is not stored.
        """
        return self._scenario(plan_id)

    def whole(self, plan_id: str) -> tuple[Plan, Scenario]:
        """Give a plan with the scenario that it was made from.

        Raises
        ------
        NotFound
            With code ``unknown_plan``, or ``plan_without_scenario`` if the plan was stored alone.
        """
        plan, scenario = self.plan(plan_id), self.scenario(plan_id)
        if scenario is None:
            raise NotFound("plan_without_scenario", plan=plan_id)
        return plan, scenario

    def dispatcher(self, plan_id: str) -> Dispatcher:
        """Give who answers which unit is first at a place, with the streets of the plan's scenario made ready.

        Raises
        ------
        NotFound
            As `whole`.
        """
        return self._dispatcher(plan_id)

    def backdrop(self, plan_id: str) -> StoredData:
        """Give the ground of a plan's scenario as small maps draw it.

        Raises
        ------
        NotFound
            As `whole`.
        """
        return self._backdrop(plan_id)

    def presence(self, plan_id: str) -> Presence | None:
        """Give where patrols are seen by grid and hour; None without patrols or a scenario that can be read.

        Raises
        ------
        NotFound
            With code ``unknown_plan`` if it is not stored.
        """
        return self._presence(plan_id)

    def map(self, plan_id: str, language: Language) -> StoredMap:
        """Give the map of a plan; whoever asks while it is being rendered waits for that one.

        Raises
        ------
        NotFound
            With code ``unknown_plan``, or ``plan_without_scenario`` if the plan was stored alone.
        """
        with self._rendering:
            return self._map(plan_id, language)

    def standing(self, plan_id: str) -> tuple[Standing, Scenario]:
        """Give the roster of a plan ready to be judged, with its scenario.

        Raises
        ------
        NotFound
            With code ``unknown_plan``, ``roster_without_scenario`` if the plan was stored alone,
            ``plan_without_roster``, or ``roster_of_another_scenario`` if the two do not belong together.
        """
        with self._judging:
            return self._standing(plan_id)

    def analysis(self, plan_id: str, period: Period, until: dt.date | None, before: int) -> IncidentAnalysis:
        """Give the analysis of the calls behind a plan; whoever asks while it is being made waits for that one.

        Raises
        ------
        NotFound
            As `whole`, or with a code of `planner.grids.analysis.analyse`.
        """
        with self._analysing:
            return self._analysis(plan_id, period, until, before)

    def comparison(self, one: str, other: str) -> Comparison:
        """Give two plans side by side; whoever asks while some two are being compared waits for them.

        Raises
        ------
        NotFound
            As `whole`, of either plan.
        PlannerError
            With code ``plans_of_other_stations``.
        """
        with self._comparing:
            return self._comparison(one, other)

    def _make_comparison(self, one: str, other: str) -> Comparison:
        from planner.evaluation.comparing.compare import compare
        from planner.pipeline import estimate_demand

        pair = self.whole(one), self.whole(other)
        return compare(*pair, estimate_demand(pair[0][1]), estimate_demand(pair[1][1]))

    def _make_analysis(self, plan_id: str, period: Period, until: dt.date | None, before: int) -> IncidentAnalysis:
        from planner.grids.analysis import analyse

        return analyse(self.whole(plan_id)[1], period, until, before=before)

    def _read_plan(self, plan_id: str) -> Plan:
        with self._database.reading() as session:
            return read(Plans(session).get(plan_id))

    def _read_scenario(self, plan_id: str) -> Scenario | None:
        with self._database.reading() as session:
            packed = Plans(session).get(plan_id).scenario_zip
        return None if packed is None else self._unpacked(packed)

    def _render_map(self, plan_id: str, language: Language) -> StoredMap:
        scenario = self.scenario(plan_id)
        if scenario is None:
            raise NotFound("plan_without_scenario", plan=plan_id)
        from planner.maps.page import render_page
        from planner.pipeline import estimate_demand

        base = f"/api/v1/plans/{quote(plan_id, safe='')}/map"
        page = render_page(
            self.plan(plan_id),
            scenario,
            estimate_demand(scenario),
            language=language,
            assets_url="/assets/",
            static_url="/map/",
            script_url=f"{base}.js?lang={language}",
            data_url=f"{base}.json?lang={language}",
            plan_url=f"/plans/{quote(plan_id, safe='')}",
        )
        data = page.data.encode()
        return StoredMap(
            html=page.html,
            script=page.script,
            data_gzip=gzip.compress(data, mtime=0),
            data_tag=hashlib.sha256(data).hexdigest(),
        )

    def _make_dispatcher(self, plan_id: str) -> Dispatcher:
        from planner.dispatch.nearest import Dispatcher

        return Dispatcher(self.whole(plan_id)[1])

    def _make_backdrop(self, plan_id: str) -> StoredData:
        from planner.maps.backdrop_data import backdrop_data
        from planner.maps.encode import json_text

        data = json_text(backdrop_data(self.whole(plan_id)[1])).encode()
        return StoredData(data_gzip=gzip.compress(data, mtime=0), data_tag=hashlib.sha256(data).hexdigest())

    def _make_presence(self, plan_id: str) -> Presence | None:
        plan = self.plan(plan_id)
        try:
            scenario = self.scenario(plan_id) if plan.routes else None
        except InputRefused:  # the page of a plan is there without it, and the map says why it cannot be read
            return None
        if scenario is None:
            return None
        from planner.evaluation.achievement.presence_table import presence
        from planner.pipeline import estimate_demand

        return presence(plan, scenario, estimate_demand(scenario))

    def _make_standing(self, plan_id: str) -> tuple[Standing, Scenario]:
        plan, scenario = self.plan(plan_id), self.scenario(plan_id)
        if scenario is None:
            raise NotFound("roster_without_scenario", plan=plan_id)
        if not plan.roster:
            raise NotFound("plan_without_roster", plan=plan_id)
        from planner.pipeline import estimate_demand
        from planner.rosters.judging.reading import works_of
        from planner.rosters.judging.standing import Standing
        from planner.rosters.prepare import prepare

        problem = prepare(scenario, estimate_demand(scenario))
        return Standing(problem, works_of(problem, plan.roster)), scenario


def _unpacked(packed: bytes) -> Scenario:
    """Read a packed scenario; plans made from one and the same share it, with all that is kept of its streets."""
    from planner.sources.scenario import read_scenario

    with tempfile.TemporaryDirectory() as folder:
        unpack(packed, Path(folder))
        return read_scenario(Path(folder))
