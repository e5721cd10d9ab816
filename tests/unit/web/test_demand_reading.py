"""Read fields go where nothing was typed."""

from decimal import Decimal

import pytest

from shared.contracts.demand_reading import DemandReading, FieldRead
from shared.contracts.values import Language, Quantity
from web.forms.demand_reading import fill_reading
from web.forms.demands import demand_body, language_of
from web.forms.fields import Form

READING = DemandReading(
    fields=[
        FieldRead(field="what", state="read", words=["Mango"]),
        FieldRead(field="quantity", state="read", words=["2 tonnes a month"]),
        FieldRead(field="certificates", state="read", words=["HACCP"]),
        FieldRead(field="incoterm", state="unknown", words=["DDU"]),
    ],
    what="Mango",
    quantity=Quantity(amount=Decimal(2), unit="TNE"),
    certificates=["HACCP"],
)


def states(form: Form) -> dict[str, str]:
    return {row.field: row.state for row in fill_reading(form, READING).rows}


def test_an_empty_form_is_filled_and_can_be_sent() -> None:
    form = Form("en").fill(destination="JP")
    assert states(form) == {"what": "read", "quantity": "read", "certificates": "read", "incoterm": "unknown"}
    body = demand_body(form)
    assert body is not None
    assert (body.what, body.quantity, body.certificates) == ("Mango", READING.quantity, ["HACCP"])


def test_what_was_typed_stays() -> None:
    form = Form("en").fill(what="Dried mango", quantity_amount="500", quantity_unit="KGM")
    assert states(form)["what"] == states(form)["quantity"] == "kept"
    assert (form["what"], form["quantity_amount"], form["quantity_unit"]) == ("Dried mango", "500", "KGM")
    assert form.chosen("certificates") == ["HACCP"]


def test_what_an_earlier_reading_filled_in_was_not_typed() -> None:
    form = Form("en").fill(what="Lotus", read_what="Lotus", quantity_amount="7", read_quantity_amount="3")
    assert states(form)["what"] == "read"
    assert states(form)["quantity"] == "kept"
    assert form["what"] == "Mango"


@pytest.mark.parametrize(
    ("text", "otherwise", "language"),
    [
        ("乾燥レンコン", "en", "ja"),
        ("건조 연근", "en", "ko"),
        ("אבקת כורכום", "en", "he"),
        ("Củ sen sấy", "en", "vi"),
        ("Dried mango", "vi", "vi"),
        ("Dried mango", "ja", "en"),
        ("Café crème, rôti", "en", "en"),
    ],
)
def test_the_script_tells_the_language(text: str, otherwise: Language, language: Language) -> None:
    assert language_of(text, otherwise) == language
