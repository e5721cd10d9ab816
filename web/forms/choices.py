"""What fields of several forms choose from."""

from typing import get_args

from shared.contracts.values import Category, Incoterm, Scheme, Unit

UNITS: tuple[Unit, ...] = get_args(Unit)
CATEGORIES: tuple[Category, ...] = get_args(Category)
INCOTERMS: tuple[Incoterm, ...] = get_args(Incoterm)
SCHEMES: tuple[Scheme, ...] = get_args(Scheme)
CURRENCIES = ("VND", "USD", "JPY", "KRW", "ILS", "EUR")
COUNTRIES = ("VN", "JP", "KR", "IL", "US", "SG", "TW", "CN", "TH", "AU", "DE", "FR", "GB")
"""Where most buyers are."""
