"""`reception calendar` and `law`: what a change would move is shown first, and done only when asked."""

from __future__ import annotations

from tests.cli.conftest import Reception

PETITION = "D-2026-0001"
DAY_OFF = ("calendar", "--off", "2026-11-10", "--what", "Nghỉ bù bão", "--decision", "88/TB-UBND")


def test_decreed_day_off_is_shown_first_and_moves_the_open_limits_when_it_is_applied(reception: Reception) -> None:
    """Seven working days from 2/11: 11/11, and 12/11 when 10/11 is off."""
    reception.do(
        {"act": "register_petition", "channel": "post", "content": "Khiếu nại", "petitioners": [{"name": "An"}]},
        {"act": "classify", "petition": PETITION, "kind": "complaint", "jurisdiction": "ours"},
    )
    shown = reception.ask(*DAY_OFF)
    assert (shown["applied"], shown["entry"]) == (False, None)
    assert shown["counts"]["moved"] == 1
    (moved,) = shown["moved"]
    assert {name: moved[name] for name in ("no", "stage", "old_due", "new_due")} == {
        "no": PETITION, "stage": "KN-01", "old_due": "2026-11-11", "new_due": "2026-11-12",
    }  # fmt: skip
    assert reception.rows("SELECT max(no) FROM entry") == [(3,)]
    done = reception.ask(*DAY_OFF, "--apply")
    assert (done["applied"], done["moved"]) == (True, shown["moved"])
    assert reception.rows("SELECT max(no) FROM entry") == [(done["entry"],)]
    assert [row["due"] for row in reception.overdue("2026-11-09")["rows"]] == ["2026-11-12"]
    reception.clean()


def test_broken_law_or_half_a_bulletin_is_refused_without_a_trace(reception: Reception) -> None:
    (reception.folder / "luat.toml").write_text("year = ", "utf-8")
    before = reception.rows("SELECT max(no) FROM entry")
    for args in (("law", "luat.toml", "--apply"), ("calendar", "--off", "2026-11-10")):
        ran = reception.run(*args, "--json")
        assert ran.code == 2
        ran.error()
    assert reception.rows("SELECT max(no) FROM entry") == before
