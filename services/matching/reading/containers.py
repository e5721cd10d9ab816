"""Containers as single characters: 20-foot and longer ones, however they are written."""

import re

CONTAINER_20, CONTAINER_40 = "\ue040", "\ue041"
CONTAINERS = "[\ue040\ue041]"

_FOOT = r"(?:'|ft\.?|feet|foot|f(?![a-z])|フィート|피트|רגל)"
_KIND = r"(?:[ -]*(?:h[cq]|gp|dv|dc|st|rf|reefers?|ref|high[ -]cube|dry|リーファー|ドライ|ハイキューブ|冷凍|冷蔵|냉동|냉장|리퍼|드라이|하이큐브|קירור|lạnh|lanh|fcl))?"
_BOX = r"(?:reefers?|コンテナー?|containers?|conts?\b\.?|công|컨(?:테이너|(?![가-힣]))|fcl|loads?|מכול(?:ה|ת|ות))"
_CONTAINER = re.compile(rf"(?<![\d.,])(20|40|45) ?-?{_FOOT}{_KIND}(?:[ -]*(?:の)?{_BOX})?")
_CONTAINER_COUNTED = re.compile(
    rf"(?:{_BOX} ?(\d+) ?(?:本|台|대|개)?|(\d+) ?{_BOX}) ?\((20|40|45) ?(?:{_FOOT}{_KIND}|h[cq]|gp|dv|rf)[^)\n]{{0,14}}\)"
)
_SPELLED = re.compile(r"công[ -]?te[nm][ -]?nơ|cong[ -]?te[nm][ -]?no(?![^\W\d_])|côngtenơ|contener")
_CONTAINER_FIRST = re.compile(
    rf"(?:(?:reefer|refrigerated|dry) )?{_BOX}{_KIND}(?: (?:של|loại|loai|cỡ|co|size))*[ -]*(20|40|45) ?{_FOOT}{_KIND}"
)
_CONTAINER_SIZED = re.compile(rf"{_BOX} ?\((20|40|45) ?(?:{_FOOT}{_KIND}|h[cq]|gp|dv)\)")
_CONTAINER_BARE = re.compile(
    rf"(?:{_BOX} ?(20|40)(?:{_KIND})(?![\d.,' ]*(?:\d|(?:kg|t|mt|ton|tấn|tan|トン|톤|טון)(?![a-zà-ỹ])|%))|(?<![\d.,])(20|40)(?:[ -]?(?:h[cq]|gp|dv|dc|rf|rh|fcl|reefers?))(?![a-z]))"
)


def with_containers(text: str) -> str:
    def box(match: re.Match[str]) -> str:
        size = next(group for group in match.groups() if group)
        return CONTAINER_20 if size == "20" else CONTAINER_40

    text = _SPELLED.sub("container", text)
    text = _CONTAINER_COUNTED.sub(lambda it: (it[1] or it[2]) + (CONTAINER_20 if it[3] == "20" else CONTAINER_40), text)
    for pattern in (_CONTAINER_SIZED, _CONTAINER_FIRST, _CONTAINER, _CONTAINER_BARE):
        text = pattern.sub(box, text)
    return text
