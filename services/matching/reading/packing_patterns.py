"""The ways of writing how goods are packed, as patterns of each language."""

import re
from functools import cache

from services.matching.reading.vocabulary import NUMBER, Vocabulary


@cache
def sized(words: Vocabulary) -> tuple[re.Pattern[str], ...]:
    size = rf"(?P<amount>{NUMBER})[ -]?(?P<unit>{words.measure})"
    pack, language = words.package, words.language
    alone = "" if language in {"he", "vi"} else rf"(?!{words.package_kinds}[ -]?(?:{pack}))"
    within = r"ב" if language == "he" else r"(?!)"
    inside = rf"{pack}(?:あたり|当たり|当|당|に|は|에|:|=| |\(|x|of|gồm|chứa|có|של|with)*"
    return (
        re.compile(rf"(?P<pieces>{NUMBER}) ?[x*] ?{size}{words.each_package}(?P<pack>{pack})"),
        re.compile(rf"{NUMBER} ?[x*] ?{size}{words.package_kinds}[ -]?(?P<pack>{pack}){words.each_package}(?:{pack})"),
        re.compile(
            rf"(?:(?<!\d)(?<!\d )(?:1 ?|mỗi |một |each |per |כל )?{inside})?{size}(?:入りの?|入|들이|짜리)? ?(?:[x*]|[,、 ](?= ?\d+ ?(?:{pack})(?:{words.each_package}|入り?の?|들이 ?|입 ?)(?:{pack}))) ?(?P<times>{NUMBER}) ?(?P<pack>{pack})"
        ),
        re.compile(
            rf"(?<!\d)(?<!\d )(?:1 ?|mỗi |một |each |per |כל )?{inside}{size} ?[x*]? ?{NUMBER} ?(?!{within})(?P<pack>{pack})(?:入り|들이)?"
        ),
        re.compile(rf"{size} (?={NUMBER} ?(?P<pack>{pack}))" if language in {"ja", "ko"} else r"(?!)"),
        re.compile(rf"(?P<count>{NUMBER}) ?(?P<pack>{pack})(?: ?(?:x|của|of|של))?(?: ?(?:loại|cỡ))? ?{size}{alone}"),
        re.compile(rf"{size}(?: (?:nett?|gross|tịnh|נטו))?(?: weight)?{words.each_package}(?P<pack>{pack})"),
        re.compile(rf"{size}{words.package_kinds}[ -]?(?P<pack>{pack})"),
        re.compile(rf"(?:(?P<count>{NUMBER}) ?)?{words.raw('made_of')}(?P<pack>{pack}){words.package_of}{size}"),
    )


@cache
def counted(words: Vocabulary) -> tuple[re.Pattern[str], ...]:
    """So many bottles a carton."""
    inner = rf"(?P<amount>{NUMBER})[ -]?(?P<unit>{words.unit})"
    pack, language = words.package, words.language
    into = {
        "ja": r"(?:入りの?|入|詰め|/|で(?=カートン|ケース|段ボール)|ずつ(?=[^\d、。]{1,8}(?:詰|入|に入|梱包|包装)))",
        "ko": r" ?(?:들이|입|씩(?: ?담은|(?= ?[가-힣]{1,6} ?(?:포장|에 ?(?:담|넣))))|단위로 ?포장(?:된|한)|/)",
    }.get(language, words.each_package)
    within = re.compile(rf"{inner}{into} ?(?:1 ?)?(?P<pack>{pack})")
    if language not in {"ja", "ko"}:
        return within, re.compile(
            rf"(?<!\d)(?<!\d )(?<![^\W_])(?:1 |mỗi |một |each |כל )?(?P<pack>{pack})(?: (?:lưới|giấy|nhựa|kraft|xốp|pp|pe|carton|רשת|נייר))? ?(?:\(|gồm|chứa|có|đựng|x|=|of|של|:|with)? ?{inner}"
        )
    return (
        within,
        re.compile(
            rf"(?<!\d)(?:1 ?)?(?P<pack>{pack})(?:に|は|が|あたり|当たり|당|에|은|는| )*{inner}(?:入り?|詰め| ?들이| ?입)"
        ),
        re.compile(rf"(?<!\d)(?:(?:1|한) ?)?(?P<pack>{pack})(?:あたり|当たり|당) ?{inner}"),
        re.compile(rf"(?<!\d)(?:1|한) ?(?P<pack>{pack})(?:に|は|에|=| )?{inner}"),
    )


