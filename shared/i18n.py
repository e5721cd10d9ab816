"""Texts in the reader's language: gettext catalogues, read from their .po files at start (nothing compiled is kept)."""

from collections.abc import Mapping
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path
from typing import get_args

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from shared.contracts.values import Language

LANGUAGES: tuple[Language, ...] = get_args(Language)


def N_(message: str) -> str:  # noqa: N802 - gettext's own name for it
    """Marks a message for the catalogues where it is written; it is translated where it is shown."""
    return message


def NN_(one: str, many: str) -> tuple[str, str]:  # noqa: N802 - as N_
    """Marks a message with its plural, to be counted where it is shown: `ngettext(*message, count)`."""
    return one, many


def load_catalogues(package: Path) -> Mapping[Language, NullTranslations]:
    """Every language's `gettext` and `ngettext` for the messages of one package, such as `Path(web.__file__).parent`.

    What has no translation, or only a fuzzy one, is said in English.
    """
    return {language: _catalogue(package, language) for language in LANGUAGES}


def po_file(package: Path, language: str) -> Path:
    return package / "locale" / language / "messages.po"


def _catalogue(package: Path, language: Language) -> NullTranslations:
    source = po_file(package, language)
    if not source.exists():
        return NullTranslations()
    with source.open("rb") as file:
        catalogue = read_po(file, locale=language, abort_invalid=True)
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return GNUTranslations(compiled)
