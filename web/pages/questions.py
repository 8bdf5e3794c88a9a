"""Pages that ask something about a plan and show the answer: the form, the question taken, the answer read again.

An answer has an address of its own, so that reloading it asks nothing anew (post, redirect, get).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from planner.domain.plan import Plan
from planner.domain.scenario import Scenario
from planner.errors import PlannerError
from planner.i18n import Language
from planner.i18n.refusals import refusal_text
from planner.storage.names import Names
from web.dependencies import Answers, Shelf, StoredPlans
from web.kept.answers import Answer
from web.kept.shelf import Shelf as _Shelf
from web.language import Reader
from web.pages.own_forms import LONGEST_BYTES, form_within
from web.pages.rendering import page, see
from web.pages.repair_fields import EventFields
from web.pages.typed import FieldWrong, Form
from web.representations.plans import PlanSummary

Key = Annotated[str, Path(max_length=64)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What a page is made from.

    Attributes
    ----------
    filled
        Fields as they were typed; None before anything is asked.
    found
        The answer; None before there is one, or if the question was refused.
    key
        The word by which the answer is asked for.
    alike
        Other stored plans of the same station and hours.
    """

    plan: Plan
    scenario: Scenario
    names: Names
    reader: Language
    filled: Form | None
    found: object
    key: str
    alike: Sequence[PlanSummary]


@dataclass(frozen=True, slots=True, kw_only=True)
class Questions:
    """One page of questions.

    Attributes
    ----------
    name
        Its last part in addresses, and the name of its template.
    forms
        The forms, from the plan and what was typed.
    find
        Answers what was typed.
    values
        What the template needs besides the forms.
    fields
        Fields that refusals of the rooms below are about, by code.
    unkept
        Fields that are used for the one question and not kept with its answer.
    longest_bytes
        Length of a form that is read.
    """

    name: str
    forms: Callable[[Plan, Form | None], Sequence[EventFields]]
    find: Callable[[_Shelf, str, Form], object]
    values: Callable[[Shown], Mapping[str, object]]
    fields: Mapping[str, str] = field(default_factory=dict)
    unkept: frozenset[str] = frozenset()
    longest_bytes: int = LONGEST_BYTES

    def add_to(self, router: APIRouter) -> None:
        """Add the three routes."""
        address = f"/plans/{{plan_id}}/{self.name}"
        own_form = Depends(form_within(self.longest_bytes))

        @router.get(address, name=self.name)
        def ask(request: Request, plan_id: str, plans: StoredPlans, shelf: Shelf, reader: Reader) -> HTMLResponse:
            """Ask what is wanted."""
            return self._page(request, plan_id, plans, shelf, reader)

        @router.post(address, response_model=None)
        def take(
            request: Request,
            plan_id: str,
            plans: StoredPlans,
            shelf: Shelf,
            answers: Answers,
            reader: Reader,
            form: dict[str, str] = own_form,
        ) -> HTMLResponse | RedirectResponse:
            """Answer a question and lead to the answer; ask again if it cannot be read."""
            try:
                found = self.find(shelf, plan_id, form)
            except PlannerError as error:
                return self._page(request, plan_id, plans, shelf, reader, filled=form, refused=error)
            kept = {name: text for name, text in form.items() if name not in self.unkept}
            key = answers.keep(Answer(plan_id=plan_id, form=kept, found=found))
            return see(request, f"/plans/{plan_id}/{self.name}/{key}")

        @router.get(address + "/{key}", name=f"{self.name}_answered")
        def show(
            request: Request, plan_id: str, key: Key, plans: StoredPlans, shelf: Shelf, answers: Answers, reader: Reader
        ) -> HTMLResponse:
            """Show an answer, with the form below it filled in as it was."""
            answer = answers.get(plan_id, key)
            return self._page(request, plan_id, plans, shelf, reader, filled=answer.form, found=answer.found, key=key)

    def _page(
        self,
        request: Request,
        plan_id: str,
        plans: StoredPlans,
        shelf: _Shelf,
        reader: Language,
        *,
        filled: Form | None = None,
        refused: PlannerError | None = None,
        found: object = None,
        key: str = "",
    ) -> HTMLResponse:
        plan, scenario = shelf.whole(plan_id)
        row = plans.get(plan_id)
        forms = self.forms(plan, filled)
        event, name = (filled or {}).get("event", forms[0].event), self._field_of(refused)
        at_field = any(form.event == event and name in form.values for form in forms)
        shown = Shown(
            plan=plan,
            scenario=scenario,
            names=row.names,
            reader=reader,
            filled=filled,
            found=found,
            key=key,
            alike=[PlanSummary.of(one) for one in plans.alike(row)],
        )
        return page(
            request,
            f"{self.name}.html",
            reader,
            status=422 if refused else 200,
            summary=PlanSummary.of(row),
            plan=plan,
            forms=forms,
            wrong=refusal_text(refused, reader) if refused else "",
            wrong_event=event if at_field else "",
            wrong_field=name if at_field else "",
            **self.values(shown),
        )

    def _field_of(self, error: PlannerError | None) -> str:
        """Give the name of the field that an error is about; empty: none in particular."""
        if isinstance(error, FieldWrong):
            return error.field
        return self.fields.get(error.code, "") if error is not None else ""