_NO_THINGS = {
    "en": r"(?!(?:days?|weeks?|months?|years?|times?|layers?|people|samples?|kinds?|types?|colou?rs?|varieties|percent)\b)",
    "vi": r"(?!(?:ngày|tháng|tuần|năm|lần|loại|người|lớp|mẫu|màu|vị|triệu|nghìn|ngàn|trăm|đồng|k|đ|usd)(?![^\W_]))",
    "he": r"(?!(?:ימים|חודשים|שבועות|סוגים|צבעים|פעמים|דוגמאות|דולר|שקל|אירו)(?![א-ת]))",
}


@cache
def things(words: Vocabulary) -> tuple[re.Pattern[str], ...]:
    """So many of the goods themselves in each: 30 eggs per tray, mỗi hộp 4 bánh."""
    pack = rf"(?P<pack>{words.package})"
    if words.language in {"ja", "ko"}:
        return ()
    amount = rf"(?P<amount>{NUMBER}) (?!{words.unit}){_NO_THINGS[words.language]}[^\W\d_]+"
    bare = rf"(?P<amount>{NUMBER})"
    if words.language == "vi":
        return (
            re.compile(rf"(?:mỗi |một |\(|, )(?<!\d )(?:mỗi )?{pack} ?(?:gồm |có |chứa |đựng )?{amount}"),
            re.compile(rf"(?<=, ){bare} ?/ ?{pack}"),
            re.compile(rf"{amount}(?: [^\W\d_]+)? ?/ ?{pack}"),
        )
    if words.language == "he":
        return (
            re.compile(rf"{amount} (?=[בל]){pack}"),
            re.compile(rf"(?:(?<=, )|(?<=: )){bare} (?=[בל](?!קבוק)){pack}"),
            re.compile(rf"{pack} של {amount}"),
            re.compile(rf"{pack}(?: [א-ת]+)? ?\({amount}(?: ב?כל (?:אחד|אחת))?\)"),
        )
    return (
        re.compile(rf"{amount} (?:per|in (?:a|one|each)|to (?:a|the)|/|a|each) ?{pack}"),
        re.compile(
            rf"(?:(?<=, )|(?<=: )|(?<=nested )|(?<=packed )|(?<=packing )){bare} (?:per|in (?:a|one|each)|to (?:a|the)|/|a) ?(?:(?:master|export|inner|outer) )?{pack}"
        ),
        re.compile(rf"{pack} of {amount}"),
        re.compile(rf"{pack} ?\((?:of )?{amount}(?: each| inside| per [a-z]+)?\)"),
    )


@cache
def named(words: Vocabulary) -> re.Pattern[str]:
    """Packed in so-and-so, without a size."""
    packing, pack = words.raw("packing"), words.package
    if words.language in {"ja", "ko"}:
        return re.compile(rf"(?<![\d.])(?<!\d )(?P<pack>{pack})(?:で|に|の|을|를|로|으로| )*{packing}")
    if words.language == "en":
        verb = r"(?:packed|packing|packaging|packaged|put up|filled)"
        filler = r"(?: is| must be| should be|:|,| it| them| the| goods)*"
        return re.compile(
            rf"(?:{verb}{filler}(?: in(?:to)?)?|(?<!interested )\bin)(?: [a-z-]+){{0,2}}? (?P<pack>{pack})"
        )
    if words.language == "he":
        packing += r"(?: ב| ב-|:)*|(?<![א-ת])(?=בב|ב(?!ק))"
    return re.compile(
        rf"(?:{packing})(?: trong| bằng| gói| vào| một| từng| riêng| bang| trong các|:)* ?(?:1 )?(?P<pack>{pack})(?! ?\d)"
    )


@cache
def single(words: Vocabulary) -> re.Pattern[str]:
    """The size of one of the packages that were named before."""
    size = rf"(?P<amount>{NUMBER})[ -]?(?P<unit>{words.measure})"
    each = r" (?:each|apiece|per (?:bottle|bag|can|jar|box)|כל אחד|כל אחת|mỗi (?:chai|gói|hộp|túi|lọ|hũ|thùng|bao))"
    if words.language in {"ja", "ko"}:
        return re.compile(rf"{size} ?(?:入り|入|詰め|들이|짜리|용량)")
    if words.language == "vi":
        return re.compile(rf"(?<= ){words.raw('kind_before')} {size}(?![^\W_])")
    return re.compile(rf"{size}{each}(?![^\W_])")
