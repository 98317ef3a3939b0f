"""A paper that holds every kind of block, and the register of a quiet autumn."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

import pytest

from reception_tui.desk.door import Desk
from reception_tui.reports.model import Document, Letterhead, Signature

from .papers import BLOCKS, WIDE

if TYPE_CHECKING:
    from tests.conftest import Act, Clock


@pytest.fixture
def paper() -> Document:
    """A letter with every block, recipients, a signature, a stamp and the number of its form."""
    head = Letterhead(
        "Văn phòng Ủy ban nhân dân tỉnh",
        "Ban Tiếp công dân tỉnh",
        "Quảng Ngãi, ngày 05 tháng 01 năm 2026",
        "Số: 15/TB-BTCD",
        national=True,
        subject="V/v chuyển đơn khiếu nại",
    )
    return Document(
        head,
        "Thông báo",
        ("Về việc chuyển đơn", "Số liệu tính từ ngày 15/12/2025"),
        BLOCKS,
        "Mã chốt nhật ký sổ: 40c5 2eb0",
        "Biểu số: 01/TCD",
        recipients=("Như trên;", "Lưu: VT, BTCD."),
        signatures=(Signature(("KT. Trưởng ban", "Phó Trưởng ban"), "Nguyễn Thị Ánh Tuyết", "(Ký tên)"),),
        stamp="Bản chưa ký",
    )


@pytest.fixture
def form() -> Document:
    """A statistical form that lies across: a header of four rows, sums, and two who sign."""
    signatures = (Signature(("Người lập biểu",), "Trần Thị Bốn"), Signature(("Trưởng ban",), "Lê Văn Năm"))
    return Document(
        Letterhead("Ủy ban nhân dân tỉnh", "Ban Tiếp công dân tỉnh"),
        "Tổng hợp kết quả tiếp công dân",
        ("Số liệu tính từ ngày 15/12/2025 đến ngày 14/12/2026",),
        (WIDE,),
        form="Biểu số: 01/TCD",
        landscape=True,
        signatures=signatures,
    )


@pytest.fixture
def autumn(desk: Desk, act: Act, clock: Clock) -> Callable[[date], None]:
    """Let the desk live to a day: some visits, petitions that are sent on, are late, or stand still."""

    def live(until: date) -> None:
        clock.day = until
        for day in ("2026-11-02", "2026-11-03", "2026-11-16"):
            act(
                "log_visit", at=f"{day}T08:10", people=[{"name": "Nguyễn Văn Đường"}], content="Hỏi", result="explained"
            )
        for number in range(4):
            act("register_petition", received_on="2026-11-02", channel="post", content=f"Nội dung {number}")
        act("classify", petition="D-2026-0001", kind="complaint", on="2026-11-03", jurisdiction="other")
        act("forward", petition="D-2026-0001", to="SNNMT", sent_on="2026-11-04")
        act("classify", petition="D-2026-0002", kind="complaint", on="2026-11-03", jurisdiction="ours")
        act("dispose", petition="D-2026-0002", on="2026-11-04", **{"as": "accept"})
        act("pause", petition="D-2026-0002", stage="KN-02", on="2026-11-10", ground="awaiting_result")

    return live
