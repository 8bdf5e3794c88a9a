"""Let random calls come to a plan, and read how soon its units are there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastapi import APIRouter

from planner.i18n import translate
from web.pages.questions import Questions, Shown
from web.pages.repair_fields import EventFields
from web.pages.simulation_rows import simulation_values
from web.pages.typed import Form, choice, number
from web.shelf import Shelf
from web.simulating import LONGEST_SERVICE_MIN, Wanted, simulated

if TYPE_CHECKING:
    from planner.evaluation.simulation.policies import Policy

RUNS = ("20", "50", "100", "200")
HIGHEST_SEED = 1_000_000
USUAL = {"policy": "nearest", "runs": "50", "service": "30", "seed": "1"}


def _form(filled: Form | None) -> EventFields:
    values = {key: filled.get(key, "") for key in USUAL} if filled else USUAL
    return EventFields(event="simulation", values=values, opens="", closes="")


def _found(shelf: Shelf, plan_id: str, form: Form) -> object:
    wanted = Wanted(
        policy=choice(form, "policy", [policy.id for policy in _policies()]),
        replications=int(choice(form, "runs", RUNS)),
        seed=int(number(form, "seed", 0, HIGHEST_SEED)),
        service_min=number(form, "service", 1, LONGEST_SERVICE_MIN),
    )
    return simulated(shelf, plan_id, wanted)


def _values(shown: Shown) -> dict[str, object]:
    return {
        "policies": [(policy.id, translate(policy.summary, shown.reader)) for policy in _policies()],
        "runs": RUNS,
        "told": simulation_values(shown.found, shown.plan, shown.scenario, shown.names, shown.reader),
    }


def _policies() -> tuple[Policy, ...]:
    from planner.evaluation.simulation.policies import POLICIES

    return POLICIES


router = APIRouter(include_in_schema=False)
Questions(name="simulation", forms=lambda _, filled: (_form(filled),), find=_found, values=_values).add_to(router)
