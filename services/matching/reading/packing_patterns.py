"""The ways of writing how goods are packed, as patterns of each language."""

import re
from functools import cache

from services.matching.reading.vocabulary import NUMBER, Vocabulary

_ADJECTIVE = {
    "en": r"(?:[ -](?:net|pp|pe|kraft|paper|plastic|woven|jute|vacuum(?:[ -]packed|[ -]sealed)?|zip(?:lock)?|glass|pet|aluminium|foil|export|cardboard|corrugated|food-grade|multi-?wall|poly(?:propylene)?|master|inner|big|jumbo|super|ton|steel|wooden|standard|white|printed|retail|net weight|sealed|laminated|stand-up|opaque|double|lined|aseptic|alumin(?:i)?um|woven|metal|clear|tin|retail|family|small|large|resealable|alu|mesh|net|leno|valve|gusset(?:ed)?|doypack|retort|brown|poly-?lined|kraft-paper|bag-in-box|open|top|hdpe|bulk|new|mesh|quality|strong|\d-?ply)){0,3}",
    "ja": r"(?:[・ ]?(?:ブロック(?: ?x ?\d{1,3}の?)?|[ァ-ヶー一-龥]{1,6}付きの?|(?!ドラム|ペール|ジェリ|ポリ缶|ポリタンク|プラスチック缶|一斗|パック|ボトル|ケース|毎|月|年|程度|前後|以上|以下|必要|希望|注文|程|位|弱|強|未満)(?:pp|pe|pet|opp)?[ァ-ヶー一-龥]{2,10}?(?=[箱袋缶瓶]|パウチ|バッグ|ボックス|ボトル|パック|ケース)|pp|pe|opp|x|入りの?|入|詰めの?|詰め|ずつ|単位で?の?|の|/|真空|クラフト|紙|ポリ|pp|アルミ|ガラス|段ボール|ペット|pet|スチール|ブリキ|プラスチック|プラ|木|角|業務用)){0,4}",
    "ko": r"(?: ?(?:블[록럭](?: ?(?:x ?)?\d{1,3}(?:개?입|개들이))?|소포장|개별 ?포장|낱개 ?포장|들이|단위의?|짜리|씩|용량의?|진공|벌크|종이|크라프트|pp|pe|pet|opp|스티로폼|골판지|나무|지퍼|스탠드|점보|플라스틱|금속|양철|대형|소형|선물|투명|무지|망|식품용|내수용|수출용|은박|밸브|티백|은박|스탠딩|비닐|유리|알루미늄|규격의?|입|/|의)){0,4}",
    "vi": r"(?: ?/)?",
    "he": r"(?: ?/)?",
}
_OF = {
    "en": r"(?: (?:of|x|with|containing|holding|each|at|size|weighing|\())*(?: net)?(?: about)? ?",
    "ja": r"(?:は|に|で|詰め|入り|あたり|当たり|につき|の|[ (:=]|1|内容量|正味|入数)*",
    "ko": r"(?:당|에|은|는|[ (:=]|기준|내용량|정미|순중량|net|약)*",
    "vi": r"(?:[ (:]|loại|cỡ|chứa|nặng|đựng|mỗi \S+|khoảng|đóng|có|trọng lượng|là|giấy|kraft|pp|nhựa|hút chân không|hut chan khong|nhôm|sắt|thiếc|gốm|sứ|vải|lưới|xốp|gỗ|mút|bìa|mới|lồng pe|\d lớp|pet|hdpe|loai|co|tịnh|dung tích)*",
    "he": r"(?:[ (:]|של|ענק|גדולים|גדולות|ביג[ -]?בג|זכוכית|רשת|קרטון|עץ|בד|אלומיניום|חדשים|חדשות|פלסטיק|נייר|פח|פוליאתילן|קראפט|יוטה|ואקום|pet|pp|בנות|בני|בן|בת|במשקל|בנפח|כ-?|נטו|בגודל|ב-|המכילים|המכילות|עם)*",
}
EACH = {
    "en": r" ?(?:/|per|a|in (?:a|one|each)|each|to (?:a|the)|by the)(?: (?:paper|mesh|net|jute|poly|pp|gift|cardboard|master|export|inner|outer|retail|kraft|plastic|display|wooden))?[ -]?",
    "ja": r" ?/ ?1?",
    "ko": r" ?/ ?1?",
    "vi": r" ?(?:/|mỗi|một|trong (?:một|mỗi)|1|moi|mot) ?",
    "he": r"(?: ?/ ?| לכל | בכל | (?=[לב]))",
}


