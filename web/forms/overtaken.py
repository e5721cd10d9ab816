"""Two who change one record at once: what the later typed is joined with what the earlier saved."""

import msgspec

from web.forms.fields import Form

SEEN = "seen"
"""The field in which a form carries the record as it was when the form was opened."""
NOT_OF_THE_RECORD = frozenset({SEEN, "_token"})
VALUES = msgspec.json.Decoder(dict[str, list[str]])


def join(form: Form, newest: Form) -> None:
    """What only the other changed is as they saved it. What both did stays as it was typed, with a word at the field.
    Sent once more, the form revises the newest state.
    """
    opened = as_opened(form)
    for name in {*opened.values, *newest.values, *form.values} - NOT_OF_THE_RECORD:
        was, saved, typed = (_said(one, name) for one in (opened, newest, form))
        if typed == was:
            form.values[name] = saved or [""]
        elif saved not in (was, typed):
            form.fault(name, "changed_meanwhile")
    form.fill(seen=msgspec.json.encode(newest.values).decode())


def as_opened(form: Form) -> Form:
    """As it stood when it was opened; empty for what is new."""
    try:
        return Form(form.language, VALUES.decode(form[SEEN]))
    except msgspec.MsgspecError:
        return Form(form.language)


def _said(form: Form, name: str) -> list[str]:
    """An empty field says what a missing one does; browsers end lines in their own way."""
    return [value.replace("\r\n", "\n") for value in form.chosen(name) if value]
