"""Money's signs and names in the languages of the buyers."""

import re

SIGNS = {
    "JPY": r"jpy|[¥￥]|円|엔(?![가-힣])|(?<=\d)엔(?=[에로을]|으로|이[하내며고]|선|정도|씩|입니|까지|짜리|대)|ין(?![א-ת])|yên|yen",
    "USD": r"us ?\$|usd|米ドル|ドル|달러|미불|불(?![가-힣])|(?<=\d)불(?=[에로을]|인데|이지|이[하내며고]|선|정도|씩|입니|까지|짜리|대)|דולר(?:ים)?|dollars?|(?:đồng )?đô(?:[ -]la)?(?: mỹ)?|do la|\$",
    "CENT": r"(?:us )?cents?|¢|セント|센트|סנט(?:ים)?|xu",
    "KRW": r"krw|₩|원|won",
    "ILS": r"ils|nis|₪|ש\"ח|שקל(?:ים)?|shekels?",
    "VND": r"vnd|vnđ|₫|đồng|dong|đ|ドン|동(?![가-힣])|דונג|d(?=/)",
    "EUR": r"eur|€|euros?|ユーロ|유로|יורו|אירו",
    "GBP": r"gbp|£",
    "CNY": r"cny|rmb|元",
    "AUD": r"aud|au ?\$|a\$|豪ドル|호주 ?달러|דולר אוסטרלי",
    "NZD": r"nzd|nz ?\$",
    "CAD": r"cad|ca ?\$|c\$|カナダドル|캐나다 ?달러|דולר קנדי",
    "SGD": r"sgd|s\$|シンガポールドル|싱가포르 ?달러",
    "HKD": r"hkd|hk ?\$|香港ドル|홍콩 ?달러",
    "TWD": r"twd|nt ?\$",
    "THB": r"thb|฿|baht|バーツ",
    "INR": r"inr|₹|rupees?",
    "AED": r"aed|dirhams?",
    "CHF": r"chf",
    "SEK": r"sek",
    "DKK": r"dkk",
    "NOK": r"nok",
    "PLN": r"pln|zł",
    "MYR": r"myr",
}
SIGN = "|".join(SIGNS.values())
SIGN_BEFORE = (
    r"(?:us|au|a|nz|ca|c|s|hk|nt) ?\$|[$¥￥₩₪€£₫฿₹]|usd|jpy|krw|ils|nis|vnd|vnđ|eur(?:os?)?|cny|rmb|gbp"
    r"|aud|nzd|cad|sgd|hkd|twd|thb|inr|aed|chf|sek|dkk|nok|pln|myr"
)
"""What may stand before the number; the words of a currency only follow it."""


def currency_at(text: str, at: int) -> str:
    """The code (ISO 4217, or CENT) of the longest sign that stands there."""
    return max(SIGNS, key=lambda code: _length(code, text, at))


def _length(code: str, text: str, at: int) -> int:
    match = re.compile(SIGNS[code]).match(text, at)
    return len(match[0]) if match else 0