@cache
def sized(words: Vocabulary) -> tuple[re.Pattern[str], ...]:
    size = rf"(?P<amount>{NUMBER})[ -]?(?P<unit>{words.measure})"
    pack, language = words.package, words.language
    alone = "" if language in {"he", "vi"} else rf"(?!{_ADJECTIVE[language]}[ -]?(?:{pack}))"
    within = r"ב" if language == "he" else r"(?!)"
    inside = rf"{pack}(?:あたり|当たり|当|당|に|は|에|:|=| |\(|x|of|gồm|chứa|có|של|with)*"
    return (
        re.compile(rf"{NUMBER} ?[x*] ?{size}{_ADJECTIVE[language]}[ -]?(?P<pack>{pack}){EACH[language]}(?:{pack})"),
        re.compile(
            rf"(?:(?<!\d)(?<!\d )(?:1 ?|mỗi |một |each |per |כל )?{inside})?{size}(?:入りの?|入|들이|짜리)? ?(?:[x*]|[,、 ](?= ?\d+ ?(?:{pack})(?:{EACH[language]}|入り?の?|들이 ?|입 ?)(?:{pack}))) ?(?P<times>{NUMBER}) ?(?P<pack>{pack})"
        ),
        re.compile(
            rf"(?<!\d)(?<!\d )(?:1 ?|mỗi |một |each |per |כל )?{inside}{size} ?[x*]? ?{NUMBER} ?(?!{within})(?P<pack>{pack})(?:入り|들이)?"
        ),
        re.compile(rf"{size} (?={NUMBER} ?(?P<pack>{pack}))" if language in {"ja", "ko"} else r"(?!)"),
        re.compile(rf"(?P<count>{NUMBER}) ?(?P<pack>{pack})(?: ?(?:x|của|of|של))?(?: ?(?:loại|cỡ))? ?{size}{alone}"),
        re.compile(rf"{size}{EACH[language]}(?P<pack>{pack})"),
        re.compile(rf"{size}{_ADJECTIVE[language]}[ -]?(?P<pack>{pack})"),
        re.compile(rf"(?:(?P<count>{NUMBER}) ?)?{words.raw('made_of')}(?P<pack>{pack}){_OF[language]}{size}"),
    )


@cache
def counted(words: Vocabulary) -> tuple[re.Pattern[str], ...]:
    """So many bottles a carton."""
    inner = rf"(?P<amount>{NUMBER})[ -]?(?P<unit>{words.unit})"
    pack, language = words.package, words.language
    into = {"ja": r"(?:入りの?|入|詰め|/)", "ko": r" ?(?:들이|입|씩 ?담은|/)"}.get(language, EACH[language])
    within = re.compile(rf"{inner}{into} ?(?:1 ?)?(?P<pack>{pack})")
    if language not in {"ja", "ko"}:
        return within, re.compile(
            rf"(?<!\d)(?<!\d )(?<![^\W_])(?:1 |mỗi |một |each |כל )?(?P<pack>{pack})(?: (?:lưới|giấy|nhựa|kraft|xốp|pp|pe|carton|רשת|נייר))? ?(?:\(|gồm|chứa|có|đựng|x|=|of|של|:|with)? ?{inner}"
        )
    return within, re.compile(
        rf"(?<!\d)(?:1 ?)?(?P<pack>{pack})(?:に|あたり|当たり|당|에| )*{inner}(?:入り?|詰め| ?들이| ?입)"
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
    if words.language == "vi":
        return (
            re.compile(rf"(?:mỗi |một |\()(?<!\d )(?:mỗi )?{pack} ?(?:gồm |có |chứa |đựng )?{amount}"),
            re.compile(rf"{amount}(?: [^\W\d_]+)? ?/ ?{pack}"),
        )
    if words.language == "he":
        return (
            re.compile(rf"{amount} (?=[בל]){pack}"),
            re.compile(rf"{pack} של {amount}"),
            re.compile(rf"{pack}(?: [א-ת]+)? ?\({amount}(?: ב?כל (?:אחד|אחת))?\)"),
        )
    return (
        re.compile(rf"{amount} (?:per|in (?:a|one|each)|to (?:a|the)|/|a|each) ?{pack}"),
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
        return re.compile(rf"(?:{verb}{filler}(?: in(?:to)?)?|\bin)(?: [a-z-]+){{0,2}}? (?P<pack>{pack})")
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
