"""Offers for one change of the roster side by side: read, compared, and one of them taken."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Path, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from planner.domain.achieved import added
from planner.domain.plan import Plan
from planner.domain.repair import Offer
from planner.errors import NotFound
from planner.i18n import Language
from planner.i18n.figure_text import value_text
from planner.storage.names import Names
from web.answers.repair import keep
from web.dependencies import Repairs, Shelf, StoredPlans
from web.kept.repairs import Told
from web.language import Reader
from web.pages.notices import notice_rows
from web.pages.own_forms import OwnForm
from web.pages.patrols import signs_of
from web.pages.rendering import page, see, word
from web.pages.roster_changes import AWAY, ChangedPerson, changed_people
from web.pages.unmet import UnmetRow, unmet_rows
from web.representations.plans import PlanSummary

if TYPE_CHECKING:
    from planner.repairs.repair import Repaired

router = APIRouter(include_in_schema=False)

COMPARED = ("roster_short_h", "roster_under_h", "roster_over_h", "roster_requests_granted_pct", "roster_nights_spread")
"""Figures of a plan that the offers are compared by."""

_Key = Annotated[str, Path(max_length=64)]


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferColumn:
    """What one offer, or several that come to the same, would change.

    Attributes
    ----------
    offers
        Their names.
    people
        Who changes, date by date.
    stops
        How many stops of units are not where or when they were.
    unmet, notices
        What would not be reached, and what else would be known of the plan, that is not so before.
    """

    offers: tuple[Offer, ...]
    people: list[ChangedPerson]
    stops: int
    unmet: list[UnmetRow]
    notices: list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedRow:
    """One figure: before, and with each offer."""

    words: str
    before: str
    after: tuple[str, ...]


@router.get("/plans/{plan_id}/repair/offers/{key}", name="offers")
def show_offers(
    request: Request, plan_id: str, key: _Key, plans: StoredPlans, shelf: Shelf, repairs: Repairs, reader: Reader
) -> HTMLResponse:
    """Show what each offer would change."""
    choice = repairs.choice(plan_id, key)
    row, before = plans.get(plan_id), shelf.plan(plan_id)
    groups = _alike(choice.offers)
    one = next(iter(choice.offers.values()))
    happened = one.plan.model_copy(update={"notices": added(before, one.plan)[:1]})
    return page(
        request,
        "offers.html",
        reader,
        summary=PlanSummary.of(row),
        key=key,
        happened=notice_rows(happened, row.names, signs_of(before, row.names), reader),
        columns=[_column(offers, choice.offers[offers[0]], before, row.names, reader) for offers in groups],
        compared=_compared([choice.offers[offers[0]] for offers in groups], before, reader),
    )


@router.post("/plans/{plan_id}/repair/offers/{key}")
def take_offer(request: Request, plan_id: str, key: _Key, form: OwnForm, repairs: Repairs) -> RedirectResponse:
    """Store one offer, once however often it is taken, and lead to what it has changed."""
    offers = repairs.choice(plan_id, key).offers
    taken = next((offer for offer in offers if offer == form.get("offer")), None)
    if taken is None:
        raise NotFound("offers_gone")
    made = repairs.take(plan_id, key, taken, lambda offer: keep(request.app.state.database, offer))
    told = Told(before=plan_id, changes=offers[taken].changes, cells=offers[taken].cells, called={})
    repairs.tell(made, told)
    return see(request, f"/plans/{made}/repaired")


def _alike(offers: Mapping[Offer, Repaired]) -> list[tuple[Offer, ...]]:
    """Put offers that change the same together."""
    groups: dict[object, list[Offer]] = {}
    for offer, made in offers.items():
        groups.setdefault((made.cells, made.changes), []).append(offer)
    return [tuple(group) for group in groups.values()]


def _column(offers: tuple[Offer, ...], made: Repaired, before: Plan, names: Names, reader: Language) -> OfferColumn:
    known = {(item.kind, item.id, item.when, item.reason) for item in before.required_unmet}
    fresh = made.plan.model_copy(
        update={
            "required_unmet": tuple(
                item for item in made.plan.required_unmet if (item.kind, item.id, item.when, item.reason) not in known
            ),
            "notices": added(before, made.plan)[1:],
        }
    )
    return OfferColumn(
        offers=offers,
        people=changed_people(made.cells, made.scenario, reader),
        stops=len(made.changes),
        unmet=unmet_rows(fresh, names, reader),
        notices=notice_rows(fresh, names, signs_of(before, names), reader),
    )


def _compared(offers: list[Repaired], before: Plan, reader: Language) -> list[ComparedRow]:
    """List the figures that offers differ by from each other or from before, and those of the changes always."""
    asked = [len({cell.officer for cell in made.cells if cell.reason != AWAY}) for made in offers]
    called = [sum(cell.kind == "called_in" for cell in made.cells) for made in offers]
    counts = {"asked": asked, "dates": [len(made.cells) for made in offers], "called_in": called}
    rows = [
        ComparedRow(words=word(f"offer_{name}", reader), before="–", after=tuple(map(str, values)))
        for name, values in counts.items()
    ]
    unmet = tuple(str(len(made.plan.required_unmet)) for made in offers)
    rows.append(ComparedRow(words=word("offer_unmet", reader), before=str(len(before.required_unmet)), after=unmet))
    for name in COMPARED:
        values = [made.plan.metrics[name] for made in offers if name in made.plan.metrics]
        if name in before.metrics and len(values) == len(offers) and {*values} != {before.metrics[name]}:
            rows.append(
                ComparedRow(
                    words=word(f"figure_{name}", reader),
                    before=value_text(name, before.metrics[name]),
                    after=tuple(value_text(name, value) for value in values),
                )
            )
    return rows
