"""Errors as problem details (RFC 9457), or as a page for a browser."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException

from planner.errors import InputRefused, NotFound, PlannerError
from planner.i18n.faults import fault_text
from planner.i18n.refusals import refusal_text
from planner.storage.errors import DatabaseRefused
from web import language
from web.headers import SECURITY_HEADERS
from web.pages.rendering import error_page
from web.representations.plans import Problem, WrongField
from web.wrong_fields import told
from web.wrong_values import ValueWrong

MEDIA_TYPE = "application/problem+json"

STATUSES: tuple[tuple[type[PlannerError], HTTPStatus], ...] = (
    (NotFound, HTTPStatus.NOT_FOUND),
    (InputRefused, HTTPStatus.UNPROCESSABLE_ENTITY),
    (DatabaseRefused, HTTPStatus.SERVICE_UNAVAILABLE),
    (PlannerError, HTTPStatus.BAD_REQUEST),
)
"""The one place where errors of the domain get their HTTP status; the first line that fits counts."""

HTTP_CODES = {
    HTTPStatus.NOT_FOUND: "page_missing",
    HTTPStatus.METHOD_NOT_ALLOWED: "method_not_allowed",
    HTTPStatus.UNPROCESSABLE_ENTITY: "request_invalid",
}
"""Codes of errors that come from the address or the method alone; any other one is ``request_failed``."""


def documented(*statuses: HTTPStatus) -> dict[int | str, dict[str, Any]]:
    """Describe a route's problems for its OpenAPI entry; every route may answer 422 to a wrong parameter."""
    content = {MEDIA_TYPE: {"schema": Problem.model_json_schema()}}
    every = (*statuses, HTTPStatus.UNPROCESSABLE_ENTITY)
    return {status.value: {"description": status.phrase, "content": content} for status in every}


def add_problem_handlers(app: FastAPI) -> None:
    """Answer every error of ours, of the framework and of nobody with a problem."""
    app.add_exception_handler(PlannerError, _planner_error)
    app.add_exception_handler(ValueWrong, _wrong_value)
    app.add_exception_handler(HTTPException, _http_exception)
    app.add_exception_handler(RequestValidationError, _invalid_request)
    app.add_exception_handler(Exception, _defect)


def _planner_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, PlannerError)  # noqa: S101 - the registration above says so; Starlette's type is wider
    status = next(status for kind, status in STATUSES if isinstance(error, kind))
    return _answer(request, status, error)


def _wrong_value(request: Request, error: Exception) -> Response:
    assert isinstance(error, ValueWrong)  # noqa: S101 - as above
    detail = refusal_text(error, language.of_request(request))
    wrong = WrongField(field=error.field, part="body", code=error.code, detail=detail)
    return _answer(request, HTTPStatus.UNPROCESSABLE_ENTITY, error, (wrong,))


def _http_exception(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101 - as above
    status = HTTPStatus(error.status_code)
    code = HTTP_CODES.get(status, "request_failed")
    answer = _answer(request, status, PlannerError(code, method=request.method, path=request.url.path, reasons=""))
    answer.headers.update(error.headers or {})
    return answer


def _invalid_request(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)  # noqa: S101 - as above
    wrong = told(error.errors(), language.of_request(request))
    reasons = " ".join(f"{field.detail}{'.' if field.detail.isascii() else '。'}" for field in wrong)
    refused = PlannerError("request_invalid", reasons=reasons)
    return _answer(request, HTTPStatus.UNPROCESSABLE_ENTITY, refused, wrong)


def _defect(request: Request, _: Exception) -> Response:
    """Say that something went wrong and nothing more: the log holds the rest."""
    answer = _answer(request, HTTPStatus.INTERNAL_SERVER_ERROR, PlannerError("internal_error"))
    answer.headers.update(SECURITY_HEADERS)  # made outside of all middleware
    return answer


def _answer(request: Request, status: HTTPStatus, error: PlannerError, wrong: tuple[WrongField, ...] = ()) -> Response:
    reader = language.of_request(request)
    faults = error.faults if isinstance(error, InputRefused) else ()
    detail = " ".join(fault_text(fault, reader) for fault in faults) or refusal_text(error, reader)
    if not request.url.path.startswith("/api/") and "text/html" in request.headers.get("accept", ""):
        return error_page(request, status=status.value, detail=detail, reader=reader)
    problem = Problem(
        type=f"urn:patrol-planner:problem:{error.code}",
        title=status.phrase,
        status=status.value,
        detail=detail,
        instance=request.url.path,
        code=error.code,
        errors=wrong,
    )
    headers = {"Content-Language": reader, "Vary": "Accept-Language", "Cache-Control": "no-store"}
    return JSONResponse(problem.model_dump(), status.value, headers, media_type=MEDIA_TYPE)
