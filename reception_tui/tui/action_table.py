"""The table of actions: each once, with its keys, its words, and where it works."""

from __future__ import annotations

from reception_tui.i18n import mark
from reception_tui.tui.action import Action, Place


def _at(*places: Place) -> frozenset[Place]:
    return frozenset(places)


_EVERYWHERE = frozenset(Place)
_OF_DAYS = _at(Place.DAYS, Place.QUEUE, Place.TASK, Place.COORDINATION)
_OUTSIDE_FORMS = (
    _at(Place.DESK, Place.LIST, Place.SEARCH, Place.BOOK, Place.PETITION, Place.VISIT, Place.READING) | _OF_DAYS
)
_WITH_MENU = (
    _at(
        Place.DESK,
        Place.LIST,
        Place.SEARCH,
        Place.BOOK,
        Place.PETITION,
        Place.VISIT,
        Place.PAPER,
        Place.NATIONAL,
        Place.IMPORT,
    )
    | _OF_DAYS
)
_PETITION, _VISIT, _LIST, _DESK = _at(Place.PETITION), _at(Place.VISIT), _at(Place.LIST), _at(Place.DESK)
_BOOK, _SEARCH = _at(Place.BOOK), _at(Place.SEARCH)
_FORM, _RECORDS, _PAPER = _at(Place.FORM), _at(Place.PETITION, Place.VISIT), _at(Place.PAPER)
_DAYS, _QUEUE, _TASK = _at(Place.DAYS), _at(Place.QUEUE), _at(Place.TASK)
_MEETING, _NATIONAL, _IMPORT = _at(Place.COORDINATION), _at(Place.NATIONAL), _at(Place.IMPORT)


def _act(
    id_: str,
    keys: tuple[str, ...],
    label: str,
    help_: str,
    places: frozenset[Place],
    unshown: frozenset[Place] = frozenset(),
) -> Action:
    """Return an action that also stands in the menu of its places; without a key it stands only there."""
    return Action(id_, keys, label, help_, places, places, unshown)


_JOURNAL = _at(Place.JOURNAL)


