"""People who denounce, for tests in which nothing may name them."""

from __future__ import annotations

from typing import Any

SURNAMES = ("Đặng", "Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Bùi", "Đỗ", "Đinh")
FIRST = ("Uyển", "Khuê", "Thoại", "Ngạn", "Trác", "Diễm", "Quỳnh", "Tuyền", "Kiều", "Đoan")
SECOND = ("Nhược", "Bích", "Thuần", "Nghiêm", "Khảm", "Liễu", "Toán", "Xuyến", "Giảng", "Điềm")


def denouncer(i: int) -> dict[str, Any]:
    """Return somebody with a name, numbers and an address that nobody else has."""
    return {
        "name": f"{SURNAMES[i % 10]} Thị {FIRST[i % 10]} {SECOND[(i * 3 + i // 10) % 10]}",
        "id_number": f"0511{50 + i % 50:02}{770000 + 7919 * i % 99991:06}",
        "phone": f"09{13570000 + 104729 * i % 9999991:08}",
        "address": f"ngõ {700 + i} Hẻm {FIRST[i // 10]} {SECOND[i % 10]}",
        "commune": "21040",
        "birth_year": 1950 + i % 50,
    }
