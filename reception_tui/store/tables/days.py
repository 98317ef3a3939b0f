"""Promises to citizens, reception days that are planned, who is registered for them, and the tasks that they give."""

from __future__ import annotations

from datetime import date

from sqlmodel import Field, SQLModel


class Promise(SQLModel, table=True):
    """A day that a citizen was told. `moved_on` is when another day was promised instead, `letter` the letter with it.

    `what` is empty where the promise is the answer itself.
    """

    id: int | None = Field(default=None, primary_key=True)
    visit_id: int | None = Field(default=None, foreign_key="visit.id", index=True)
    petition_id: int | None = Field(default=None, foreign_key="petition.id", index=True)
    made_on: date
    on: date = Field(index=True)
    what: str = ""
    letter: str = ""
    kept_on: date | None = None
    moved_on: date | None = None
    note: str = ""
    officer: str
    sealed: str = ""
    version: int = 1
    voided: int | None = None


class PlannedDay(SQLModel, table=True):
    """A reception day of the schedule. `wanted_on` is the day that `rule` gave, before it was moved off a day off.

    `body` is the body whose head receives, empty for the seat's own hosts. `held_on` is set once it was held; a day of
    the seat then also has its session.
    """

    __tablename__ = "planned_day"

    id: int | None = Field(default=None, primary_key=True)
    no: str = Field(unique=True)
    rule: str = ""
    kind: str
    host: str
    received_by: str
    body: str = ""
    wanted_on: date
    on: date = Field(index=True)
    time: str = ""
    place: str = ""
    content: str = ""
    attendees: str = ""
    planned_on: date
    published_on: date | None = None
    document_number: str = ""
    document_date: date | None = None
    cancelled_on: date | None = None
    held_on: date | None = None
    session_id: int | None = Field(default=None, foreign_key="session.id", index=True)
    note: str = ""
    officer: str
    sealed: str = ""
    version: int = 1
    voided: int | None = None


class DayChange(SQLModel, table=True):
    """A published or planned day that was moved or, where `to_on` is empty, cancelled; with the notice of it."""

    __tablename__ = "day_change"

    id: int | None = Field(default=None, primary_key=True)
    day_id: int = Field(foreign_key="planned_day.id", index=True)
    on: date
    from_on: date
    to_on: date | None = None
    why: str
    document_number: str = ""
    document_date: date | None = None
    officer: str
    version: int = 1
    voided: int | None = None


class Registration(SQLModel, table=True):
    """A visit or petition whose people are to be received on a planned day; `ord` is their place in the queue."""

    id: int | None = Field(default=None, primary_key=True)
    day_id: int = Field(foreign_key="planned_day.id", index=True)
    ord: int
    visit_id: int | None = Field(default=None, foreign_key="visit.id", index=True)
    petition_id: int | None = Field(default=None, foreign_key="petition.id", index=True)
    on: date
    time: str = ""
    turn: str
    received_visit_id: int | None = Field(default=None, foreign_key="visit.id")
    note: str = ""
    officer: str
    sealed: str = ""
    version: int = 1
    voided: int | None = None


class Task(SQLModel, table=True):
    """What the Chairman asks of a body by a day, and of which record.

    It stands in the conclusion of a reception day, or of a coordination meeting, or in a paper of the Chairman's own.
    """

    id: int | None = Field(default=None, primary_key=True)
    no: str = Field(unique=True)
    session_id: int | None = Field(default=None, foreign_key="session.id", index=True)
    meeting_id: int | None = Field(default=None, foreign_key="meeting.id", index=True)
    visit_id: int | None = Field(default=None, foreign_key="visit.id", index=True)
    petition_id: int | None = Field(default=None, foreign_key="petition.id", index=True)
    body: str = Field(index=True)
    what: str
    given_on: date = Field(index=True)
    due: date
    done_on: date | None = None
    document_number: str = ""
    document_date: date | None = None
    officer: str
    sealed: str = ""
    version: int = 1
    voided: int | None = None


class TaskMove(SQLModel, table=True):
    """What became of a task on a day: the body's report, a reminder with its round, the reply, a report about it."""

    __tablename__ = "task_move"

    id: int | None = Field(default=None, primary_key=True)
    task_id: int = Field(foreign_key="task.id", index=True)
    on: date
    step: str
    round: int = 0
    content: str = ""
    document_number: str = ""
    document_date: date | None = None
    officer: str
    sealed: str = ""
    version: int = 1
    voided: int | None = None
