"""The kinds of operation there are, each with every status that it can answer."""

from dataclasses import dataclass
from functools import partial
from http import HTTPStatus

from litestar import delete, get, put
from litestar.openapi.datastructures import ResponseSpec
from litestar.openapi.spec import Operation
from msgspec import Struct

from shared.contracts.values import ActPut
from web.api.answers import Problem, RecordAnswer


@dataclass
class OurOperation(Operation):
    """Litestar would say 400 for what does not fit; here that is 422, with every field."""

    def __post_init__(self) -> None:
        if self.responses is not None:
            self.responses.pop("400", None)


def _problems(*statuses: HTTPStatus) -> dict[int, ResponseSpec]:
    return {
        int(status): ResponseSpec(
            Problem, generate_examples=False, description=status.phrase, media_type="application/problem+json"
        )
        for status in statuses
    }


READING = _problems(
    HTTPStatus.UNAUTHORIZED,
    HTTPStatus.FORBIDDEN,
    HTTPStatus.NOT_FOUND,
    HTTPStatus.UNPROCESSABLE_ENTITY,
    HTTPStatus.TOO_MANY_REQUESTS,
    HTTPStatus.SERVICE_UNAVAILABLE,
)
ENDING = READING | _problems(HTTPStatus.CONFLICT)
STATING = ENDING | _problems(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, HTTPStatus.UNSUPPORTED_MEDIA_TYPE)
VERSIONED = _problems(HTTPStatus.PRECONDITION_FAILED, HTTPStatus.PRECONDITION_REQUIRED)


def stating(answered: type[Struct], more: dict[int, ResponseSpec] | None = None) -> "partial[put]":
    """A PUT: 201 the first time."""
    first = ResponseSpec(answered, generate_examples=False, description=HTTPStatus.CREATED.phrase)
    responses = {int(HTTPStatus.CREATED): first} | STATING | (more or {})
    return partial(put, operation_class=OurOperation, responses=responses)


reading = partial(get, operation_class=OurOperation, responses=READING)
reading_openly = partial(get, operation_class=OurOperation, responses=READING, security=[{}])
ending = partial(delete, operation_class=OurOperation, responses=ENDING, status_code=HTTPStatus.NO_CONTENT)
stating_record = stating(RecordAnswer, VERSIONED)
stating_act = stating(ActPut)
stating_done = partial(put, operation_class=OurOperation, responses=STATING, status_code=HTTPStatus.NO_CONTENT)
