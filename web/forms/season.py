"""When it is harvested, and months that are not as every year."""

from decimal import Decimal

from shared.contracts.values import Season
from web.formats import number
from web.forms.codes import month, places
from web.forms.fields import Form

MOST_EXCEPTIONS, SHOWN_EXCEPTIONS = 36, 2


def read_season(form: Form) -> Season | None:
    harvest = sorted({int(one) for one in form.choices("season_harvest", map(str, range(1, 13)))})
    months: dict[str, Decimal] = {}
    for place in exception_places(form):
        named, amount = month(form, f"season_month_{place}"), form.decimal(f"season_amount_{place}")
        if named and amount is not None:
            months[named] = amount
        elif named or amount is not None:
            form.fault(f"season_{'amount' if named else 'month'}_{place}", "needed_with")
    return Season(harvest=harvest, months=months) if harvest or months else None


def fill_season(form: Form, season: Season | None) -> None:
    if season is not None:
        form.fill(season_harvest=season.harvest)
        for place, (named, amount) in enumerate(season.months.items()):
            form.fill(**{f"season_month_{place}": named, f"season_amount_{place}": number(amount, form.language)})


def exception_places(form: Form) -> range:
    return places(form, "season_month_", SHOWN_EXCEPTIONS, MOST_EXCEPTIONS)
