"""Telling everything again."""

from shared.contracts.operations import Republish
from shared.contracts.registry import AccountChanged, OrganisationChanged
from tests.support.registry import a_registration
from tests.support.surroundings import OPERATOR, Surroundings


async def test_organisations_and_accounts_are_told_again(registry: Surroundings) -> None:
    command = a_registration()
    await registry.ask(command)
    step = Republish(service="registry")
    pages = 0
    while True:
        done = await registry.ask(step, OPERATOR)
        pages += 1
        if done.next_entity is None:
            break
        step = Republish(service="registry", entity=done.next_entity, after=done.after)
    assert pages >= 2
    await registry.settled()
    organisations = registry.told(OrganisationChanged, command.organisation_id)
    assert len(organisations) == 2
    assert organisations[0] == organisations[1]
    first, second = registry.told(AccountChanged, command.account_id)
    assert first == second
