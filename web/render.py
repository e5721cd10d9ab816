"""Templates: one Jinja environment per language, so that a text costs a dictionary look-up and no more."""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache, partial
from gettext import NullTranslations
from pathlib import Path
from typing import NamedTuple

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from shared import home
from shared.contracts.values import Certificate, Language
from shared.i18n import load_catalogues
from shared.moments import moment
from shared.provinces import FORMER_NAMES, MERGED, PROVINCES
from web import formats, vocabulary
from web.differences import differences
from web.field_faults import field_sentence
from web.folding import FoldingEnvironment, Pure
from web.fragments import Fragments
from web.languages import LANGUAGE_NAMES, RIGHT_TO_LEFT, SPOKEN, Voice, language_for, spoken_at_work
from web.measures import Counting, measured
from web.packing import packed
from web.reasons import reason, requirement_name
from web.season import season_strip

HERE = Path(__file__).parent
FORMATS = (
    *("number", "money", "day", "day_at", "clock", "month_name", "period"),
    *("zone_at", "ago", "zone_name", "zone_place", "territory"),
)


class Pages:
    """`render` gives the HTML of a template in a language; `text` the catalogue's word for an English message."""

    def __init__(self) -> None:
        self._catalogues = load_catalogues(HERE)
        self.assets = Assets()
        voices = {(language, spoken) for language in SPOKEN for spoken in (language, spoken_at_work(language))}
        self._environments = {voice: self._environment(*voice) for voice in voices}
        self.fragments = Fragments(self._environments)
        for voice, environment in self._environments.items():
            environment.globals.update(options=partial(self.fragments.options, voice))

    def render(self, template: str, voice: Voice, **values: object) -> bytes:
        return self._environments[voice].get_template(template).render(values).encode()

    def text(self, message: str, language: Language) -> str:
        return self._catalogues[language].gettext(message)

    def counting(self, language: Language) -> Counting:
        return self._catalogues[language].ngettext

    def texts(self, language: Language) -> Callable[[str], str]:
        return self._catalogues[language].gettext

    def _environment(self, language: Language, spoken: Language) -> Environment:
        catalogue = self._catalogues[spoken]
        told = partial(_told, catalogue)
        pure: Pure = {"_": told, "gettext": told, "path": partial(_path, language), "asset": self.assets.url}
        environment = FoldingEnvironment(
            pure,
            loader=FileSystemLoader(HERE / "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            extensions=["jinja2.ext.i18n"],
            auto_reload=False,
        )
        environment.install_gettext_callables(catalogue.gettext, catalogue.ngettext, newstyle=True)  # type: ignore[attr-defined]
        environment.globals.update(
            _=environment.globals["gettext"],  # without the alias that looks it up at every call
            lang=spoken,
            direction="rtl" if spoken in RIGHT_TO_LEFT else "ltr",
            languages={code: LANGUAGE_NAMES[code] for code in SPOKEN},
            provinces=PROVINCES,
            merged=MERGED,
            former=FORMER_NAMES,
            month_names=formats.month_names(spoken),
            words=vocabulary.translated(catalogue.gettext),
            asset=pure["asset"],
            path=pure["path"],
            season_strip=partial(season_strip, language=spoken, gettext=catalogue.gettext),
            named=partial(named, language),
            measured=partial(measured, language=spoken, ngettext=catalogue.ngettext),
            reason=partial(reason, language=spoken, gettext=catalogue.gettext, ngettext=catalogue.ngettext),
            requirement_name=partial(requirement_name, gettext=catalogue.gettext),
            differences=partial(differences, language=spoken, gettext=catalogue.gettext, ngettext=catalogue.ngettext),
            sentence_of=partial(field_sentence, gettext=catalogue.gettext),
        )
        for name in FORMATS:
            environment.filters[name] = _in_language(getattr(formats, name), spoken)
        environment.filters.update(moment=_in_language(moment, spoken), held=held)
        return environment


def _told(catalogue: NullTranslations, message: str) -> Markup:
    """As Jinja's own gettext says it: a text is markup, and its per cent signs are doubled."""
    return Markup(catalogue.gettext(message)) % {}  # noqa: S704 - our own texts


class Asset(NamedTuple):
    media_type: str
    content: bytes
    packed: bytes


class Assets:
    """Styles and scripts: every file of a kind in one, named by its content, so that it may be cached for ever."""

    def __init__(self) -> None:
        self.files: dict[str, Asset] = {}
        self._urls: dict[str, str] = {}
        styles = sorted((HERE / "static/css").glob("*.css"))
        self._add("style.css", "text/css; charset=utf-8", b"\n".join(file.read_bytes() for file in styles))
        for script in sorted([*(HERE / "static/js").glob("*.js"), *(HERE / "static/vendor").glob("*.js")]):
            self._add(script.name, "text/javascript; charset=utf-8", script.read_bytes())
        self._add("icon.svg", "image/svg+xml", (HERE / "static/icon.svg").read_bytes())

    def url(self, name: str) -> str:
        return self._urls[name]

    def _add(self, name: str, media_type: str, content: bytes) -> None:
        stem, suffix = name.rsplit(".", 1)
        address = f"{stem}.{hashlib.sha256(content).hexdigest()[:12]}.{suffix}"
        self.files[address] = Asset(media_type, content, packed(content))
        self._urls[name] = f"/static/{address}"


def named(language: Language, names: Mapping[Language, str]) -> Markup:
    """The name for the reader, marked with the language it is in."""
    spoken = language_for(language, names)
    return _in_span(spoken, names[spoken]) if spoken else Markup()


def held(papers: Iterable[Certificate]) -> list[Certificate]:
    """Those that are valid today."""
    day = home.today()
    return [one for one in papers if one.holds_on(day)]


@lru_cache(maxsize=16_384)
def _in_span(language: str, name: str) -> Markup:
    return Markup('<span lang="{}">{}</span>').format(language, name)


def _path(language: Language, *parts: object) -> str:
    return "/" + "/".join([language, *(str(part).strip("/") for part in parts)])


def _in_language(formatter: object, language: Language) -> object:
    def formatted(value: object, *arguments: object) -> str:
        return str(formatter(value, *arguments, language=language)) if callable(formatter) else ""

    return formatted
