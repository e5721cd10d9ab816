"""What a web process remembers of who is who."""

from datetime import UTC, datetime, timedelta

from shared.contracts.registry import Identify, Identity
from shared.ids import uuid7
from web.identities import Identities

SOMEBODY = Identity(
    account_id=uuid7(),
    email="a@b.vn",
    person_name="Trần An",
    locale="vi",
    roles=["coop"],
    organisations=[],
    actor_tokens={},
    expires_at=datetime.now(UTC) + timedelta(days=1),
)


async def test_an_answer_from_before_a_change_is_not_remembered() -> None:
    identities, asked = Identities(), 0

    async def while_it_changes(_: Identify) -> Identity:
        nonlocal asked
        asked += 1
        if asked == 1:
            identities.forget(SOMEBODY.account_id)
        return SOMEBODY

    for _ in range(3):
        assert await identities.identity("session", "secret", while_it_changes) == SOMEBODY
    assert asked == 2
