"""The clocks that people may choose: IANA time zones and the country of each."""

from collections.abc import Mapping

from shared.contracts.values import Country

ZONES: Mapping[str, Country] = {
    "Asia/Ho_Chi_Minh": "VN",
    "Asia/Tokyo": "JP",
    "Asia/Seoul": "KR",
    "Asia/Jerusalem": "IL",
    "Asia/Shanghai": "CN",
    "Asia/Hong_Kong": "HK",
    "Asia/Taipei": "TW",
    "Asia/Singapore": "SG",
    "Asia/Kuala_Lumpur": "MY",
    "Asia/Jakarta": "ID",
    "Asia/Manila": "PH",
    "Asia/Bangkok": "TH",
    "Asia/Vientiane": "LA",
    "Asia/Phnom_Penh": "KH",
    "Asia/Kolkata": "IN",
    "Asia/Dubai": "AE",
    "Asia/Riyadh": "SA",
    "Australia/Perth": "AU",
    "Australia/Adelaide": "AU",
    "Australia/Brisbane": "AU",
    "Australia/Sydney": "AU",
    "Pacific/Auckland": "NZ",
    "Europe/Moscow": "RU",
    "Europe/Istanbul": "TR",
    "Europe/Warsaw": "PL",
    "Europe/Prague": "CZ",
    "Europe/Berlin": "DE",
    "Europe/Amsterdam": "NL",
    "Europe/Paris": "FR",
    "Europe/Rome": "IT",
    "Europe/Madrid": "ES",
    "Europe/London": "GB",
    "Africa/Cairo": "EG",
    "Africa/Johannesburg": "ZA",
    "America/Sao_Paulo": "BR",
    "America/Mexico_City": "MX",
    "America/New_York": "US",
    "America/Chicago": "US",
    "America/Denver": "US",
    "America/Los_Angeles": "US",
    "America/Toronto": "CA",
    "America/Vancouver": "CA",
}


def zone_of(country: Country) -> str:
    """The clock of a whole country; none where it has several."""
    own = [zone for zone, its_country in ZONES.items() if its_country == country]
    return own[0] if len(own) == 1 else ""
