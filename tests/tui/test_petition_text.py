"""What the page of a petition says, without a screen."""

from __future__ import annotations

from reception_tui.desk.door import Desk
from reception_tui.desk.queries.record import petition_page
from reception_tui.tui import petition_text
from tests.conftest import TODAY, Act


def test_a_limit_of_the_office_is_called_so_and_not_by_its_code(desk: Desk, act: Act) -> None:
    no = act("register_petition", petitioners=[{"name": "Lê Văn Tám"}], content="Kiến nghị sửa đường").no
    act("classify", petition=no, kind="recommendation", eligible=False, why_not=["KD1"], jurisdiction="ours")
    act("dispose", petition=no, **{"as": "guide_to_supplement"})
    with desk.register.reading() as work:
        page = petition_page(work, desk.reference, no, TODAY)
    told = "\n".join(line.plain for line in petition_text.lines(page, desk.reference, "vi"))
    assert "(hạn do cơ quan đặt)" in told
    assert "(office)" not in told
