"""The form of a fair's budget: a line for each thing that costs."""

from shared.contracts.fairs.outcome import BudgetBody, BudgetLine
from web.formats import number
from web.forms.choices import CURRENCIES
from web.forms.fields import Form

MOST_LINES, FREE_LINES = 40, 3
FIELDS = ("name", "planned", "spent")


def shown_lines(form: Form) -> range:
    """Those that are filled in, and some more."""
    return range(min(MOST_LINES, len(_places(form)) + FREE_LINES))


def _places(form: Form) -> list[int]:
    return [place for place in range(MOST_LINES) if any(form[f"{field}_{place}"] for field in FIELDS)]


def budget_body(form: Form) -> BudgetBody | None:
    """As typed; None with the faults in the form."""
    currency = form.choice("currency", CURRENCIES, required=True)
    lines = []
    for place in _places(form):
        name, planned = form.line(f"name_{place}", required=True), form.decimal(f"planned_{place}", required=True)
        spent = form.decimal(f"spent_{place}")
        if name and planned is not None:
            lines.append(BudgetLine(name=name, planned=planned, spent=spent))
    return BudgetBody(currency=currency, lines=lines) if form.ok and currency else None


def service_names(form: Form) -> dict[str, str]:
    """What the service calls a field → what the form calls it: it counts only the lines that are there."""
    counted = enumerate(_places(form))
    return {f"lines.{count}.{field}": f"{field}_{place}" for count, place in counted for field in FIELDS}


def fill_budget(form: Form, body: BudgetBody) -> Form:
    form.fill(currency=body.currency)
    for place, line in enumerate(body.lines):
        spent = None if line.spent is None else number(line.spent, form.language)
        typed = {"name": line.name, "planned": number(line.planned, form.language), "spent": spent}
        form.fill(**{f"{field}_{place}": said for field, said in typed.items()})
    return form
