"""What the Alliance does with organisations, and who finds what."""

import pytest

from shared.actor import Actor, Role
from shared.contracts.registry import (
    DecideVerification,
    FindOrganisations,
    GetDossier,
    GetOrganisation,
    LoadOrganisations,
    OrganisationChanged,
    OrganisationStatus,
)
from shared.ids import uuid7
from tests.support.registry import a_loaded_organisation, a_registration, a_tax_code, load
from tests.support.surroundings import OPERATOR, Surroundings, account


async def test_an_officer_verifies(registry: Surroundings) -> None:
    command = a_registration()
    await registry.ask(command)
    officer = account("officer")
    decision = DecideVerification(organisation_id=command.organisation_id, verified=True)
    assert (await registry.ask(decision, officer)).status == "verified"
    assert (await registry.ask(decision, officer)).version == 2, "the same decision again changes nothing"
    await registry.settled()
    told = registry.told(OrganisationChanged, command.organisation_id)
    assert [(event.version, event.organisation.status) for event in told] == [(1, "registered"), (2, "verified")]
    history = await registry.rows(
        "SELECT version, status, changed_by FROM status_change WHERE organisation_id = :id ORDER BY version",
        id=command.organisation_id,
    )
    assert [tuple(row) for row in history] == [(1, "registered", None), (2, "verified", officer.account_id)]


async def test_a_refusal_says_why_and_can_be_thought_over(registry: Surroundings) -> None:
    command = a_registration()
    await registry.ask(command)
    officer = account("officer")
    silent = DecideVerification(organisation_id=command.organisation_id, verified=False, reason=" \n ")
    assert (await registry.refusal(silent, officer)).details == {"reason": "required"}
    refused = DecideVerification(organisation_id=command.organisation_id, verified=False, reason="Thiếu giấy phép")
    assert (await registry.ask(refused, officer)).status == "refused"
    verified = DecideVerification(organisation_id=command.organisation_id, verified=True)
    assert (await registry.ask(verified, officer)).status == "verified"
    dossier = await registry.ask(GetDossier(organisation_id=command.organisation_id), officer)
    assert dossier.reason == ""
    assert [(line.status, line.reason) for line in dossier.history] == [
        ("registered", ""),
        ("refused", "Thiếu giấy phép"),
        ("verified", ""),
    ]


@pytest.mark.parametrize("status", ["stopped", "dissolved"])
async def test_who_stopped_is_not_verified_again(registry: Surroundings, status: OrganisationStatus) -> None:
    stopped = a_loaded_organisation(status=status)
    await load(registry, stopped)
    refusal = await registry.refusal(DecideVerification(organisation_id=stopped.id, verified=True), account("officer"))
    assert (refusal.code, refusal.details) == ("not_decidable", {"status": status})


async def test_loading_leaves_what_is_known(registry: Surroundings) -> None:
    first = a_loaded_organisation(name="HTX Một", founded=1998, members=137)
    await load(registry, first)
    second = a_loaded_organisation()
    await load(registry, a_loaded_organisation(id=first.id, name="HTX Hai"), second, second)
    await registry.settled()
    assert [event.organisation.name for event in registry.told(OrganisationChanged, first.id)] == ["HTX Một"]
    assert len(registry.told(OrganisationChanged, second.id)) == 1


async def test_loading_names_every_wrong_row_and_loads_none(registry: Surroundings) -> None:
    fine = a_loaded_organisation()
    items = [
        fine,
        a_loaded_organisation(tax_code="12345", founded=1830),
        a_loaded_organisation(members=-1, province="99"),
    ]
    refusal = await registry.refusal(LoadOrganisations(items=items), OPERATOR)
    assert refusal.details == {
        "items.1.tax_code": "malformed",
        "items.1.founded": "out_of_range",
        "items.2.members": "out_of_range",
        "items.2.province": "unknown",
    }
    assert (await registry.refusal(GetOrganisation(organisation_id=fine.id), OPERATOR)).code == "organisation_unknown"


