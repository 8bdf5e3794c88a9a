"""What routes ask for by type."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from fastapi import Depends, Request
from sqlalchemy.orm import Session

from planner.storage.plans import Plans
from planner.storage.stations import Stations
from web.kept.answers import AnswersKept
from web.kept.repairs import RepairsKept
from web.kept.shelf import Shelf as _Shelf


def _session(request: Request) -> Iterator[Session]:
    with request.app.state.database.reading() as session:
        yield session


_Session = Annotated[Session, Depends(_session)]


def _plans(session: _Session) -> Plans:
    return Plans(session)


def _stations(session: _Session) -> Stations:
    return Stations(session)


def _shelf(request: Request) -> _Shelf:
    shelf: _Shelf = request.app.state.shelf
    return shelf


def _repairs(request: Request) -> RepairsKept:
    repairs: RepairsKept = request.app.state.repairs
    return repairs


def _answers(request: Request) -> AnswersKept:
    answers: AnswersKept = request.app.state.answers
    return answers


StoredPlans = Annotated[Plans, Depends(_plans)]
StoredStations = Annotated[Stations, Depends(_stations)]
Shelf = Annotated[_Shelf, Depends(_shelf)]
Repairs = Annotated[RepairsKept, Depends(_repairs)]
Answers = Annotated[AnswersKept, Depends(_answers)]
