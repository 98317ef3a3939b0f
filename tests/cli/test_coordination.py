"""The monthly meeting on the command line: its list as text, JSON, PDF and Word, the meeting, its notice, its task."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Json, Reception, Scene

WINDOW = ("--from", "2026-11-01", "--to", "2026-11-02")


def met(reception: Reception) -> None:
    """Two bodies hold one matter; the meeting gives one of them a task."""
    citizen: Json = {"name": "Nguyễn Văn Hậu"}
    reception.do(
        {"act": "register_petition", "channel": "post", "petitioners": [citizen], "content": "Khiếu nại thu hồi đất"},
        {"act": "note_holding", "petition": "D-2026-0001", "body": "UBKTTU", "document": "12/UBKTTU"},
        {"act": "log_visit", "people": [citizen], "content": "Phản ánh cán bộ", "seat": "BNCTU"},
        {"act": "hold_meeting", "first": "2026-11-01", "last": "2026-11-02", "conclusion": "Giao UBKT Tỉnh ủy"},
    )
    reception.do(
        {
            "act": "give_task",
            "meeting": "GB-2026-0001",
            "body": "UBKTTU",
            "what": "Trả lời",
            "by": "2026-11-09",
            "petition": "D-2026-0001",
        }
    )


@pytest.fixture
def held(scene: Scene) -> Reception:
    """The register after the meeting."""
    return scene("coordination", met)


def test_the_list_tells_who_holds_what(held: Reception) -> None:
    found = held.ask("days", "coordination", *WINDOW)
    assert {one["body"]: one["visits"] for one in found["bodies"]} == {
        "VPTU": 0, "UBKTTU": 0, "BNCTU": 1, "VPDDBQH": 0, "BTCD": 0,
    }  # fmt: skip
    first, second = found["matters"]
    assert (first["no"], first["several"]) == ("VV-2026-0001", True)
    assert [(one["body"], one["way"], one["no"]) for one in first["held"]] == [
        ("BTCD", "open", "D-2026-0001"),
        ("UBKTTU", "noted", "12/UBKTTU"),
        ("UBKTTU", "task", "GV-2026-0001"),
    ]
    assert (second["no"], second["several"]) == ("LT-2026-0001", False)


@pytest.mark.parametrize(("form", "start"), [("text", b"V"), ("pdf", b"%PDF"), ("docx", b"PK")])
def test_the_list_is_printed(held: Reception, tmp_path: Path, form: str, start: bytes) -> None:
    target = tmp_path / "list"
    assert held.run("days", "coordination", *WINDOW, "--format", form, "--output", target).code == 0
    assert target.read_bytes().startswith(start)


def test_the_notice_of_the_meeting_and_the_task_that_it_gave(held: Reception) -> None:
    notice = held.run("days", "meeting", "GB-2026-0001").out
    assert "Giao UBKT Tỉnh ủy" in notice
    assert "GV-2026-0001" in notice
    late = held.overdue("2026-11-10")["rows"]
    assert [(one["petition"], one["body"]) for one in late if one["state"] == "overdue"] == [("GV-2026-0001", "UBKTTU")]
    assert held.summary("2026-11-02")["tasks"][0]["no"] == "GV-2026-0001"
    assert held.run("days", "meeting", "GB-2026-0009").code == 2
    held.clean()
