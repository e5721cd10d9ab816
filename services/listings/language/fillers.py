"""Words that name nothing: they join, count things, or say that somebody wants to buy."""

from services.listings.language.segments import Segment

_FILLERS = frozenset(
    word
    for line in (
        "of with for in from made the a an and or to i we need want buy find where looking supplier suppliers price",
        "best good cheap without am are is you have",
        "và với cho của từ ở bằng cái chiếc con quả trái củ mua bán tìm cần đâu giá nào bao nhiêu loại",
        "ngon tốt rẻ nhất",
        "cai chiec con qua trai cu",
        "の を が を探しています が欲しい を買いたい 産 入り 付き 購入 販売 通販 仕入れ 輸入 価格",
        "業者 輸入業者 の輸入業者 メーカー を卸で買いたい はどこ",
        "을 를 이 가 의 구매 판매 수입 공급 가격 찾습니다 구합니다 것 어디서 사나요 업체 수입업체",
        "עם של את איפה קונים לקנות מחיר ספק לייבוא מחפש מחפשת",
    )
    for word in line.split()
)


def says_something(segment: Segment) -> bool:
    return segment.text.lower() not in _FILLERS
