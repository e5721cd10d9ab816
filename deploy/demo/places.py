"""Names for the demo's co-ops: communes of Bắc Ninh as they were called, and what co-ops there do."""

DISTRICTS = {
    "thành phố Từ Sơn": (
        "Phù Khê", "Đình Bảng", "Đồng Nguyên", "Hương Mạc", "Tam Sơn", "Tương Giang", "Phù Chẩn", "Châu Khê",
        "Trang Hạ",
    ),
    "thành phố Bắc Ninh": (
        "Phong Khê", "Vạn An", "Hòa Long", "Khúc Xuyên", "Khắc Niệm", "Hạp Lĩnh", "Nam Sơn", "Kim Chân", "Vân Dương",
    ),
    "huyện Yên Phong": (
        "Yên Phụ", "Hòa Tiến", "Văn Môn", "Đông Thọ", "Trung Nghĩa", "Long Châu", "Đông Tiến", "Tam Giang", "Tam Đa",
        "Dũng Liệt", "Yên Trung", "Thụy Hòa", "Đông Phong",
    ),
    "thị xã Quế Võ": (
        "Việt Hùng", "Phù Lãng", "Phù Lương", "Cách Bi", "Đào Viên", "Mộ Đạo", "Ngọc Xá", "Nhân Hòa", "Quế Tân",
        "Việt Thống", "Yên Giả", "Chi Lăng", "Hán Quảng", "Châu Phong",
    ),
    "huyện Tiên Du": (
        "Hiên Vân", "Lạc Vệ", "Việt Đoàn", "Phật Tích", "Hoàn Sơn", "Tri Phương", "Nội Duệ", "Liên Bão", "Cảnh Hưng",
        "Minh Đạo", "Tân Chi", "Đại Đồng", "Phú Lâm",
    ),
    "thị xã Thuận Thành": (
        "Đại Đồng Thành", "Song Hồ", "Thanh Khương", "Trí Quả", "Gia Đông", "Hà Mãn", "Xuân Lâm", "Song Liễu",
        "Ngũ Thái", "Nguyệt Đức", "Ninh Xá", "Nghĩa Đạo", "Trạm Lộ", "Mão Điền", "Hoài Thượng", "An Bình", "Đình Tổ",
    ),
    "huyện Gia Bình": (
        "Bình Dương", "Vạn Ninh", "Thái Bảo", "Giang Sơn", "Song Giang", "Đông Cứu", "Lãng Ngâm", "Xuân Lai",
        "Đại Bái", "Nhân Thắng", "Quỳnh Phú", "Cao Đức", "Đại Lai",
    ),
    "huyện Lương Tài": (
        "An Thịnh", "Trung Kênh", "Lai Hạ", "Minh Tân", "Trung Chính", "Tân Lãng", "Quảng Phú", "Bình Định",
        "Phú Hòa", "Phú Lương", "Mỹ Hương",
    ),
}  # fmt: skip
"""Communes of Bắc Ninh by district, both as they were called before July 2025."""
COMMUNES = tuple(commune for communes in DISTRICTS.values() for commune in communes)
DISTRICT_OF = {commune: district for district, communes in DISTRICTS.items() for commune in communes}

WORK = {
    "NN": (
        "HTX nông nghiệp {}", "HTX dịch vụ nông nghiệp {}", "HTX rau an toàn {}", "HTX cây ăn quả {}",
        "HTX chăn nuôi {}", "HTX nông sản sạch {}", "HTX thủy sản {}", "HTX nấm {}", "HTX dược liệu {}",
    ),
    "TTCN": ("HTX mỹ nghệ {}", "HTX làng nghề {}", "HTX mây tre đan {}", "HTX gốm {}"),
    "TM": ("HTX thương mại {}", "HTX chợ {}"),
    "GTVT": ("HTX vận tải {}", "HTX bến xe {}"),
    "XD": ("HTX xây dựng {}",),
    "VSMT": ("HTX vệ sinh môi trường {}",),
    "QTDND": ("Quỹ tín dụng nhân dân {}",),
}  # fmt: skip
