"""What a fair is called and what it is about, in languages beside its first."""

from collections.abc import Mapping

from shared.contracts.fairs.fair import FairBody
from shared.contracts.values import Language
from web.forms.fields import Form
from web.languages import SPOKEN

OTHERS: tuple[Language, ...] = tuple(language for language in SPOKEN if language != "vi")


def typed_names(form: Form) -> dict[Language, str]:
    return _said({language: form.line(f"name_{language}") for language in OTHERS})


def typed_descriptions(form: Form) -> dict[Language, str]:
    return _said({language: form.text(f"description_{language}") for language in OTHERS})


def _said(texts: Mapping[Language, str]) -> dict[Language, str]:
    return {language: text for language, text in texts.items() if text}


def fill_texts(form: Form, body: FairBody) -> None:
    form.fill(**{f"name_{language}": body.names.get(language, "") for language in OTHERS})
    form.fill(**{f"description_{language}": body.descriptions.get(language, "") for language in OTHERS})
