"""Reading samples."""

import sqlalchemy as sa

from services.matching.models import DEMAND, MATCH
from services.matching.models.sample import SAMPLE
from services.matching.queries.threads import must_be_theirs
from shared.contracts.samples import GetSamples, Sample, SampleList
from shared.messaging import Reading


async def get_samples(query: GetSamples, reading: Reading) -> SampleList:
    await must_be_theirs(query.match_request_id, reading)
    of_match = {"of_match": query.match_request_id}
    rows = await reading.execute(_SAMPLES, of_match)
    required = await reading.scalar(_REQUIRED, of_match)
    return SampleList(items=[_sample(row) for row in rows], required=bool(required))


def _sample(row: sa.Row[tuple[object, ...]]) -> Sample:
    return Sample(**{name: getattr(row, name) for name in Sample.__struct_fields__})


_OF_MATCH = sa.bindparam("of_match", type_=sa.Uuid)
_SAMPLES = sa.select(SAMPLE).where(SAMPLE.c.match_request_id == _OF_MATCH).order_by(SAMPLE.c.asked_at)
_REQUIRED = (
    sa.select(DEMAND.c.body["sample_first"].as_boolean())
    .join(MATCH, MATCH.c.demand_id == DEMAND.c.id)
    .where(MATCH.c.id == _OF_MATCH)
)
