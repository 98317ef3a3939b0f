"""Papers about keeping: what the head may decide to destroy, and what the register holds of a person."""

from __future__ import annotations

from reception_tui.desk.queries.retention import destruction_list, held_of
from reception_tui.reports import retention
from reception_tui.reports.model import Document
from reception_tui.tui.screens.paper import PaperScreen


class DestructionListScreen(PaperScreen):
    """The list for a decision on destruction. Nothing is destroyed here."""

    def __init__(self) -> None:
        super().__init__(name="danh-muc-xem-xet-tieu-huy")

    async def drawn_up(self) -> Document:
        """Return the list as of today."""
        desk = self.reception.desk
        found = await desk.ask(destruction_list, desk.reference, desk.desk.today)
        return retention.list_document(found, desk.reference, desk.desk.today)


class PersonDataScreen(PaperScreen):
    """What the register holds of a person, for them."""

    def __init__(self, person_id: int) -> None:
        super().__init__(name=f"du-lieu-ca-nhan-{person_id}")
        self.person_id = person_id

    async def drawn_up(self) -> Document:
        """Return the paper as of today."""
        desk = self.reception.desk
        held = await desk.ask(held_of, desk.reference, self.person_id, desk.desk.today)
        return retention.person_document(held, desk.reference, desk.desk.today)
