"""The form of a fair's team: who is invited, with which rights."""

from typing import get_args

from shared.contracts.fairs.team import Right
from web.forms.fields import Form

RIGHTS: tuple[Right, ...] = get_args(Right)


def chosen_rights(form: Form) -> list[Right]:
    rights = form.choices("rights", RIGHTS)
    if not rights:
        form.fault("rights", "choose_one")
    return rights
