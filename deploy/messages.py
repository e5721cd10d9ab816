"""`make messages`: collect the texts that people see from code and templates into each package's .po files.

A package has catalogues for the languages that have a folder in its `locale/`; make the folder to begin a language.
A changed text is a new text: nothing is guessed ("fuzzy"), and what is no longer said is dropped.
"""

from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from shared.i18n import po_file

ROOT = Path(__file__).parent.parent
PACKAGES = (ROOT / "web", ROOT / "services" / "notifications")

METHODS = [
    ("**/migrations/**", "ignore"),
    ("static/**", "ignore"),
    ("**.py", "python"),
    ("templates/**.*", "jinja2"),
]
OPTIONS = {"templates/**.*": {"silent": "false", "trimmed": "true"}}
KEYWORDS = {"_": None, "gettext": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2), "N_": None, "NN_": (1, 2)}
WIDTH = 120

HEADER = """\
msgid ""
msgstr ""
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: {plural_forms}\\n"

"""
"""Without the dates that gettext tools write: they make a conflict of every second merge."""


def extracted(package: Path) -> Catalog:
    """Every message of the package's code and templates, in the order of file and line."""
    catalogue = Catalog()
    for file, line, message, comments, context in extract_from_dir(
        package, METHODS, OPTIONS, KEYWORDS, comment_tags=("translators:",), strip_comment_tags=True
    ):
        catalogue.add(message, None, [(f"{package.name}/{file}", line)], auto_comments=comments, context=context)
    return catalogue


def catalogue_of(package: Path, language: str) -> Catalog:
    file = po_file(package, language)
    if not file.exists():
        return Catalog(locale=language)
    with file.open("rb") as source:
        return read_po(source, locale=language, abort_invalid=True)


def update(package: Path, language: str) -> Catalog:
    """Bring one .po file to the messages of the code, keeping its translations."""
    catalogue = catalogue_of(package, language)
    catalogue.update(extracted(package), no_fuzzy_matching=True)
    body = BytesIO()
    write_po(
        body, catalogue, width=WIDTH, omit_header=True, sort_by_file=True, ignore_obsolete=True, include_lineno=False
    )
    header = HEADER.format(language=language, plural_forms=catalogue.plural_forms)
    file = po_file(package, language)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(header.encode() + body.getvalue().lstrip(b"\n"))
    return catalogue


def languages(package: Path) -> list[str]:
    return sorted({"vi", *(folder.name for folder in package.glob("locale/*") if folder.is_dir())})


def main() -> None:
    for package in PACKAGES:
        for language in languages(package):
            messages = [message for message in update(package, language) if message.id]
            untranslated = sum(not is_translated(message) for message in messages)
            file = po_file(package, language).relative_to(ROOT)
            print(f"{file}: {len(messages)} messages, {untranslated} untranslated")


def is_translated(message: Message) -> bool:
    return all(forms(message.string)) and not message.fuzzy


def forms(text: str | list[str] | tuple[str, ...] | None) -> list[str]:
    """A message's text, or each of its plural forms."""
    return [text or ""] if isinstance(text, str | None) else list(text)


if __name__ == "__main__":
    main()
