"""Answers to questions about a plan that were given lately, so that their pages can be read again."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from threading import Lock

from planner.errors import NotFound
from web.kept.latest import Latest

ANSWERS_KEPT = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One question and what came of it.

    Attributes
    ----------
    plan_id
        Id of the plan that it is about.
    form
        Fields of the question as they were typed.
    found
        What was found; its kind says what was asked.
    """

    plan_id: str
    form: Mapping[str, str]
    found: object


class AnswersKept:
    """Holds the latest answers in memory; nothing of them is stored, and no address holds what was asked."""

    def __init__(self) -> None:
        self._kept, self._lock = Latest[Answer](ANSWERS_KEPT), Lock()

    def keep(self, answer: Answer) -> str:
        """Keep an answer, and give the word that it is asked for by."""
        key = secrets.token_urlsafe(12)
        with self._lock:
            self._kept.put(key, answer)
        return key

    def get(self, plan_id: str, key: str) -> Answer:
        """Give an answer about a plan.

        Raises
        ------
        NotFound
            With code ``answer_gone`` if it is not kept, or is about another plan.
        """
        with self._lock:
            answer = self._kept.get(key)
        if answer is None or answer.plan_id != plan_id:
            raise NotFound("answer_gone")
        return answer
