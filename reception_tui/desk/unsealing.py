"""A paper that was sealed and is no denunciation gets its clear words back."""

from __future__ import annotations

from reception_tui.domain.kinds import PetitionKind
from reception_tui.store import sealed_words
from reception_tui.store.tables import BLANK, SEALABLE
from reception_tui.store.work import Row, Work


def unseal_paper(work: Work, petition: Row) -> bool:
    """Put the words of a paper back in clear; False when it is not open, or a part of it is a denunciation."""
    case_id = sealed_words.case_of(petition["sealed"])
    if not work.is_open(petition) or case_id is None:
        return False
    paper_id = petition["id"] if petition["parent_id"] is None else petition["parent_id"]
    family = [work.stored("petition", paper_id), *work.every("petition", parent_id=paper_id)]
    if any(row["kind"] == PetitionKind.DENUNCIATION or row["sealed_code"] for row in family):
        return False
    for table in sorted(SEALABLE):
        for row in work.sealed_rows(table, case_id):
            work.update(table, row["id"], {**{name: row[name] for name in BLANK[table]}, "sealed": ""})
    return True
