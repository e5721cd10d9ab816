"""The 34 provinces and cities of Vietnam since 1 July 2025 (Resolution 202/2025/QH15), by GSO code.

A code means a place only together with this scheme: 24 was Bắc Giang before that day and is Bắc Ninh since.
"""

PROVINCES = {
    "01": "Hà Nội", "04": "Cao Bằng", "08": "Tuyên Quang", "11": "Điện Biên", "12": "Lai Châu", "14": "Sơn La",
    "15": "Lào Cai", "19": "Thái Nguyên", "20": "Lạng Sơn", "22": "Quảng Ninh", "24": "Bắc Ninh", "25": "Phú Thọ",
    "31": "Hải Phòng", "33": "Hưng Yên", "37": "Ninh Bình", "38": "Thanh Hóa", "40": "Nghệ An", "42": "Hà Tĩnh",
    "44": "Quảng Trị", "46": "Huế", "48": "Đà Nẵng", "51": "Quảng Ngãi", "52": "Gia Lai", "56": "Khánh Hòa",
    "66": "Đắk Lắk", "68": "Lâm Đồng", "75": "Đồng Nai", "79": "TP. Hồ Chí Minh", "80": "Tây Ninh",
    "82": "Đồng Tháp", "86": "Vĩnh Long", "91": "An Giang", "92": "Cần Thơ", "96": "Cà Mau",
}  # fmt: skip

MERGED = {
    "08": ("Hà Giang",), "15": ("Yên Bái",), "19": ("Bắc Kạn",), "24": ("Bắc Giang",), "25": ("Vĩnh Phúc", "Hòa Bình"),
    "31": ("Hải Dương",), "33": ("Thái Bình",), "37": ("Hà Nam", "Nam Định"), "44": ("Quảng Bình",),
    "48": ("Quảng Nam",), "51": ("Kon Tum",), "52": ("Bình Định",), "56": ("Ninh Thuận",), "66": ("Phú Yên",),
    "68": ("Đắk Nông", "Bình Thuận"), "75": ("Bình Phước",), "79": ("Bình Dương", "Bà Rịa – Vũng Tàu"),
    "80": ("Long An",), "82": ("Tiền Giang",), "86": ("Bến Tre", "Trà Vinh"), "91": ("Kiên Giang",),
    "92": ("Sóc Trăng", "Hậu Giang"), "96": ("Bạc Liêu",),
}  # fmt: skip
"""Provinces that are part of these since that day and gave up their names."""
