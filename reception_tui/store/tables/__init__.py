"""The tables of the register. None of these classes leaves `store`."""

from __future__ import annotations

from typing import Any

from pydantic_core import PydanticUndefined
from sqlalchemy import Table
from sqlmodel import SQLModel

from reception_tui.store.tables import (
    coordination,
    counting,
    days,
    duties,
    imports,
    letters,
    pages,
    people,
    petitions,
    referrals,
    rights,
    sealed,
    signed,
    views,
    visits,
    writing,
)

__all__ = [
    "DEFAULTS",
    "JOURNALLED",
    "PRIVATE",
    "TABLES",
    "coordination",
    "counting",
    "days",
    "duties",
    "imports",
    "letters",
    "pages",
    "people",
    "petitions",
    "referrals",
    "rights",
    "sealed",
    "signed",
    "views",
    "visits",
    "writing",
]

TABLES: dict[str, Table] = dict(SQLModel.metadata.tables)
"""Every table by name."""

DEFAULTS: dict[str, dict[str, Any]] = {
    str(model.__tablename__): {
        name: None if known.default is PydanticUndefined else known.default
        for name, known in model.model_fields.items()
        if name != "id"
    }
    for module in (
        coordination,
        counting,
        days,
        duties,
        imports,
        letters,
        pages,
        people,
        petitions,
        referrals,
        rights,
        sealed,
        signed,
        views,
        visits,
        writing,
    )
    for model in vars(module).values()
    if isinstance(model, type) and issubclass(model, SQLModel) and model is not SQLModel
}
"""What each column holds when nothing is said: tables that are written through Core know no model."""

DERIVED = frozenset(
    {
        "clock",
        "search_row",
        "book_number",
        "draft",
        "saved_view",
        "last_used",
        "register_setting",
        "printed_page",
        "key_wrap",
        "entry",
        "entry_text",
    }
)
"""Tables whose rows can be made anew or tell only what left the printer, and the journal itself."""

JOURNALLED = frozenset(TABLES) - DERIVED
"""Tables whose every change is in the journal."""

PRIVATE: dict[str, frozenset[str]] = {
    "person": frozenset({"name", "id_number", "birth_year", "gender", "commune", "address", "phone", "organisation"}),
    "visit": frozenset({"content", "request", "note"}),
    "petition": frozenset({"title", "content", "against_person", "note", "forwarded_by"}),
    "matter": frozenset({"title"}),
    "reply": frozenset({"content"}),
    "outcome": frozenset({"content"}),
    "withdrawal": frozenset({"content"}),
    "session": frozenset({"conclusion", "note", "unsigned"}),
    "disposition": frozenset({"note"}),
    "referral": frozenset({"note", "head_note", "override_why"}),
    "reminder": frozenset({"note"}),
    "escalation": frozenset({"note"}),
    "fulfilment": frozenset({"note"}),
    "extension": frozenset({"ground"}),
    "letter": frozenset({"paper"}),
    "letter_template": frozenset({"data"}),
    "promise": frozenset({"what", "note"}),
    "planned_day": frozenset({"note"}),
    "registration": frozenset({"note"}),
    "task": frozenset({"what"}),
    "task_move": frozenset({"content"}),
    "meeting": frozenset({"conclusion"}),
    "holding": frozenset({"note"}),
    "import_batch": frozenset({"digests"}),
    "petition_person": frozenset({"person_id"}),
    "visit_person": frozenset({"person_id"}),
    "opening": frozenset({"reason"}),
    "officer": frozenset({"pin_hash"}),
}
"""Columns that can tell who somebody is. The journal's chain holds only a salted digest of them."""

VEILED = frozenset({"person"})
"""Tables of which the chain does not even tell which row was changed: it would tell who came with which record."""

SEALABLE = frozenset(name for name, table in TABLES.items() if "sealed" in table.c)
"""Tables whose private words can be sealed: they stand in `sealed` then, and their own columns are empty."""

BLANK: dict[str, dict[str, Any]] = {
    name: {one: None if TABLES[name].c[one].nullable else "" for one in sorted(PRIVATE[name])}
    for name in sorted(SEALABLE)
}
"""What the private columns of a row hold while its words are sealed."""