async def test_loading_a_known_tax_code_is_refused_as_such(registry: Surroundings) -> None:
    code = a_tax_code()
    await load(registry, a_loaded_organisation(tax_code=code))
    refusal = await registry.refusal(LoadOrganisations(items=[a_loaded_organisation(tax_code=code)]), OPERATOR)
    assert refusal.code == "tax_code_taken"


async def test_organisations_are_found_without_marks_and_counted(registry: Surroundings) -> None:
    code = a_tax_code()
    await load(
        registry,
        a_loaded_organisation(name="HTX Đường Quỳnh Ửng", status="verified", sector="NN", tax_code=code),
        a_loaded_organisation(name="HTX Đương Quỳnh Ửng", status="verified", sector="TM"),
        a_loaded_organisation(name="HTX Dương Quỳnh Ửng", status="stopped", sector="NN"),
        a_loaded_organisation(name="Quỳnh Ửng Mart", kind="buyer", legal_form="enterprise", sector=None),
    )
    auditor = account("auditor")
    page = await registry.ask(FindOrganisations(q="quynh UNG", kind="coop", page_size=2), auditor)
    assert [item.name for item in page.items] == ["HTX Dương Quỳnh Ửng", "HTX Đương Quỳnh Ửng"]
    assert page.total == 3
    assert page.by_status == {"verified": 2, "stopped": 1}
    assert page.by_sector == {"NN": 2, "TM": 1}
    second = await registry.ask(FindOrganisations(q="quynh UNG", kind="coop", page=2, page_size=2), auditor)
    assert [item.name for item in second.items] == ["HTX Đường Quỳnh Ửng"]
    chosen = await registry.ask(FindOrganisations(q="ynh ung", status="verified", sector="NN"), auditor)
    assert (chosen.total, [item.name for item in chosen.items]) == (1, ["HTX Đường Quỳnh Ửng"])
    assert chosen.by_status == {"verified": 3, "stopped": 1}, "counts do not follow the chosen status"
    by_code = await registry.ask(FindOrganisations(q=code), auditor)
    assert by_code.total == 1


@pytest.mark.parametrize("wordless", ["", "%", "(" * 200, "\u202e"])
async def test_text_without_words_leaves_all(registry: Surroundings, wordless: str) -> None:
    everything = await registry.ask(FindOrganisations(), OPERATOR)
    found = await registry.ask(FindOrganisations(q=wordless), OPERATOR)
    assert found.total == everything.total


@pytest.mark.parametrize("hostile", ["_", "h_x", "'; DROP TABLE organisation; --"])
async def test_hostile_text_is_text(registry: Surroundings, hostile: str) -> None:
    await load(registry, a_loaded_organisation())
    assert (await registry.ask(FindOrganisations(q=hostile), OPERATOR)).total == 0


async def test_a_dossier_shows_its_own_people(registry: Surroundings) -> None:
    command = a_registration()
    await registry.ask(command)
    own = Actor(
        kind="account",
        account_id=command.account_id,
        roles=frozenset({"coop"}),
        organisations=frozenset({command.organisation_id}),
    )
    dossier = await registry.ask(GetDossier(organisation_id=command.organisation_id), own)
    assert (dossier.tax_state, dossier.tax_code) == ("missing", None)
    assert [(line.id, line.phone) for line in dossier.accounts] == [(command.account_id, "+84912345678")]
    assert (await registry.refusal(GetDossier(organisation_id=uuid7()), account("officer"))).code == (
        "organisation_unknown"
    )


@pytest.mark.parametrize("role", ["coop", "buyer"])
async def test_who_may_not_read_the_registry(registry: Surroundings, role: Role) -> None:
    stranger = account(role, speaks_for=[uuid7()])
    command = a_registration()
    await registry.ask(command)
    for question in (FindOrganisations(), GetDossier(organisation_id=command.organisation_id)):
        assert (await registry.refusal(question, stranger)).code == "forbidden"
