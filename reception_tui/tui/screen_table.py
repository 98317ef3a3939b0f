"""Every screen by name, and which of them shows a record or takes up an unfinished form."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from reception_tui.tui.screen import ReceptionScreen

SCREENS = {
    "sign_in": ("sign_in", "SignInScreen"),
    "visit_form": ("visit_form", "VisitForm"),
    "petition_form": ("petition_form", "PetitionForm"),
    "roster": ("roster", "RosterScreen"),
    "pick_list": ("pick_list", "PickListScreen"),
    "petition_page": ("petition_page", "PetitionPageScreen"),
    "visit_page": ("visit_page", "VisitPageScreen"),
    "person_card": ("person_card", "PersonCardScreen"),
    "seen": ("seen", "SeenScreen"),
    "classify": ("classify", "ClassifyForm"),
    "interview": ("interview", "InterviewScreen"),
    "checklist": ("checklist", "ChecklistScreen"),
    "dispose": ("dispose", "DisposeForm"),
    "forward": ("forward", "ForwardForm"),
    "remind": ("chase_forms", "RemindForm"),
    "remind_body": ("chase_forms", "RemindBodyForm"),
    "escalate": ("chase_forms", "EscalateForm"),
    "fulfil": ("chase_forms", "FulfilForm"),
    "record_reply": ("record_reply", "ReplyForm"),
    "record_outcome": ("record_outcome", "OutcomeForm"),
    "pause": ("limit_forms", "PauseForm"),
    "resume": ("limit_forms", "ResumeForm"),
    "extend": ("limit_forms", "ExtendForm"),
    "withdraw": ("record_forms", "WithdrawForm"),
    "split": ("record_forms", "SplitForm"),
    "link": ("record_forms", "LinkForm"),
    "correct": ("record_forms", "CorrectForm"),
    "void": ("record_forms", "VoidForm"),
    "hold_session": ("office_forms", "SessionForm"),
    "announce_day": ("office_forms", "AnnounceDayForm"),
    "import_form": ("import_forms", "ImportForm"),
    "import_preview": ("import_rows", "ImportPreview"),
    "import_cell": ("import_forms", "CellForm"),
    "import_column": ("import_forms", "ColumnForm"),
    "import_map": ("import_forms", "MapNameForm"),
    "export": ("export", "ExportForm"),
    "export_list": ("export", "ExportListForm"),
    "national": ("national", "NationalForm"),
    "national_review": ("national", "NationalReview"),
    "impact": ("office_forms", "ImpactScreen"),
    "promise": ("promise_form", "PromiseForm"),
    "keep_promise": ("promise_form", "KeepPromiseForm"),
    "apologise": ("promise_form", "ApologyForm"),
    "days": ("days", "DaysScreen"),
    "plan_session": ("day_form", "PlanSessionForm"),
    "plan_schedule": ("day_form", "PlanScheduleForm"),
    "publish_schedule": ("day_form", "PublishScheduleForm"),
    "move_session": ("day_form", "MoveSessionForm"),
    "cancel_session": ("day_form", "CancelSessionForm"),
    "open_day": ("day_form", "OpenDayForm"),
    "queue": ("queue", "QueueScreen"),
    "register_for_session": ("queue_forms", "RegisterForm"),
    "take_turn": ("queue_forms", "TurnForm"),
    "conclude": ("task_forms", "ConcludeForm"),
    "task": ("task_forms", "TaskPageScreen"),
    "task_progress": ("task_forms", "TaskStepForm"),
    "sign_minutes": ("coordination_forms", "SignMinutesForm"),
    "coordination": ("coordination", "CoordinationScreen"),
    "hold_meeting": ("coordination_forms", "MeetingForm"),
    "give_task": ("coordination_forms", "GiveTaskForm"),
    "note_holding": ("coordination_forms", "HoldingForm"),
    "end_holding": ("coordination_forms", "EndHoldingForm"),
    "strip": ("strip", "StripScreen"),
    "choose_act": ("choose_act", "ChooseActScreen"),
    "board": ("board", "BoardScreen"),
    "search": ("search", "SearchScreen"),
    "together": ("together", "TogetherScreen"),
    "together_form": ("together_form", "TogetherForm"),
    "undo": ("undo", "UndoScreen"),
    "history": ("history", "HistoryScreen"),
    "lists": ("list_forms", "ListsScreen"),
    "register_list": ("register_list", "RegisterListScreen"),
    "filter": ("list_forms", "FilterForm"),
    "name_view": ("list_forms", "NameViewForm"),
    "nightly_page": ("nightly_page", "NightlyPageScreen"),
    "nightly_day": ("nightly_page", "NightlyDayForm"),
    "paper": ("paper", "PaperScreen"),
    "report": ("report_forms", "ReportFormScreen"),
    "sign_report": ("sign_form", "SignForm"),
    "figures": ("figures", "FiguresScreen"),
    "rows_behind": ("figures", "RowsBehindScreen"),
    "enter_figures": ("enter_figures", "EnterFiguresForm"),
    "annual": ("annual_paper", "AnnualScreen"),
    "letter_paper": ("letter_paper", "LetterPaperScreen"),
    "letter_template": ("letter_template", "LetterTemplateForm"),
    "letters": ("letter_batch", "LettersForm"),
    "letter_batch": ("letter_batch", "LetterBatchScreen"),
    "agree": ("agree", "AgreeScreen"),
    "paper_shown": ("agree", "PaperShownScreen"),
    "letter": ("letter_form", "LetterFormScreen"),
    "open_identity": ("open_identity", "OpenIdentityForm"),
    "help": ("help", "HelpScreen"),
    "journal": ("journal", "JournalScreen"),
    "journal_filter": ("journal", "JournalFilterForm"),
    "entry": ("journal", "EntryScreen"),
    "share_case": ("key_forms", "ShareCaseForm"),
    "recover_cases": ("key_forms", "RecoverCasesForm"),
    "retire_officer": ("key_forms", "RetireOfficerForm"),
    "copies": ("key_forms", "CopiesForm"),
    "destruction_list": ("retention_papers", "DestructionListScreen"),
    "person_data": ("retention_papers", "PersonDataScreen"),
    "own_pin": ("pin_forms", "OwnPinForm"),
    "recuse": ("pin_forms", "RecuseForm"),
    "lift_recusal": ("pin_forms", "LiftRecusalForm"),
    "unfinished": ("unfinished", "UnfinishedScreen"),
}
"""Every screen by name: its module, imported when the screen is first opened, and its class."""

PAGES = {
    "petition": "petition_page",
    "visit": "visit_page",
    "person": "person_card",
    "task": "task",
    "day": "queue",
}
"""The page of each kind of record."""


def page_of(no: str) -> str:
    """Return whose page shows the record of that number; nothing where none does."""
    from reception_tui.domain.kinds import Book
    from reception_tui.store.numbers import book_of, is_number

    others = {Book.VISITS: "visit", Book.TASKS: "task", Book.DAYS: "day"}
    papers = (Book.PETITIONS, Book.FEEDBACK, Book.DENUNCIATIONS)
    book = book_of(no) if is_number(no) else None
    return "petition" if book in papers else others.get(book, "") if book is not None else ""


DRAFT_SCREENS = {
    "visit": "visit_form",
    "petition": "petition_form",
    "session": "hold_session",
    "announce_day": "announce_day",
}
"""The screen that takes up an unfinished form of each kind."""


def screen_class(name: str) -> type[ReceptionScreen[Any]]:
    """Return the class of the screen of that name."""
    module, of = SCREENS[name]
    found: type[ReceptionScreen[Any]] = getattr(import_module(f"reception_tui.tui.screens.{module}"), of)
    return found
