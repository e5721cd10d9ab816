"""What the API's document promises, tried out: generated requests that fit it and that do not.

It comes last, because it leaves strange fairs and demands behind.
"""

import asyncio
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_schema_conformance,
    status_code_conformance,
)

from tests.support.market import Market

SPEAKERS = {"listings": "coop18", "me": "coop18", "fairs": "organizer"}
"""By the first noun of the path; for all others a buyer."""
EXAMPLES = 12
CHECKS = {
    GenerationMode.POSITIVE: [
        not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance
    ],
    GenerationMode.NEGATIVE: [
        not_a_server_error, status_code_conformance, content_type_conformance, negative_data_rejection
    ],
}  # fmt: skip
LIGHTLY = settings(
    max_examples=EXAMPLES,
    deadline=None,
    database=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)


SAID_BY_THE_ADDRESS = ("/publication", "/readers/{organisation_id}", "/pools/{pool_id}/confirmation")
"""How the addresses of acts end that have no body."""
TAKES_A_FILE = "/evidence/{evidence_id}"
A_FILE = "application/octet-stream"


@pytest.fixture(scope="session")
async def document(market: Market) -> Any:
    return (await (await market.stranger()).get("/api/openapi.json")).json()


@pytest.mark.parametrize("mode", CHECKS, ids=["fitting", "misfit"])
async def test_each_operation_answers_as_its_document_says(
    market: Market, document: dict[str, Any], mode: GenerationMode
) -> None:
    schema = schemathesis.openapi.from_dict(document)
    for path, method in ((path, method) for path, item in document["paths"].items() for method in item):
        checks = [*CHECKS[mode]]
        if "requestBody" not in document["paths"][path][method] and negative_data_rejection in checks:
            checks.remove(negative_data_rejection)  # names after the question mark that nobody knows are ignored
        token = await market.token(SPEAKERS.get(path.split("/")[3], "buyer-kr"))

        @LIGHTLY
        @given(case=schema[path][method].as_strategy(generation_mode=mode))
        def answered(case: Any, headers: dict[str, str], checks: list[Any]) -> None:
            case.call_and_validate(base_url=market.url, headers=headers, checks=checks)

        await asyncio.to_thread(answered, headers={"Authorization": f"Bearer {token}"}, checks=checks)


def test_every_body_and_every_answer_is_described(document: dict[str, Any]) -> None:
    for path, item in document["paths"].items():
        for method, operation in item.items():
            assert {"token": []} in operation["security"], path
            if method == "put" and not path.endswith(SAID_BY_THE_ADDRESS):
                content = operation["requestBody"]["content"]
                if not path.endswith(TAKES_A_FILE):
                    assert "$ref" in content["application/json"]["schema"], path
                assert content, path
            for status, answer in operation["responses"].items():
                content = answer.get("content", {})
                assert content or status == "204", (path, status)
                for kind, described in content.items():
                    assert "$ref" in described["schema"] or kind == A_FILE, (path, status)
