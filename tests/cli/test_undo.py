"""Undo: a new entry that reverses one, nothing deleted, no number used again."""

from __future__ import annotations

from tests.cli.conftest import Reception

PETITION = "D-2026-0001"


def test_undo_of_forwarding_brings_the_petition_back_to_our_desk(reception: Reception) -> None:
    *_, forwarded = reception.act(
        {
            "act": "register_petition", "channel": "post", "content": "Khiếu nại", "received_on": "2026-08-03",
            "petitioners": [{"name": "Lê Văn Tám"}], "against": {"body": "21025"},
        },
        {"act": "classify", "petition": PETITION, "kind": "complaint", "on": "2026-08-03", "jurisdiction": "other"},
        {"act": "forward", "petition": PETITION, "to": "21025", "sent_on": "2026-08-03"},
    )  # fmt: skip
    assert [row["owner"] for row in reception.overdue("2026-10-01")["rows"]] == ["body"]
    reception.do({"act": "undo", "entry": forwarded["entry"]})
    assert [row["owner"] for row in reception.overdue("2026-10-01")["rows"]] == ["us"]
    reception.clean()