ACTIONS: tuple[Action, ...] = (
    Action(
        "help",
        ("f1", "ctrl+underscore"),
        mark("Help"),
        mark("This field and this screen explained, with the rule"),
        _EVERYWHERE,
    ),
    Action(
        "new_visit",
        ("f2", "ctrl+n"),
        mark("Visit"),
        mark("Log a visit or a delegation"),
        _OUTSIDE_FORMS,
        unshown=_PETITION,
    ),
    Action(
        "park",
        ("f2", "ctrl+n"),
        mark("Visit"),
        mark("Put this form aside and log another visit"),
        _FORM,
        means="new_visit",
    ),
    Action("same_as_last", ("ctrl+d",), mark("Same"), mark("The same as in the last form that was saved"), _FORM),
    Action("new_petition", ("f3",), mark("Petition"), mark("Register a petition"), _OUTSIDE_FORMS, unshown=_PETITION),
    Action("pick", ("f4",), mark("List"), mark("Show everything that can be chosen"), _FORM, means="choose"),
    Action(
        "choose_act",
        ("f4",),
        mark("Acts"),
        mark("Show all that can be done here"),
        _WITH_MENU | _JOURNAL,
        means="choose",
    ),
    _act("forward", ("f5",), mark("Forward"), mark("Send the petition to a body"), _PETITION),
    _act(
        "refresh",
        (),
        mark("Refresh"),
        mark("Read the register again"),
        _DESK | _LIST | _SEARCH | _BOOK | _DAYS | _QUEUE | _MEETING | _JOURNAL,
    ),
    Action(
        "board", ("f6",), mark("Follow-up"), mark("Everything that is late or near, by whose it is"), _OUTSIDE_FORMS
    ),
    _act("filter", ("slash",), mark("Filter"), mark("Filter the list by kind, state, body, day and more"), _BOOK),
    _act("turn", ("minus",), mark("Order"), mark("Turn the order of the list round"), _BOOK),
    _act("filter_hits", (), mark("Filter"), mark("Filter what is found by kind, state, body, day"), _SEARCH),
    _act("drop_filter", ("backspace",), mark("Less"), mark("Take the last filter away"), _BOOK, unshown=_BOOK),
    _act("clear_filter", ("delete",), mark("All"), mark("Take every filter away"), _BOOK, unshown=_BOOK),
    Action(
        "mark",
        ("space",),
        mark("Mark"),
        mark("Mark the record, or take its mark away"),
        _BOOK,
        unshown=_BOOK,
        means="leave_out",
    ),
    _act(
        "mark_all", ("asterisk",), mark("Mark all"), mark("Mark all that the list shows, or none"), _BOOK, unshown=_BOOK
    ),
    _act(
        "together", ("ampersand",), mark("All marked"), mark("Do something to all that is marked, as one entry"), _BOOK
    ),
    _act("forget_view", (), mark("Forget"), mark("Forget the view that is shown"), _BOOK | _SEARCH),
    _act(
        "mark_hit",
        ("shift+down",),
        mark("Mark"),
        mark("Mark what was found: only marked ones go to a file"),
        _SEARCH,
        unshown=_SEARCH,
    ),
    Action(
        "find",
        ("f7", "ctrl+f"),
        mark("Find"),
        mark("Search people, petitions, visits, bodies, numbers"),
        _OUTSIDE_FORMS - _SEARCH,
    ),
    Action("person", ("f8",), mark("Person"), mark("The person's card: visits and petitions"), _RECORDS | _FORM),
    Action(
        "from_register",
        ("shift+f8", "f20"),
        mark("Card"),
        mark("Write the new value onto the card, or take the card's"),
        _FORM,
    ),
    Action("roster", ("ctrl+u",), mark("Roster"), mark("Enter the people of a delegation"), _FORM),
    Action("start_over", ("ctrl+x",), mark("Empty"), mark("Throw away what was typed and start the form again"), _FORM),
    Action(
        "save",
        ("f9", "ctrl+s"),
        mark("Save"),
        mark("Save the form, the paper as PDF, or the view of a list"),
        _FORM | _BOOK | _SEARCH | _NATIONAL | _IMPORT | _at(Place.DIALOG, Place.PAPER),
    ),
    _act("print_paper", ("ctrl+p",), mark("Print"), mark("Print the paper"), _PAPER),
    _act("sign_report", (), mark("Sign"), mark("Keep the figures of the form as they are signed"), _PAPER),
    _act("enter_figures", (), mark("Enter"), mark("Enter figures that the register cannot count"), _PAPER),
    _act("leave_out", ("space",), mark("Leave out"), mark("Leave this letter out, or take it in again"), _PAPER),
    _act("other_day", (), mark("Other day"), mark("The nightly page of another day"), _PAPER),
    _act("print_missed", (), mark("Missed"), mark("Print the nightly pages that were not printed yet"), _PAPER),
    _act("save_sheet", (), mark("Spreadsheet"), mark("Save the paper as a spreadsheet"), _PAPER),
    _act("save_all_forms", (), mark("All forms"), mark("Save every form of the period as one spreadsheet"), _PAPER),
    _act("save_word", (), mark("Word"), mark("Save the paper as a Word file"), _PAPER),
    _act("save_text", (), mark("Text"), mark("Save the paper as plain text"), _PAPER),
    _act(
        "classify",
        ("ctrl+l",),
        mark("Classify"),
        mark("Complaint, denunciation or recommendation; eligible or not"),
        _PETITION,
    ),
    _act("dispose", ("ctrl+e",), mark("Decide"), mark("Decide what becomes of the petition"), _PETITION),
    _act("remind", ("ctrl+r",), mark("Remind"), mark("Enter a reminder to the body"), _PETITION | _LIST),
    _act(
        "remind_body",
        ("ctrl+b",),
        mark("All of it"),
        mark("One reminder to the body for all that it is late with"),
        _LIST,
    ),
    _act("escalate", (), mark("Report"), mark("Report the late body to the Chairman"), _PETITION | _LIST),
    _act("record_reply", ("ctrl+t",), mark("Reply"), mark("Enter what the body answered"), _PETITION),
    _act("record_outcome", (), mark("Outcome"), mark("Enter what was decided"), _PETITION),
    _act(
        "fulfil",
        ("ctrl+a",),
        mark("Done"),
        mark("Say that a duty was done: decision sent, citizen told"),
        _RECORDS,
        unshown=_PETITION,
    ),
    _act("strip", ("ctrl+k",), mark("Count"), mark("How the date was counted, day by day"), _RECORDS | _LIST | _DESK),
    _act("open_identity", (), mark("Open"), mark("Open the sealed words of a denunciation"), _PETITION),
    _act(
        "share_case",
        (),
        mark("Keys"),
        mark("Give an officer the key of this sealed case, or take it away"),
        _PETITION,
    ),
    _act("pause", (), mark("Suspend"), mark("Suspend a limit by decision"), _PETITION),
    _act("resume", (), mark("Resume"), mark("End the suspension of a limit"), _PETITION),
    _act("extend", (), mark("Extend"), mark("Extend a limit by decision"), _PETITION),
    _act(
        "forward_barred",
        (),
        mark("Barred"),
        mark("Forward to a body that the law bars, with a second officer"),
        _PETITION,
    ),
    _act("withdraw", (), mark("Withdrawal"), mark("The petitioner takes the petition back"), _PETITION),
    _act("split", (), mark("Split"), mark("Part a petition that holds several contents"), _PETITION),
    _act("link", (), mark("Together"), mark("Say that records are about one matter"), _RECORDS),
    _act("correct", (), mark("Correct"), mark("Put right what was typed wrong"), _RECORDS),
    _act("void", (), mark("Void"), mark("Take the register number out of force"), _RECORDS),
    _act("letter", (), mark("Letter"), mark("Write a letter out of the register"), _RECORDS),
    _act("summary", ("ctrl+y",), mark("Day's page"), mark("The nightly page as it stands now"), _DESK),
    _act(
        "report",
        (),
        mark("Reports"),
        mark("Statistical forms and the yearly paragraph, down to the rows"),
        _DESK,
    ),
    _act("unfinished", (), mark("Unfinished"), mark("Forms put aside, and records that still lack something"), _DESK),
    _act("hold_session", (), mark("Session"), mark("Enter a reception day of a leader that was held"), _DESK),
    _act("announce_day", (), mark("Calendar"), mark("Enter a newly decreed day off or worked Saturday"), _DESK),
    _act("import_sheet", (), mark("Take in"), mark("Take a spreadsheet into the register"), _DESK),
    _act(
        "export",
        ("shift+f7", "f19"),
        mark("To file"),
        mark("Write a book or this list to a file: CSV, XLSX, JSON"),
        _DESK | _LIST | _SEARCH | _BOOK,
        unshown=_DESK | _LIST | _SEARCH | _BOOK,
    ),
    Action(
        "change_theme",
        ("shift+f6", "f18"),
        mark("Colours"),
        mark("Other colours: dark, light, high contrast, the terminal's own"),
        _EVERYWHERE,
        menu=_DESK,
        unshown=_EVERYWHERE,
    ),
    _act("journal", (), mark("Journal"), mark("Who did what, what was refused, what was opened"), _DESK),
    Action(
        "narrow",
        ("f7", "ctrl+f"),
        mark("Narrow"),
        mark("Narrow the journal by officer, act, record, days"),
        _JOURNAL,
        menu=_JOURNAL,
        means="find",
    ),
    _act("refusals_only", (), mark("Refused"), mark("Only what was refused, or everything again"), _JOURNAL),
    _act(
        "openings_only", (), mark("Opened"), mark("Only what was opened or written to a file, or everything"), _JOURNAL
    ),
    _act("copies", (), mark("Backups"), mark("Copy the register now, or try the last copy"), _DESK),
    _act("retire_officer", (), mark("Leaves"), mark("Take an officer out of service, with every key"), _DESK),
    _act(
        "recover_cases",
        (),
        mark("Recovery"),
        mark("Give an officer every sealed case, by the recovery key"),
        _DESK,
    ),
    _act(
        "destruction_list", (), mark("Destroy"), mark("Papers eligible for destruction, for the head's decision"), _DESK
    ),
    _act("own_pin", (), mark("PIN"), mark("Change your own PIN or passphrase"), _DESK),
    _act("change_language", (), mark("English"), mark("Change the language of the screens"), _DESK),
    _act("lists", ("ctrl+w",), mark("Lists"), mark("Lists of petitions, visits, people, tasks, entries"), _DESK),
    _act("recuse", (), mark("Recuse"), mark("Keep an officer away from this matter"), _RECORDS),
    _act("lift_recusal", (), mark("Let back"), mark("End an officer's recusal from this matter"), _RECORDS),
    _act("promise", (), mark("Promise"), mark("Say what the citizen was told for a day"), _RECORDS),
    _act("keep_promise", (), mark("Kept"), mark("Say that a promise was kept"), _RECORDS),
    _act("apologise", (), mark("Apology"), mark("Issue the letter of apology with a new day"), _RECORDS),
    _act("days", (), mark("Receptions"), mark("Reception days: the schedule and the queues"), _DESK),
    _act("plan_schedule", (), mark("Plan"), mark("Plan a time by the office's rules"), _DAYS),
    _act("plan_session", (), mark("One day"), mark("Plan one reception day"), _DAYS),
    _act("publish_schedule", (), mark("Posted"), mark("Say that the schedule was posted"), _DAYS),
    _act("move_session", (), mark("Move"), mark("Move the reception day, with a notice"), _DAYS),
    _act("cancel_session", (), mark("Cancel"), mark("Cancel the reception day, with a notice"), _DAYS),
    _act("open_day", (), mark("Open"), mark("Open the reception day: the host receives"), _DAYS | _QUEUE),
    _act("day_schedule", (), mark("Schedule"), mark("The schedule as it is posted"), _DAYS),
    _act("day_notice", (), mark("Notice"), mark("The notice of the day's last change"), _DAYS),
    _act("day_minimum", (), mark("Minimum"), mark("How often the hosts received, and what the law wants"), _DAYS),
    _act("letter_template", (), mark("Word files"), mark("The office's own Word files for its letters"), _DESK),
    _act("letters", (), mark("Letters"), mark("Write letters about many records at once"), _DESK),
    _act("take_turn", (), mark("Call"), mark("Call the place: received, or not there"), _QUEUE),
    _act(
        "register_for_session",
        (),
        mark("Register"),
        mark("Put it into the queue of a reception day"),
        _RECORDS | _QUEUE,
    ),
    _act("conclude", (), mark("Conclude"), mark("Enter a conclusion with a task for a body"), _QUEUE),
    _act("day_minutes", (), mark("Minutes"), mark("The minutes of the reception day"), _QUEUE),
    _act("day_conclusions", (), mark("Conclusions"), mark("The notice of the conclusions"), _QUEUE),
    _act("sign_minutes", (), mark("Sign minutes"), mark("Say that the minutes were read back and signed"), _QUEUE),
    _act("day_invitation", (), mark("Invite"), mark("The invitation of the bodies that attend"), _QUEUE),
    _act("day_calendar", (), mark("Calendar file"), mark("Save the schedule as a calendar file (ICS)"), _DAYS),
    _act("day_tasks", (), mark("Tasks"), mark("How far the tasks of this month are, body by body"), _DAYS),
    _act("national", (), mark("National"), mark("What goes to the national database, looked through first"), _DESK),
    _act("hold_back", (), mark("Hold back"), mark("Keep the record here, or let it leave after all"), _NATIONAL),
    _act("open_record", (), mark("Open it"), mark("Open the record, to fill in what it lacks"), _NATIONAL),
    _act("keep_map", (), mark("Keep the map"), mark("Keep what the columns are, for the next file"), _IMPORT),
    _act("with_doubles", (), mark("Doubles too"), mark("Take doubles in too, or leave them out again"), _IMPORT),
    _act("sent_before", (), mark("What was sent"), mark("Everything that was sent, when and by whom"), _NATIONAL),
    _act("coordination", (), mark("Meeting"), mark("The list of the monthly meeting of the bodies at the seat"), _DESK),
    _act("coordination_list", (), mark("Meeting list"), mark("The list of the meeting as it is printed"), _MEETING),
    _act("month_before", (), mark("Month before"), mark("The month before"), _MEETING),
    _act("month_after", (), mark("Month after"), mark("The month after"), _MEETING),
    _act("hold_meeting", (), mark("Held"), mark("Enter that the meeting was held, with its conclusion"), _MEETING),
    _act("meeting_notice", (), mark("Notice"), mark("The notice of the last meeting"), _MEETING),
    _act("give_task", (), mark("Give a task"), mark("Give a body a task by a day"), _DESK | _RECORDS | _MEETING),
    _act(
        "note_holding", (), mark("Also held"), mark("Say that another body holds the matter too"), _RECORDS | _MEETING
    ),
    _act("end_holding", (), mark("Let go"), mark("Say that a body no longer holds the matter"), _MEETING),
    _act("task_progress", (), mark("Task"), mark("Enter what became of the task"), _TASK),
    _act(
        "appointment_paper",
        ("shift+f9", "f21"),
        mark("Appointment"),
        mark("The paper by which a delegation appoints its representatives"),
        _VISIT,
        unshown=_VISIT,
    ),
    Action(
        "new_delegation",
        ("shift+f2", "f14"),
        mark("Delegation"),
        mark("Log a delegation: its roster first"),
        _OUTSIDE_FORMS - _PETITION,
        menu=_DESK,
        unshown=_OUTSIDE_FORMS,
    ),
    _act("redo", (), mark("Again"), mark("Do again what was undone last"), _DESK | _BOOK),
    Action(
        "history",
        ("colon",),
        mark("Entries"),
        mark("Every entry about this record, each to be undone"),
        _RECORDS,
        menu=_RECORDS,
        unshown=_RECORDS,
        means="entries",
    ),
    Action(
        "undo_entry",
        ("colon",),
        mark("Entry"),
        mark("What the marked entry changed, to be undone"),
        _DESK | _BOOK,
        menu=_DESK | _BOOK,
        unshown=_DESK | _BOOK,
        means="entries",
    ),
    Action(
        "walk_back",
        ("left",),
        mark("Before"),
        mark("The record before, in the list it came from"),
        _RECORDS | _TASK,
        unshown=_RECORDS | _TASK,
    ),
    Action(
        "walk_on",
        ("right",),
        mark("After"),
        mark("The record after, in the list it came from"),
        _RECORDS | _TASK,
        unshown=_RECORDS | _TASK,
    ),
    Action(
        "palette",
        ("ctrl+o",),
        mark("All acts"),
        mark("Find any act by typing a part of its words"),
        _EVERYWHERE,
        unshown=_EVERYWHERE - _DESK - _LIST - _SEARCH,
    ),
    Action(
        "jump",
        ("ctrl+g",),
        mark("Jump"),
        mark("Show a letter on every field and row; that letter goes there"),
        _EVERYWHERE,
        unshown=_EVERYWHERE - _DESK - _LIST - _SEARCH,
    ),
    Action("undo", ("ctrl+z",), mark("Undo"), mark("Take back the last act of this sitting"), _OUTSIDE_FORMS),
    Action("hide", ("f12", "ctrl+backslash"), mark("Hide"), mark("Hide the screen at once"), _EVERYWHERE),
    Action(
        "leave",
        ("escape", "f10"),
        mark("Back"),
        mark("Close this screen; what was typed is kept"),
        _EVERYWHERE - _DESK,
    ),
    Action("quit", ("f10", "ctrl+q"), mark("Quit"), mark("Leave the desk"), _DESK, means="leave"),
)
