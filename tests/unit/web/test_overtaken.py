"""Who saves later loses nothing, and takes nothing back that somebody else has saved."""

import msgspec

from web.forms.fields import Form
from web.forms.overtaken import join


def a_form(**values: object) -> Form:
    return Form("vi").fill(**values)


def test_each_field_is_as_whoever_changed_it_left_it() -> None:
    same = {"about": "Dòng 1\nDòng 2", "name": "Hội chợ"}
    opened = a_form(version=1, status="open", venue="Nhà A", interpreters=["ja"], **same)
    newest = a_form(version=2, status="closed", venue="Nhà B", **same)
    typed = a_form(version=1, status="open", venue="Nhà C", interpreters=["ja"], name="Chợ phiên")
    typed.fill(about="Dòng 1\r\nDòng 2")
    typed.fill(seen=msgspec.json.encode(opened.values).decode())

    join(typed, newest)

    said = {name: typed[name] for name in ("version", "status", "name", "venue", "about", "interpreters")}
    assert said == {
        "version": "2",
        "status": "closed",
        "name": "Chợ phiên",
        "venue": "Nhà C",
        "about": "Dòng 1\nDòng 2",
        "interpreters": "",
    }
    assert typed.faults == {"venue": "changed_meanwhile"}

    join(typed, newest)
    assert (typed["name"], typed["venue"]) == ("Chợ phiên", "Nhà C")


def test_a_form_that_does_not_say_what_it_began_with_keeps_all_that_was_typed() -> None:
    typed = a_form(version=1, name="Chợ phiên", seen="?")
    join(typed, a_form(version=2, name="Hội chợ"))
    assert (typed["name"], typed.faults["name"]) == ("Chợ phiên", "changed_meanwhile")
