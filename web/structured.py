"""A listing for search engines: schema.org Product, only what is stated and holds now."""

from datetime import date

from shared.contracts.listings import Listing
from shared.contracts.trade import PriceList, TradeFacts

Thing = dict[str, object]


def product(listing: Listing, name: str, description: str, address: str, today: date, base_url: str) -> Thing:
    body, trade = listing.body, listing.body.trade or TradeFacts()
    said: Thing = {
        "@context": "https://schema.org",
        "@type": "Product",
        "@id": address,
        "url": address,
        "name": name,
        "sku": body.sku,
        "category": body.category,
        "description": description,
        "gtin": trade.gtin,
        "brand": trade.brand and {"@type": "Brand", "name": trade.brand},
        "image": [f"{base_url}/photos/{photo.id}/1280.jpg" for photo in listing.photos],
        "manufacturer": {"@type": "Organization", "name": listing.organisation.name},
        "hasCertification": [
            {"@type": "Certification", "name": one.scheme} for one in body.certificates if one.holds_on(today)
        ],
        "offers": [*_offers(listing, trade, today)],
    }
    return {key: value for key, value in said.items() if value}


def _offers(listing: Listing, trade: TradeFacts, today: date) -> list[Thing]:
    price = listing.body.price
    simple = [_offer(str(price.amount), price.currency, price.unit)] if price else []
    return [*simple, *(_best(one) for one in trade.price_lists if one.valid_until >= today)]


def _best(prices: PriceList) -> Thing:
    """The price of the smallest quantity: what anybody can count with."""
    offer = _offer(str(prices.tiers[0].price), prices.currency, prices.unit)
    return {**offer, "priceValidUntil": prices.valid_until.isoformat()}


def _offer(amount: str, currency: str, unit: str) -> Thing:
    specification = {"@type": "UnitPriceSpecification", "price": amount, "priceCurrency": currency, "unitCode": unit}
    return {"@type": "Offer", "priceSpecification": specification}
