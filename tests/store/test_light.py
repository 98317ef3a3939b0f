"""The first rows of a register, read before the store is loaded, are those that the store would show."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from reception_tui.desk.door import Desk
from reception_tui.domain.listing import Listing, View
from reception_tui.store import listing, migrations, register
from reception_tui.store.engine import url_of
from reception_tui.store.light import Glance, InService, glance

Act = Callable[..., object]


def seen(place: str | Path) -> Glance:
    found = glance(str(place), 20)
    assert found is not None
    return found


@pytest.fixture
def worked(path: Path, act: Act) -> Path:
    """A register with a few entries and officers, of whom one has left."""
    for code, name, pin in (("binh", "Bình", "73915"), ("nga", "Nga", ""), ("gone", "Đã Nghỉ", "")):
        act("change_officer", code=code, name=name, roles=["receiver"], **({"pin": pin} if pin else {}))
    act("change_officer", code="gone", active=False)
    act("register_petition", channel="post", petitioners=[{"name": "Lê Văn Tám"}], content="Khiếu nại")
    return path


def test_the_last_entries_are_those_of_the_journal(worked: Path, desk: Desk) -> None:
    with desk.register.reading() as work:
        rows = [
            row
            for _, row in listing.read_page(work.connection, View(Listing.JOURNAL), listing.Day(desk.today), None, 3)
        ]
    shown = glance(url_of(worked), 3)
    assert shown is not None
    assert [entry.items() <= row.items() for entry, row in zip(shown.entries, rows, strict=True)] == [True] * 3
    assert shown.entries[0]["subject"] == "D-2026-0001"


def test_the_officers_are_those_in_service(worked: Path, desk: Desk) -> None:
    with desk.register.reading() as work:
        known = [
            InService(one.code, one.name, bool(register.pin_hash(work, one.code)))
            for one in register.officers(work)
            if one.active
        ]
    assert list(seen(worked).officers) == known
    assert [one.code for one in known] == ["lan", "binh", "nga"]


def test_nothing_is_shown_where_somebody_is_kept_away_from_a_record(worked: Path, act: Act) -> None:
    act("recuse", officer="nga", petition="D-2026-0001", ground="related")
    assert seen(worked).entries == ()
    assert seen(worked).officers


def test_what_cannot_be_opened_shows_nothing(tmp_path: Path, worked: Path, desk: Desk) -> None:
    (tmp_path / "letter.db").write_text("Kính gửi", encoding="utf-8")
    for place in (tmp_path / "none.db", tmp_path / "letter.db", tmp_path, "postgresql://server/so"):
        assert glance(str(place), 20) is None
    with desk.register.writing() as work:
        migrations.write_setting(work.connection, migrations.MOVED_TO, "postgresql://server/so")
    assert glance(str(worked), 20) is None


@pytest.mark.parametrize(
    ("officers", "named", "asked"),
    [
        ((InService("lan", "Lan", False),), "", False),
        ((InService("lan", "Lan", True),), "", True),
        ((InService("lan", "Lan", False), InService("nga", "Nga", False)), "", True),
        ((InService("lan", "Lan", True), InService("nga", "Nga", False)), "NGA", False),
        ((InService("lan", "Lan", True), InService("nga", "Nga", False)), "lan", True),
        ((InService("lan", "Lan", True),), "nobody", False),
    ],
)
def test_somebody_signs_in_where_a_pin_is_set_or_several_share_the_desk(
    officers: tuple[InService, ...], named: str, asked: bool
) -> None:
    assert Glance(officers, ()).asks_who(named) is asked
