"""The fees of a fair as a workbook, for who keeps the books."""

from uuid import UUID

from litestar import Response, get

from shared.contracts.fairs.fair import GetFair
from shared.contracts.fairs.fees import GetFees
from shared.i18n import N_
from web.downloads import attached
from web.outcome.fee_tables import FeeWriter
from web.spreadsheets import XLSX
from web.visitor import Person


@get("/{lang:str}/fairs/{fair_id:uuid}/fees.xlsx")
async def workbook(person: Person, fair_id: UUID) -> Response[bytes]:
    from web.yearly.workbook import as_workbook  # noqa: PLC0415 – openpyxl: 12 MB, for the few who ask

    person.must_be_signed_in()
    fees = await person.ask(GetFees(fair_id=fair_id))
    fair = await person.ask(GetFair(fair_id=fair_id))
    writer = FeeWriter(fees.currency, person.spoken, person.text)
    tables = [writer.ledger(fees), *([writer.programmes(fees.programmes)] if fees.programmes else [])]
    name = person.text(N_("Fees"))
    return Response(as_workbook(tables), media_type=XLSX, headers=attached(f"{name} {fair.body.name}.xlsx"))


HANDLERS = (workbook,)
