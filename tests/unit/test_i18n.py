"""Catalogues from .po files, with English where a language has nothing to say."""

from pathlib import Path

import pytest

from deploy.messages import catalogue_of, update
from shared.i18n import load_catalogues, po_file

CODE = """
def greet(name, count):
    _("Good morning, %(name)s") % {"name": name}
    ngettext("%(count)s listing", "%(count)s listings", count)
"""
TEMPLATE = """{% trans count=listings|length %}{{ count }} booth{% pluralize %}{{ count }} booths{% endtrans %}
{% trans %}
   Apply
   now
{% endtrans %}<p title="{{ _('Booths') }}">"""


@pytest.fixture
def package(tmp_path: Path) -> Path:
    (tmp_path / "templates" / "fair").mkdir(parents=True)
    (tmp_path / "page.py").write_text(CODE, "utf-8")
    (tmp_path / "templates" / "fair" / "plan.html").write_text(TEMPLATE, "utf-8")
    return tmp_path


def translate(package: Path, *pairs: tuple[str, str]) -> None:
    update(package, "vi")
    file = po_file(package, "vi")
    text = file.read_text("utf-8")
    for source, translation in pairs:
        text = text.replace(f'{source}\nmsgstr ""', f'{source}\nmsgstr "{translation}"')
        text = text.replace(f'{source}\nmsgstr[0] ""', f'{source}\nmsgstr[0] "{translation}"')
    file.write_text(text, "utf-8")


def test_code_and_templates_are_both_collected(package: Path) -> None:
    found = {str(message.id) for message in update(package, "vi") if message.id}
    assert found == {
        "Good morning, %(name)s",
        "('%(count)s listing', '%(count)s listings')",
        "('%(count)s booth', '%(count)s booths')",
        "Apply now",
        "Booths",
    }


def test_translations_are_used_and_the_rest_is_said_in_english(package: Path) -> None:
    translate(
        package,
        ('msgid "Booths"', "Gian hàng"),
        ('msgid_plural "%(count)s listings"', "%(count)s sản phẩm"),
    )
    vietnamese = load_catalogues(package)["vi"]
    assert vietnamese.gettext("Booths") == "Gian hàng"
    assert vietnamese.ngettext("%(count)s listing", "%(count)s listings", 1) == "%(count)s sản phẩm"
    assert vietnamese.gettext("Apply now") == "Apply now"
    assert load_catalogues(package)["ja"].ngettext("one", "many", 2) == "many"


def test_an_update_keeps_translations_and_drops_what_is_no_longer_said(package: Path) -> None:
    translate(package, ('msgid "Booths"', "Gian hàng"), ('msgid "Good morning, %(name)s"', "Chào %(name)s"))
    (package / "page.py").write_text('_("Good evening, %(name)s")', "utf-8")
    update(package, "vi")
    catalogue = catalogue_of(package, "vi")
    assert catalogue["Booths"].string == "Gian hàng"
    assert catalogue["Good evening, %(name)s"].string == ""
    assert "Good morning" not in po_file(package, "vi").read_text("utf-8")


def test_a_second_update_changes_nothing(package: Path) -> None:
    update(package, "vi")
    before = po_file(package, "vi").read_bytes()
    update(package, "vi")
    assert po_file(package, "vi").read_bytes() == before
