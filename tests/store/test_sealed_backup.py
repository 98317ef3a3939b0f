"""A sealed backup gives the register back whole to the keepers of the recovery key, and nothing to anybody else."""

from __future__ import annotations

import random
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from reception_tui.desk.checking import check
from reception_tui.desk.door import Desk
from reception_tui.domain.errors import BackupBroken, FileExists, NoKey, SealBroken
from reception_tui.store.backup import restore
from reception_tui.store.engine import url_of
from reception_tui.store.register import open_register
from reception_tui.store.sealed_backup import back_up_sealed
from reception_tui.store.sealed_stream import is_sealed, key_of, pieces
from tests.conftest import recovery_pair

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.conftest import Act, Dump

NAME = "Trần Thị Kín"


def opened_backup(path: Path, private: bytes) -> Iterator[bytes]:
    return pieces(path, key_of(path, private))


def restored(path: Path, place: Path) -> Path:
    restore(path, url_of(place), opened_backup(path, recovery_pair().private))
    return place


def lived(act: Act, chance: random.Random) -> None:
    """Do some acts, a denunciation among them now and then."""
    for _ in range(chance.randint(1, 4)):
        content = chance.choice(("kiến nghị sửa đường", "hỏi về thu hồi đất", "Tố cáo việc nhận tiền"))
        act("register_petition", petitioners=[{"name": f"{NAME} {chance.random()}"}], content=content * 40)


@pytest.mark.parametrize("seed", range(50))
def test_random_registers_come_back_whole(
    seed: int, path: Path, act: Act, desk: Desk, tmp_path: Path, dump_file: Callable[[Path], Dump]
) -> None:
    lived(act, random.Random(seed))
    made = back_up_sealed(desk.register.engine, tmp_path / "copy", recovery_pair().public).path
    assert NAME.encode() not in made.read_bytes()
    assert b"SQLite" not in made.read_bytes()
    assert dump_file(restored(made, tmp_path / "back.db")) == dump_file(path)


@pytest.mark.slow
def test_a_thousand_restores_are_complete(
    path: Path, act: Act, desk: Desk, tmp_path: Path, dump_file: Callable[[Path], Dump]
) -> None:
    for seed in range(1000):
        lived(act, random.Random(seed))
        made = back_up_sealed(desk.register.engine, tmp_path / f"copy{seed}", recovery_pair().public).path
        back = restored(made, tmp_path / f"back{seed}.db")
        assert dump_file(back) == dump_file(path)
        made.unlink()
        back.unlink()


def test_what_came_back_holds_from_every_side(path: Path, act: Act, desk: Desk, tmp_path: Path) -> None:
    lived(act, random.Random(1))
    made = back_up_sealed(desk.register.engine, tmp_path / "copy", recovery_pair().public).path
    register = open_register(url_of(restored(made, tmp_path / "back.db")))
    assert check(Desk(register, desk.reference, desk.officer, desk.now)) == []
    register.close()


@pytest.mark.parametrize("seed", range(40))
def test_a_cut_or_changed_backup_is_refused(seed: int, path: Path, desk: Desk, tmp_path: Path) -> None:
    chance = random.Random(seed)
    made = back_up_sealed(desk.register.engine, tmp_path / "copy", recovery_pair().public).path
    whole = bytearray(made.read_bytes())
    if seed % 2:
        broken = whole[: chance.randrange(len(whole))]
    else:
        broken = whole
        broken[chance.randrange(len(whole))] ^= 1 << chance.randrange(8)
    made.write_bytes(broken)
    if is_sealed(made):
        with pytest.raises((BackupBroken, SealBroken)):
            list(opened_backup(made, recovery_pair().private))
    else:
        with pytest.raises(BackupBroken):
            restore(made, url_of(tmp_path / "back.db"))
    assert not (tmp_path / "back.db").exists()


def test_another_key_opens_nothing(path: Path, desk: Desk, tmp_path: Path) -> None:
    made = back_up_sealed(desk.register.engine, tmp_path / "copy", recovery_pair().public).path
    with pytest.raises(SealBroken):
        opened_backup(made, b"x" * 32)


def test_a_backup_is_never_written_over_and_needs_a_recovery_key(path: Path, desk: Desk, tmp_path: Path) -> None:
    back_up_sealed(desk.register.engine, tmp_path / "copy", recovery_pair().public)
    with pytest.raises(FileExists):
        back_up_sealed(desk.register.engine, tmp_path / "copy", recovery_pair().public)
    with pytest.raises(NoKey):
        back_up_sealed(desk.register.engine, tmp_path / "other", "")
