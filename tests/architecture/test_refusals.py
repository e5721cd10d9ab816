"""Every refusal that a service can raise has a status and words for people."""

import ast
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

from deploy.local.credentials import SERVICES
from web.refusals import REFUSALS

ROOT = Path(__file__).parents[2]


def raised_codes(folder: Path) -> Iterator[str]:
    """The first argument of every `Rejected(…)`, and what is passed as `or_reject`."""
    for file in folder.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                refusing = isinstance(node.func, ast.Name) and node.func.id == "Rejected"
                given = node.args[:1] if refusing else []
                for part in [*given, *(word.value for word in node.keywords if word.arg == "or_reject")]:
                    if isinstance(part, ast.Constant) and isinstance(part.value, str):
                        yield part.value


@pytest.mark.parametrize("folder", ["services", "shared", "web"])
def test_raised_refusals_have_words(folder: str) -> None:
    codes = set(raised_codes(ROOT / folder))
    assert codes
    assert codes - REFUSALS.keys() == set()


@pytest.mark.parametrize("service", SERVICES)
def test_refusals_of_constraints_have_words(service: str) -> None:
    declared = import_module(f"services.{service}.service").SERVICE
    assert set(declared.refusals.values()) - REFUSALS.keys() == set()
