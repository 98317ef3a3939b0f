"""Every error and every notice, worded once: what is wrong, and what to do."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from reception_tui.domain.errors import RegisterError
from reception_tui.i18n import formats, mark, tr
from reception_tui.i18n.act_words import ACTS, asked_words
from reception_tui.i18n.doings import act_label
from reception_tui.i18n.findings import FINDINGS
from reception_tui.i18n.labels import label
from reception_tui.i18n.notices import NOTICES

ERRORS = {
    "error": mark("Something went wrong: {detail}."),
    "unknown_act": mark("There is no act called “{value}”: use one of {choices}."),
    "not_json": mark("The line is not a JSON object: write one object on each line."),
    "missing_field": mark("The field “{field}” is empty: fill it in."),
    "bad_date": mark("“{value}” is not a date: write it as year-month-day, like 2026-03-05."),
    "bad_typed_date": mark("“{value}” is not a day: type 5, 5/3, 050326, hn (today), +3 or -1."),
    "date_out_of_range": mark("The count from {value} runs past the end of the calendar: check the dates."),
    "bad_number": mark("“{value}” is not a number that fits here: check it."),
    "bad_choice": mark("“{value}” cannot be chosen here: use one of {choices}."),
    "nothing_picked": mark("Nothing in the list fits “{value}”: type other words, or press F4 to see the list."),
    "bad_shape": mark("“{value}” does not fit this field: look at the list of acts and their fields."),
    "date_in_future": mark("{value} lies after today ({today}): enter the day on which it happened."),
    "date_too_early": mark("{value} lies before {earliest}, which came first: check both dates."),
    "bad_period": mark("The period from {first} to {last} ends before it starts: check both dates."),
    "bad_id_number": mark(
        "The identity number has {count} digits: it must have 12 (older cards 9), or be a passport number."
    ),
    "bad_phone": mark("This is no telephone number: enter 8 to 12 digits."),
    "unknown_record": mark("Nothing in the register has the number “{value}”: search for it with F7."),
    "template_refused": mark(
        "The Word file cannot lay out this letter ({why}): start from the file that the program writes for it."
    ),
    "not_signed": mark("No report {form} from {first} to {last} has been signed: enter it with the act “sign_report”."),
    "identity_closed": mark(
        "The words of {value} are sealed: open them first on the petition’s page (F4), with a reason and your PIN."
    ),
    "opening_refused": mark("The words stay sealed: {why}. That it was asked for is in the journal."),
    "wrong_passphrase": mark("The PIN does not open this key: type it again."),
    "seal_broken": mark("What should be sealed is damaged: run “reception check”, and restore a backup if it says so."),
    "no_key": mark("The officer “{officer}” has no key: set a PIN first (reception officer pin)."),
    "not_sealed": mark("Nothing of {value} is sealed: open its page as usual."),
    "unknown_body": mark("No body has the code “{value}”: search for the body by its name."),
    "body_not_in_force": mark("The body {value} does not exist on {on}: its tasks are held by {successors}."),
    "unknown_commune": mark("No commune is called “{value}”: enter its code or its full name."),
    "unknown_code": mark("The code “{value}” is not in force on that day: use one of {choices}."),
    "unknown_officer": mark("No officer has the code “{value}”: look at the list of officers."),
    "officer_exists": mark("The officer “{value}” is already there: choose another code."),
    "no_rule_in_force": mark(
        "No rule for {stage} is in force on {on}: check the date, or add the law file of that time."
    ),
    "unknown_stage": mark("There is no stage “{value}”: use one of {choices}."),
    "unknown_flag": mark("There is no circumstance “{value}”: use one of {choices}."),
    "nobody_named": mark("Nobody is named: enter at least one person, or how many came."),
    "head_count_too_small": mark(
        "{named} people are named but only {value} are said to have come: correct the head count."
    ),
    "too_many_representatives": mark(
        "{value} representatives are too many: a group of {people} people may have at most {most} ({article})."
    ),
    "refusal_reason_missing": mark("A refusal needs its reason: enter the code TC1, TC2, TC3 or TC4."),
    "refusal_without_result": mark(
        "A reason for refusal is given but the result is not a refusal: correct one of them."
    ),
    "reason_missing": mark("A reason is needed: enter it."),
    "reason_for_eligible": mark(
        "The petition is said to be eligible but reasons against it are given: correct one of them."
    ),
    "instance_not_of_kind": mark("This kind of petition has no instance “{value}”: use one of {choices}."),
    "nothing_to_correct": mark("Nothing is to be corrected: name the field and its new value."),
    "field_not_correctable": mark("“{value}” cannot be corrected this way: use one of {choices}."),
    "too_few_parts": mark("A petition is split into two parts at least: enter the second content."),
    "pin_too_short": mark(
        "The PIN is too short: use at least {least} digits, or a passphrase of {letters} characters."
    ),
    "passphrase_too_short": mark("The passphrase is too short: use at least {least} characters."),
    "pin_too_long": mark("The passphrase is too long: use at most {most} characters."),
    "pin_too_plain": mark(
        "Everybody would guess this PIN: choose one that is no run, no repetition and no common word."
    ),
    "pin_is_name": mark("Your own name is the first that is tried: choose another passphrase."),
    "pin_unchanged": mark("The new PIN is the old one: choose another."),
    "pins_differ": mark("The new PIN was not typed the same way twice: type it again."),
    "wait_after_failures": mark("{count} wrong PINs: wait {wait}, then try again, or ask the keeper for a new one."),
    "sign_in_locked": mark("{count} wrong PINs in a row: only the keeper helps now, with a new PIN."),
    "no_view": mark("Officer {officer} may not see {view}: ask the head, or sign in as another officer."),
    "recused": mark("Officer {officer} is recused from {value}: leave it to a colleague."),
    "already_recused": mark("Officer {officer} is recused from {value} already: nothing is left to do."),
    "not_recusable": mark("Officer {officer} is not recused from {value}: choose who is."),
    "bad_period_name": mark("“{value}” is not a period: write 2023, 2026-Q3, 2026-6M, 2026-9M or 2026-M10."),
    "unknown_form": mark("There is no form “{value}”: use one of {choices}."),
    "file_unreadable": mark("The file {path} cannot be read: check its name and your rights."),
    "reference_broken": mark(
        "The reference file {field} is broken ({what}: {where}): mend it, or take it out of the folder."
    ),
    "letter_lacks": mark("The letter lacks “{what}”: enter it {where}."),
    "sheet_refused": mark("The file {value} cannot be taken in: {why}."),
    "bad_map_name": mark("“{value}” can be no name of a map: use letters, digits and spaces."),
    "headings_unknown": mark(
        "No row of the sheet reads like headings with {missing}: rename the columns, or give a map of them."
    ),
    "cell_refused": mark("The cell is refused: {why}."),
    "nothing_to_import": mark("Nothing is left to take in: every row was refused or is there already."),
    "stopped": mark("Stopped: nothing was written."),
    "file_exists": mark("The file {path} is already there: choose another name."),
    "no_right": mark("Officer {officer} has no right to do “{act}”: ask the head, or act as another officer."),
    "already_signed": mark(
        "The report {form} was signed on {on} by {signer}: undo that entry before it is signed again."
    ),
    "move_not_allowed": mark(
        "“{act}” cannot be done on a petition that is “{state}”: open it to see what is left to do."
    ),
    "not_classified": mark(
        "The petition is not classified yet: say first whether it is a complaint, denunciation or recommendation."
    ),
    "disposition_not_lawful": mark("“{value}” is not lawful for this petition: choose one of {choices}."),
    "sent_to_accused": mark(
        "{value} may not receive this petition: it complains of {accused}, and {value} is that body or stands under "
        "it. Choose the body above."
    ),
    "override_incomplete": mark("This body is barred from the petition, and the override is not complete: {why}."),
    "head_note_missing": mark(
        "This petition was sent on {times} times already: enter the head's note before it goes on once more."
    ),
    "part_not_split": mark(
        "{value} is a part of {paper} already: undo the splitting of {paper}, then split it into all its parts."
    ),
    "already_referred": mark(
        "The petition {petition} is already with {value} and not answered: send a reminder instead."
    ),
    "no_open_referral": mark(
        "The petition {petition} is not with this body, or the body has answered: forward it first."
    ),
    "nothing_to_remind": mark("{value} is late with nothing: there is nothing to remind it of."),
    "no_open_promise": mark("Nothing is promised on {value} that is not kept yet: enter the promise first."),
    "day_not_open": mark("The reception day {value} was held or cancelled already: plan another one."),
    "day_decreed": mark("{value} is a day of that kind already, by {decision}: choose another day."),
    "already_held": mark("It is noted already that {value} holds {matter}."),
    "not_held": mark("It is not noted that {value} holds {matter}."),
    "minutes_signed": mark("The minutes of {value} were signed already, on {on}."),
    "already_registered": mark("{value} stands in the queue of {day} already: look at the queue."),
    "turn_taken": mark("Place {value} was called already: look at the queue."),
    "day_not_held": mark("The reception day {value} is not opened yet: enter that it is held, then call the queue."),
    "task_closed": mark("The body has answered the task {value}: give a new one if more is to be done."),
    "nothing_planned": mark(
        "There is nothing to plan or to post from {first} to {last}: look at the schedule and at its rules."
    ),
    "extension_refused": mark("An extension by {value} days is not allowed: {why}."),
    "no_clock_running": mark(
        "No such limit is running on this petition on that day ({stage}): look at its limits first."
    ),
    "pause_not_known": mark("The law knows no suspension of {stage} on {on}: nothing was paused."),
    "already_paused": mark("{stage} is paused already: resume it first."),
    "not_paused": mark("Nothing is paused here: there is nothing to resume."),
    "record_void": mark("The number {value} is void: use the record that took its place."),
    "changed_since": mark(
        "The record was changed by somebody else in the meantime: look at it again before you go on."
    ),
    "changed_after": mark(
        "Entry {value} cannot be undone: {who} has changed or used its record since, at {at} (entry {by}: {done}). "
        "Undo that first."
    ),
    "already_undone": mark("Entry {value} is already undone by entry {by}: nothing is left to do."),
    "not_undoable": mark("Entry {value} cannot be undone: enter the opposite instead."),
    "part_refused": mark("{why} So {value} cannot be done, and nothing was done."),
    "still_in_use": mark("{value} is still used by other records: void those first."),
    "identity_shown": mark(
        "“{what}” would tell what must stay secret: {gives} (characters {places}). Say it shorter, without that."
    ),
    "letter_number_taken": mark(
        "Number {value}/{series} of {year} is on another letter: give another number, or none for the next one."
    ),
    "wrong_pin": mark("The PIN is wrong: try again."),
    "register_missing": mark(
        "There is no register at {path}: create one with “reception init”, or see the demonstration with "
        "“reception demo”."
    ),
    "register_exists": mark("There is a register at {path} already: choose another place."),
    "register_gone": mark(
        "The register is gone (disk taken out or file moved): bring it back, and the desk goes on by itself. "
        "What you typed is kept on the screen ({path})."
    ),
    "not_a_register": mark("The file {path} is not a register of this program: choose another file."),
    "register_newer": mark("The register was written by a newer version of the program: install that version."),
    "register_older": mark(
        "{path} was made by a trial build of this program, which no release can upgrade: write its books to files with "
        "`reception export` of that build, and take them into a new register."
    ),
    "network_share": mark(
        "{path} lies on a network drive, where a register would be damaged: keep it on this machine's own disk."
    ),
    "wait_left": mark("The save was left; nothing was written. The form is as it was: save it again later."),
    "register_busy": mark("Another desk is writing and has not finished: try again."),
    "disk_full": mark("The disk is full: free some room, then save again. What you typed is kept on the screen."),
    "disk_failing": mark(
        "The disk does not answer as it should: look at its cable, or have it looked at ({path}). What you typed is "
        "kept on the screen."
    ),
    "file_unwritable": mark("The file {path} cannot be written: check its name and your rights."),
    "last_keeper": mark("{value} is the last one in service who may change officers: name another first."),
    "bad_role_name": mark("“{value}” is no name for a role: small letters a–z, digits and _, a letter first."),
    "server_unusable": mark(
        "The register’s address cannot be used: check its beginning, and that the driver for it is installed."
    ),
    "read_only": mark(
        "The register cannot be written: check the rights of the file and folder ({path}). What you typed is kept on "
        "the screen."
    ),
    "register_damaged": mark(
        "The register is damaged, nothing more is written: “reception check”, then “reception restore” of the last "
        "backup ({path}). What you typed is kept on the screen."
    ),
    "another_register": mark("The file {path} holds another register, or a later state of this one."),
    "backup_broken": mark("The file {path} is not a whole backup: use another one."),
    "register_unreachable": mark("The server does not answer: check the connection, then try again."),
    "server_refuses": mark(
        "The server at {path} does not let this desk in: check the name and password (file .pgpass), "
        "or ask the administrator."
    ),
    "server_forbids": mark("This desk’s role on the server may not do that: ask the administrator for the right."),
    "server_read_only": mark(
        "The server takes nothing in now (a standby, or switched to read only): what you typed is kept; "
        "tell the administrator, then save again."
    ),
    "register_moved": mark("This register was moved to {path}: open it there."),
    "move_differs": mark("Nothing was moved: row {row} of {table} is not read back as it was. Keep the source."),
    "server_tool_missing": mark(
        "The server’s program {tool} is needed for that and did not do it ({why}): "
        "install postgresql-client of the server’s version, or check the rights."
    ),
    "server_full": mark("The server’s disk is full: what you typed is kept; tell the administrator, then save again."),
    "server_has_no_register": mark(
        "There is no register at {path}: make one with “reception init”, or check the database’s name."
    ),
    "not_sure": mark(
        "The server went away while this was being saved: save it once more when it answers. "
        "If it was saved already, it is not saved twice."
    ),
}
"""By code of the error."""

CHANGED_BY = mark(
    "Record {value} was changed meanwhile by {who}, at {at}: {done}. What you typed is kept: look at the record again, "
    "then do it."
)
"""Where the journal tells who changed the record since it was seen."""


def of_error(error: RegisterError, field_label: str = "") -> str:
    """Return the sentence for an error, in the language in use.

    On a screen `field_label` is what the field is called there; else the field's own name stands.
    """
    known = {"field": field_label or error.field, "detail": error.code}
    if error.values.get("act") in ACTS:
        return _fill(ERRORS[error.code], known | {**error.values, "act": asked_words(error.values["act"])})
    if "done" in error.values:
        known |= {"done": act_label(error.values["done"]), "at": _moment(error.values["at"])}
        sentence = CHANGED_BY if error.code == "changed_since" else ERRORS[error.code]
        return _fill(sentence, {**error.values, **known})
    if isinstance(why := error.values.get("why"), RegisterError):
        return _fill(ERRORS[error.code], {**known, **error.values, "why": of_error(why)})
    if error.code in ("cell_refused", "sheet_refused", "opening_refused"):
        return _refused(error, known)
    return _fill(ERRORS.get(error.code, ERRORS["error"]), known | error.values)


def _moment(at: str) -> str:
    """Return a moment of the journal as people read it; what is none stays as it is."""
    try:
        return formats.moment(at)
    except ValueError:
        return at


def _refused(error: RegisterError, known: Mapping[str, Any]) -> str:
    """Return the sentence for a file or a cell that was refused."""
    code = str(error.values.get("why", ""))
    why = _fill(WHY[code], {**known, **error.values}) if code in WHY else code
    return _fill(ERRORS[error.code], {**known, **error.values, "why": why})


WHY = {
    "no_key": mark("this officer has no key"),
    "wrong_pin": mark("the PIN is wrong"),
    "no_holder": mark("this officer holds no key of this case"),
    "second_missing": mark("a second officer must stand by"),
    "too_large": mark("it is too large"),
    "too_many_rows": mark("it has more than 300,000 rows: part it"),
    "old_or_locked": mark("it is an old .xls or locked by a password: save it as .xlsx without one"),
    "web_page": mark("it is a web page under the name of a spreadsheet: open it and save it as .xlsx"),
    "blank": mark("there is nothing in it"),
    "not_a_sheet": mark("it is neither .xlsx nor .csv"),
    "damaged": mark("it is damaged: open it and save it anew"),
    "part_missing": mark("reading .xlsx needs reception-tui[papers]: install it, or save the sheet as .csv"),
    "empty": mark("“{field}” is empty: fill it in"),
    "bad_day": mark("“{value}” is not a day: write it like 05/03/2023"),
    "no_such_day": mark("“{value}” is no day of the calendar"),
    "year_missing": mark("“{value}” lacks its year"),
    "day_month_mixed": mark("“{value}” has month before day, unlike the rest of the column: turn it round"),
    "bad_time": mark("“{value}” is no time of day"),
    "not_a_number": mark("“{value}” is not a whole number"),
    "bad_year": mark("“{value}” is not a year of birth"),
    "digits_lost": mark("“{value}” has lost its last digits in the spreadsheet: type the number again as text"),
    "not_as_many": mark("“{value}” has {lines} lines for {people} people: give each person a line, or a row"),
    "not_yes_or_no": mark("“{value}” is neither yes nor no: write x, or leave it empty"),
    "not_a_choice": mark("“{value}” is not known here: use one of {choices}"),
    "body_unknown": mark("“{value}” is not one body that the register knows on that day: write its code or full name"),
    "formula_unworked": mark("the formula {value} was never worked out: open the file and save it"),
    "cell_error": mark("the cell holds the error {value}: mend its formula"),
    "not_machine_text": mark("the text for machines was changed: export again, or empty the cell"),
}
"""By code of the reason for which a file or a cell is refused."""


DOUBLES = {
    "taken_before": mark("this row was taken in before"),
    "twice_in_file": mark("the same as row {of} of the file"),
    "alike": mark("the register seems to have it as {of}"),
}
"""By code of the reason for which a row of a spreadsheet is left out."""


def of_double(code: str, of: str) -> str:
    """Return why a row is left out as a double, in the language in use."""
    return _fill(DOUBLES[code], {"of": of})


def of_notice(code: str, values: Mapping[str, Any]) -> str:
    """Return the sentence for a notice, in the language in use."""
    return _fill(NOTICES[code], values)


def of_finding(code: str, where: str) -> str:
    """Return the sentence for something that a check found, in the language in use."""
    return _fill(FINDINGS.get(code, ERRORS.get(code, ERRORS["error"])), {"where": where, "detail": f"{code} {where}"})


def of_code(code: str, path: str = "") -> str:
    """Return the sentence for an error of which only the code and a file are known."""
    return _fill(ERRORS.get(code, ERRORS["error"]), {"path": path, "detail": code})


def _fill(msgid: str, values: Mapping[str, Any]) -> str:
    return tr(msgid).format_map(_Shown({name: show(value) for name, value in values.items()}))


def show(value: Any) -> str:
    """Return a value as people read it."""
    if value is None:
        return "?"
    if isinstance(value, date):
        return formats.day(value)
    if isinstance(value, timedelta):
        return formats.duration(value)
    if isinstance(value, StrEnum):
        return label(value)
    if isinstance(value, list | tuple | frozenset | set):
        return ", ".join(one.value if isinstance(one, StrEnum) else show(one) for one in value) or "–"
    return str(value)


class _Shown(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "?"
