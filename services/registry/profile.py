"""What an organisation says of itself, cleaned and checked."""

from msgspec import Struct

from services.registry.tax_code import standard_tax_code
from shared.contracts.registry import Kind, LegalForm, LoadedOrganisation, RegisterOrganisation, Sector
from shared.countries import COUNTRIES
from shared.provinces import PROVINCES
from shared.text import clean

COOPERATIVE = frozenset({"HTX", "LHHTX", "QTDND", "THT"})
"""Legal forms of Law 17/2023/QH15, and the people's credit funds."""


class Profile(Struct, frozen=True, kw_only=True):
    name: str
    kind: Kind
    legal_form: LegalForm
    sector: Sector | None
    country: str
    province: str | None
    tax_code: str | None
    address: str


def profile_of(told: RegisterOrganisation | LoadedOrganisation) -> tuple[Profile, dict[str, str]]:
    """The cleaned profile, and a code for each field that cannot be accepted."""
    tax_code, fault = standard_tax_code(told.tax_code or "", told.country)
    profile = Profile(
        name=clean(told.name),
        kind=told.kind,
        legal_form=told.legal_form,
        sector=told.sector,
        country=told.country,
        province=told.province,
        tax_code=tax_code,
        address=clean(told.address),
    )
    wrong = _faults(profile)
    return profile, wrong if fault is None else {**wrong, "tax_code": fault}


def _faults(profile: Profile) -> dict[str, str]:
    wrong = {}
    if not profile.name:
        wrong["name"] = "required"
    misfit = profile.kind == "coop" and profile.legal_form not in COOPERATIVE
    if misfit or (profile.legal_form == "foreign" and profile.country == "VN"):
        wrong["legal_form"] = "unknown"
    if profile.country not in COUNTRIES:
        wrong["country"] = "unknown"
    if profile.province is not None and profile.province not in PROVINCES:
        wrong["province"] = "unknown"
    return wrong
