"""Reading samples."""

import sqlalchemy as sa

from services.matching.models import DEMAND, MATCH
from services.matching.models.sample import SAMPLE
from services.matching.queries.threads import must_be_theirs
from shared.contracts.samples import GetSamples, Sample, SampleList
from shared.messaging import Reading


async def get_samples(query: GetSamples, reading: Reading) -> SampleList:
    connection = await reading.session.connection()
    await must_be_theirs(query.match_request_id, reading)
    rows = await connection.execute(
        sa.select(SAMPLE).where(SAMPLE.c.match_request_id == query.match_request_id).order_by(SAMPLE.c.asked_at)
    )
    required = await connection.scalar(
        sa.select(DEMAND.c.body["sample_first"].as_boolean())
        .join(MATCH, MATCH.c.demand_id == DEMAND.c.id)
        .where(MATCH.c.id == query.match_request_id)
    )
    return SampleList(items=[_sample(row) for row in rows], required=bool(required))


def _sample(row: sa.Row[tuple[object, ...]]) -> Sample:
    return Sample(**{name: getattr(row, name) for name in Sample.__struct_fields__})
