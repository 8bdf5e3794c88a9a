"""Let random calls come to a plan, and read how soon its units are there."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from fastapi import APIRouter

from planner.i18n import Language, sentence, translate
from planner.i18n.labels import LABELS
from web.answers.simulation import LONGEST_SERVICE_MIN, Wanted, simulated, simulated_pair
from web.kept.shelf import Shelf
from web.pages.questions import Questions, Shown
from web.pages.repair_fields import EventFields
from web.pages.simulation_rows import pair_values, simulation_values
from web.pages.typed import Form, choice, number
from web.representations.plans import PlanSummary

if TYPE_CHECKING:
    from planner.evaluation.simulation.policies import Policy

RUNS = ("20", "50", "100", "200")
HIGHEST_SEED = 1_000_000
RATES = ("drawn", "mean")
USUAL = {"policy": "nearest", "runs": "50", "service": "30", "seed": "1", "rates": "drawn", "against": ""}
FIELDS = dict.fromkeys(("unknown_plan", "plans_of_other_stations", "plans_of_other_hours"), "against")
"""Fields that a refusal by the simulation itself is about."""


def _form(filled: Form | None) -> EventFields:
    values = {key: filled.get(key, "") for key in USUAL} if filled else USUAL
    return EventFields(event="simulation", values=values, opens="", closes="")


def _found(shelf: Shelf, plan_id: str, form: Form) -> object:
    wanted = Wanted(
        policy=choice(form, "policy", [policy.id for policy in _policies()]),
        replications=int(choice(form, "runs", RUNS)),
        seed=int(number(form, "seed", 0, HIGHEST_SEED)),
        service_min=number(form, "service", 1, LONGEST_SERVICE_MIN),
        known_demand=choice(form, "rates", RATES) == "mean",
    )
    against = form.get("against", "")
    return simulated_pair(shelf, plan_id, against, wanted) if against else simulated(shelf, plan_id, wanted)


def _values(shown: Shown) -> dict[str, object]:
    return {
        "policies": [(policy.id, translate(policy.summary, shown.reader)) for policy in _policies()],
        "runs": RUNS,
        "rates": RATES,
        "beside": EventFields(
            event="beside", values={"b": (shown.filled or {}).get("against", "")}, opens="", closes=""
        ),
        "others": [(one.id, _other(one, shown.reader)) for one in shown.alike],
        "told": simulation_values(shown.found, shown.plan, shown.scenario, shown.names, shown.reader),
        "pair": pair_values(shown.found, shown.reader),
    }


def _other(one: PlanSummary, reader: Language) -> str:
    """Describe a stored plan by when it was made and what it holds."""
    made = f"{one.created.astimezone(ZoneInfo(one.timezone)):%Y-%m-%d %H:%M}"
    figures = {"made": made, "units": one.figures.units, "unmet": one.figures.required_unmet, "id": one.id[:6]}
    return sentence(LABELS["pair_plan"], reader, figures)


def _policies() -> tuple[Policy, ...]:
    from planner.evaluation.simulation.policies import POLICIES

    return POLICIES


router = APIRouter(include_in_schema=False)
Questions(
    name="simulation", forms=lambda _, filled: (_form(filled),), find=_found, values=_values, fields=FIELDS
).add_to(router)
