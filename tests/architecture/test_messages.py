"""Every text that people see is said in Vietnamese; what meets visitors first, in each language that is offered."""

import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message

import web
from deploy.messages import PACKAGES, catalogue_of, extracted, forms, is_translated
from web.languages import SPOKEN, SPOKEN_AT_WORK

PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|\{\w+\}")
TRANSLATED = [(package, "vi") for package in PACKAGES]
FOR_BUYERS = sorted(set(SPOKEN) - SPOKEN_AT_WORK)
ENTRANCE = re.compile(
    r"web/templates/(base|error|(catalogue|account)/.*|parts/(nav|filters)|inquiries/(form|sent|confirm))\.html"
)
"""What everybody sees first; further in, a text that is still new may be said in English."""


@pytest.mark.parametrize("package", PACKAGES, ids=lambda package: package.name)
def test_every_message_has_its_vietnamese(package: Path) -> None:
    assert not untranslated(extracted(package), catalogue_of(package, "vi")), "run `make messages` and translate them"


@pytest.mark.parametrize("language", FOR_BUYERS)
def test_what_meets_visitors_first_is_said_in_their_language(language: str) -> None:
    package = Path(web.__path__[0])
    missing = untranslated(extracted(package), catalogue_of(package, language))
    assert not [said.id for said in missing if any(ENTRANCE.match(file) for file, _ in said.locations)]


def untranslated(said: Catalog, catalogue: Catalog) -> list[Message]:
    pairs = [(message, catalogue.get(message.id, message.context)) for message in said if message.id]
    return [message for message, translation in pairs if translation is None or not is_translated(translation)]


@pytest.mark.parametrize(
    ("package", "language"), [*TRANSLATED, *((Path(web.__path__[0]), language) for language in FOR_BUYERS)]
)
def test_translations_keep_every_placeholder(package: Path, language: str) -> None:
    """One that is lost or misspelt would fail, or say less, only for readers of that language."""
    translated = [message for message in catalogue_of(package, language) if message.id and is_translated(message)]
    assert not [message.id for message in translated if not _agree(message)]


def _agree(message: Message) -> bool:
    """A singular may say its number in words."""
    asked = set(PLACEHOLDER.findall(forms(message.id)[-1]))
    *singulars, last = [set(PLACEHOLDER.findall(translation)) for translation in forms(message.string)]
    return last == asked and all(singular <= asked for singular in singulars)
