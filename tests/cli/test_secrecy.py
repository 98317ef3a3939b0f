"""Who denounced is in no output: not in a list, a search, a page, a report, a finding or an error."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

import pytest

from tests.cli.conftest import Json, Reception, Scene, as_lines

if TYPE_CHECKING:
    from pathlib import Path

WHO = {
    "name": "Phạm Thị Mật",
    "id_number": "051170009999",
    "phone": "0912345678",
    "address": "hẻm 7 Bí Ẩn",
    "commune": "21025",
    "birth_year": 1970,
}
SECRETS = ("Phạm Thị Mật", "Thị Mật", "051170009999", "0912345678", "Bí Ẩn")
DENUNCIATION, VISIT = "D-2026-0001", "LT-2026-0001"


def plain(text: str) -> str:
    """Return text without marks and capitals, as somebody would type it in a hurry."""
    bare = "".join(c for c in unicodedata.normalize("NFD", text.casefold()) if not unicodedata.combining(c))
    return bare.replace("đ", "d").replace(" ", "")


def leaks(text: str) -> list[str]:
    """Return the secrets that a text gives away."""
    return [secret for secret in SECRETS if plain(secret) in plain(text)]


def denounced(reception: Reception) -> None:
    """A visit and a denunciation that name her wherever a name can stand, followed up until it is overdue."""
    name = WHO["name"]
    reception.do(
        {
            "act": "log_visit", "at": "2026-08-03", "people": [WHO], "content": f"Bà {name} tố cáo",
            "result": "petition_received",
        },
        {
            "act": "register_petition", "received_on": "2026-08-03", "channel": "in_person", "petitioners": [WHO],
            "content": f"Tôi là {name} ở hẻm 7 Bí Ẩn, tố cáo ông Lê Văn Chín", "title": f"Đơn tố cáo của {name}",
            "against": {"body": "SXD", "person": "Lê Văn Chín"}, "visit": VISIT,
        },
        {
            "act": "classify", "petition": DENUNCIATION, "on": "2026-08-03", "kind": "denunciation", "field": "land",
            "eligible": True, "jurisdiction": "other",
        },
        {"act": "forward", "petition": DENUNCIATION, "to": "TTr", "sent_on": "2026-08-03", "received_on": "2026-08-03"},
        {"act": "remind", "petition": DENUNCIATION, "body": "TTr", "on": "2026-08-31"},
        {
            "act": "record_reply", "petition": DENUNCIATION, "body": "TTr", "on": "2026-09-01", "final": False,
            "content": f"Đã mời bà {name} làm việc",
        },
        {"act": "correct", "petition": DENUNCIATION, "set": {"title": f"Đơn của bà {name}"}, "why": "gõ nhầm"},
    )  # fmt: skip


@pytest.fixture
def register(scene: Scene) -> Reception:
    """A register with a denunciation that is overdue; nobody changes it."""
    return scene("denounced", denounced)


def test_lists_pages_reports_and_check_name_the_code_and_never_the_denouncer(register: Reception) -> None:
    """Every command that answers, in both forms."""
    for args in (
        ("overdue", "--json"),
        ("overdue",),
        ("summary", "--date", "2026-08-03", "--json"),
        ("summary", "--date", "2026-08-03"),
        ("report", "annual", "--period", "2026", "--json"),
        ("check", "--json"),
    ):
        ran = register.run(*args)
        assert ran.code == 0
        assert leaks(ran.out + ran.err) == [], args
        if args == ("overdue", "--json"):
            (row,) = ran.document()["rows"]
            assert (row["petition"], row["kind"]) == (DENUNCIATION, "denunciation")


@pytest.mark.parametrize("words", ["Phạm Thị Mật", "051170009999", "bi an"])
def test_search_for_the_denouncer_finds_nothing(register: Reception, words: str) -> None:
    assert register.found(words) == set()


@pytest.mark.parametrize("words", [DENUNCIATION, VISIT])
def test_search_for_the_number_shows_the_code_instead_of_the_words(register: Reception, words: str) -> None:
    hits = register.find(words)
    assert leaks(str(hits)) == []
    assert {hit["no"] for hit in hits} & {DENUNCIATION, VISIT}
    assert leaks(register.run("find", words).out) == []


def test_refusals_about_the_denunciation_give_nothing_away(register: Reception) -> None:
    lines: list[Json] = [
        {"act": "forward", "petition": DENUNCIATION, "to": "SXD"},
        {"act": "remind", "petition": DENUNCIATION, "body": "SXD"},
        {"act": "correct", "petition": DENUNCIATION, "set": {"frob": "x"}, "why": "x"},
        {"act": "classify", "petition": DENUNCIATION, "kind": "complaint", "version": 1},
        {"act": "undo", "entry": 3},
    ]
    ran = register.run("act", "-", "--json", stdin=as_lines(lines))
    assert not any(line["ok"] for line in ran.lines())
    assert leaks(ran.out + ran.err) == []


def test_check_of_a_falsified_denunciation_gives_nothing_away(register: Reception, tmp_path: Path) -> None:
    reception = register.copy(tmp_path)
    reception.sql("UPDATE person SET name = name || ' X'", "UPDATE petition SET content = content || ' X'")
    ran = reception.run("check", "--json")
    assert ran.code == 1
    assert leaks(ran.out + ran.err) == []
