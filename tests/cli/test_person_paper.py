"""What somebody is told who asks what the register holds of them; and keys of sealed cases, by lines of acts."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from reception_tui.store import keys
from tests.conftest import CHEAP, PIN
from tests.in_process import Said, run

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from reception_tui.desk.door import Desk
    from reception_tui.domain.reference import Reference
    from tests.conftest import Act

OPEN = {"name": "Trần Văn Mở", "id_number": "051070001111", "address": "thôn Đông"}
DENOUNCER = {"name": "Trịnh Thị Kín", "id_number": "051070002222"}
DENUNCIATION = "D-2026-0003"

Ask = Callable[..., Said] if TYPE_CHECKING else Any


@pytest.fixture
def ask(act: Act, path: Path, reference: Reference) -> Ask:
    """Ask a register in which one wrote in the open and denounced too, and another only denounced."""
    act("log_visit", people=[OPEN], content="Hỏi đất")
    act("register_petition", petitioners=[OPEN], content="Kiến nghị sửa đường")
    act("register_petition", petitioners=[OPEN], content="Tôi tố cáo ông X", title="Đơn tố cáo")
    act("register_petition", petitioners=[DENOUNCER], content="Tôi tố cáo ông Y", title="Đơn tố cáo")
    return lambda *args, stdin="": run(path, "2026-11-23", reference, *args, stdin=stdin)


@pytest.mark.parametrize("asked", [OPEN["id_number"], "1"])
def test_the_paper_tells_what_is_open_and_nothing_of_what_they_denounced(ask: Ask, asked: str) -> None:
    paper = ask("report", "person", "--person", asked)
    assert (paper.code, paper.err) == (0, "")
    for words in (OPEN["name"], OPEN["address"], "Hỏi đất", "D-2026-0001"):
        assert words in paper.out
    assert "tố cáo ông" not in paper.out
    assert "D-2026-0002" not in paper.out
    told = json.loads(ask("report", "person", "--person", asked, "--json").out)
    assert [one["no"] for one in told["petitions"]] == ["D-2026-0001"]


@pytest.mark.parametrize("asked", [DENOUNCER["id_number"], "3", "999", ""])
def test_who_only_denounced_is_not_there(ask: Ask, asked: str) -> None:
    refused = ask("report", "person", "--person", asked, "--json")
    assert refused.code == 2
    assert DENOUNCER["name"] not in refused.out + refused.err


def test_the_key_of_a_case_is_shared_by_lines_of_acts(ask: Ask, act: Act, desk: Desk) -> None:
    act("change_officer", code="minh", name="Minh", roles=["handler"])
    with desk.register.writing() as work:
        keys.give_key(work, "minh", keys.made_for("8642", cost=CHEAP))
    share = {"act": "share_case", "petition": DENUNCIATION, "officer": "minh"}
    closed = ask("act", "-", "--json", stdin=json.dumps(share))
    assert json.loads(closed.out)["error"]["code"] == "identity_closed"
    opening = {"act": "open_identity", "petition": DENUNCIATION, "reason": "nghỉ phép", "pin": PIN}
    done = ask("act", "-", "--json", stdin=f"{json.dumps(opening)}\n{json.dumps(share)}\n")
    assert [json.loads(line)["ok"] for line in done.out.splitlines()] == [True, True]
    with desk.register.reading() as work:
        assert len(work.rows("case_key", holder=keys.public_key_of(work, "minh"))) == 1
