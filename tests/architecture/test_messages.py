"""Every text that people see is said in Vietnamese."""

import re
from pathlib import Path

import pytest
from babel.messages.catalog import Message

from deploy.messages import PACKAGES, catalogue_of, extracted, forms, is_translated

PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|\{\w+\}")


@pytest.mark.parametrize("package", PACKAGES, ids=lambda package: package.name)
def test_every_message_has_its_vietnamese(package: Path) -> None:
    vietnamese = catalogue_of(package, "vi")
    pairs = [(said.id, vietnamese.get(said.id, said.context)) for said in extracted(package) if said.id]
    missing = [text for text, translation in pairs if translation is None or not is_translated(translation)]
    assert not missing, "run `make messages` and translate them"


@pytest.mark.parametrize("package", PACKAGES, ids=lambda package: package.name)
def test_translations_keep_every_placeholder(package: Path) -> None:
    """One that is lost or misspelt would fail, or say less, only for readers of that language."""
    translated = [message for message in catalogue_of(package, "vi") if message.id and is_translated(message)]
    assert not [message.id for message in translated if not _agree(message)]


def _agree(message: Message) -> bool:
    asked = set(PLACEHOLDER.findall(forms(message.id)[-1]))
    return all(set(PLACEHOLDER.findall(translation)) == asked for translation in forms(message.string))
