"""Languages: which are offered, and which one a reader is answered in."""

from collections.abc import Mapping
from typing import Any

from litestar import Request

from shared.contracts.values import Language
from shared.i18n import LANGUAGES

SPOKEN = LANGUAGES
"""Languages that pages are offered in, the first one by default."""
SPOKEN_AT_WORK = frozenset[Language]({"vi", "en"})
"""Languages of what co-ops and the Alliance's people work with; to others of them it is said in English."""
LANGUAGE_NAMES: Mapping[Language, str] = {
    "vi": "Tiếng Việt",
    "en": "English",
    "ja": "日本語",
    "ko": "한국어",
    "he": "עברית",
}
RIGHT_TO_LEFT = frozenset({"he"})
Voice = tuple[Language, Language]
"""The language of the reader, in which addresses and names of goods are; and that of the texts."""


def spoken_at_work(language: Language) -> Language:
    """What is said at work to those who read `language`."""
    return language if language in SPOKEN_AT_WORK else "en"


def language_for(reader: Language, names: Mapping[Language, str]) -> Language | None:
    """In which of a thing's names it is shown: the reader's, else English, else Vietnamese, else any."""
    return next((spoken for spoken in (reader, "en", "vi", *names) if spoken in names), None)


def in_best(texts: Mapping[Language, str], reader: Language) -> str:
    """By the rule of `language_for`."""
    spoken = language_for(reader, texts)
    return texts[spoken] if spoken else ""


def page_language(request: Request[Any, Any, Any]) -> Language:
    """The first part of the path; elsewhere what the browser asks for."""
    first = request.scope["path"].split("/", 2)[1]
    return next((language for language in SPOKEN if language == first), None) or asked_language(request)


def asked_language(request: Request[Any, Any, Any]) -> Language:
    """The best of ours in `Accept-Language` (RFC 9110 §12.5.4)."""
    wanted: list[tuple[float, str]] = []
    for part in request.headers.get("accept-language", "").split(","):
        tag, _, weight = part.replace(" ", "").partition(";q=")
        try:
            wanted.append((float(weight or 1), tag.split("-")[0].lower()))
        except ValueError:
            continue
    for _, tag in sorted(wanted, key=lambda pair: -pair[0]):
        for language in SPOKEN:
            if language == tag:
                return language
    return SPOKEN[0]
