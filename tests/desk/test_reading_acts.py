"""Commands from JSON: every field read by its type, every complaint naming its field, and never a crash."""

from __future__ import annotations

import json
import unicodedata
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from reception_tui.desk.reading import read_command, read_field, read_line, read_object
from reception_tui.domain.commands import (
    Against,
    ChangeOfficer,
    Classify,
    Command,
    Dispose,
    Document,
    Forward,
    LogVisit,
    Moment,
    RecordOutcome,
    RegisterPetition,
    Remind,
    Split,
)
from reception_tui.domain.errors import BadShape, MissingField, RegisterError
from reception_tui.domain.kinds import Channel, DispositionKind, Figure, Gender, PetitionKind
from reception_tui.domain.people import PersonEntry
from reception_tui.i18n.sentences import of_error

if TYPE_CHECKING:
    pass

LEAST: dict[str, dict[str, Any]] = {
    "log_visit": {"content": "x"},
    "register_petition": {"content": "x"},
    "classify": {"petition": "D-2026-1", "kind": "complaint"},
    "dispose": {"petition": "D-2026-1", "as": "guide"},
    "forward": {"petition": "D-2026-1", "to": "STC"},
    "remind": {"petition": "D-2026-1"},
    "remind_body": {"body": "STC"},
    "escalate": {"petition": "D-2026-1"},
    "fulfil": {},
    "announce_day": {"kind": "day_off", "on": "2026-12-24", "what": "x", "decision": "9/TB"},
    "apply_reference": {"name": "calendar/2026-x.toml", "text": "year = 2026"},
    "record_reply": {"petition": "D-2026-1"},
    "record_outcome": {"petition": "D-2026-1", "result": "right"},
    "pause": {"petition": "D-2026-1"},
    "resume": {"petition": "D-2026-1"},
    "extend": {"petition": "D-2026-1", "days": 5},
    "withdraw": {"petition": "D-2026-1"},
    "split": {"petition": "D-2026-1", "parts": [{"content": "a"}, {"content": "b"}]},
    "link": {},
    "correct": {"set": {"title": "x"}, "why": "x"},
    "void": {"why": "x"},
    "undo": {"entry": 5},
    "sign_report": {"form": "annual", "from": "2026-01-01", "to": "2026-10-31", "signer": "x"},
    "hold_session": {"on": "2026-11-20", "host": "chairman"},
    "change_officer": {"code": "minh"},
    "change_pin": {"new": "gió mùa đông bắc"},
    "recuse": {"ground": "related"},
    "lift_recusal": {"officer": "minh"},
    "issue_letter": {"kind": "apology"},
    "set_letter_template": {"form": "receipt"},
    "issue_letters": {"kind": "receipt", "records": ["D-2026-1"]},
    "enter_figures": {"form": "05/KQTH", "from": "2026-01-01", "to": "2026-10-31", "figures": [{"cell": "1"}]},
    "promise": {"on": "2026-12-01"},
    "keep_promise": {},
    "plan_session": {"on": "2026-12-15", "host": "chairman"},
    "plan_schedule": {"first": "2026-12-01", "last": "2026-12-31"},
    "publish_schedule": {"first": "2026-12-01", "last": "2026-12-31"},
    "move_session": {"day": "NT-2026-1", "to": "2026-12-17", "why": "x"},
    "cancel_session": {"day": "NT-2026-1", "why": "x"},
    "register_for_session": {"day": "NT-2026-1"},
    "take_turn": {"day": "NT-2026-1", "place": 1},
    "conclude": {"session": "KT-2026-1"},
    "task_progress": {"task": "GV-2026-1"},
    "import_batch": {"book": "visits", "rows": [{"row": 2, "commands": []}]},
    "give_task": {"body": "SXD", "what": "x", "by": "2026-12-15"},
    "sign_minutes": {"session": "KT-2026-1"},
    "hold_meeting": {"first": "2026-11-01", "last": "2026-11-20"},
    "note_holding": {"petition": "D-2026-1", "body": "VPTU"},
    "end_holding": {"petition": "D-2026-1", "body": "VPTU"},
    "open_identity": {"petition": "D-2026-1", "reason": "x"},
    "share_case": {"petition": "D-2026-1", "officer": "minh"},
    "recover_cases": {"officer": "minh", "first_half": "x", "second_half": "x"},
    "together": {"acts": [{"act": "remind", "petition": "D-2026-1"}]},
    "hand_over": {"to": "minh"},
    "record_submission": {"first": "2026-11-01", "last": "2026-11-02", "file": "a", "digest": "0", "records": ["x"]},
}
ONE_OF_SEVERAL = {("note_holding", "petition"), ("end_holding", "petition")}
"""Fields in whose place another may stand: a matter is named by itself, a visit or a petition."""
NEEDED = [(act, name) for act, fields in LEAST.items() for name in fields if (act, name) not in ONE_OF_SEVERAL]


def read(act: str, **fields: Any) -> Command:
    command, unknown = read_command({"act": act} | fields)
    assert unknown == ()
    return command


def refusal(act: str, **fields: Any) -> RegisterError:
    with pytest.raises(RegisterError) as refused:
        read_command({"act": act} | LEAST.get(act, {}) | fields)
    assert of_error(refused.value)
    return refused.value


# --- lines


def test_a_whole_line_is_read_by_the_types_of_its_fields() -> None:
    command, _ = read_line(
        json.dumps(
            {
                "act": "register_petition",
                "received_on": "2026-11-20",
                "channel": "In-Person",
                "petitioners": {"name": "A", "gender": "Nữ", "birth_year": "1961"},
                "signatories": "79",
                "content": "  một\r\nhai ",
                "against": {"body": "STC"},
                "signed": False,
            }
        )
    )
    assert command == RegisterPetition(
        received_on=date(2026, 11, 20),
        channel=Channel.IN_PERSON,
        petitioners=(PersonEntry("A", gender=Gender.FEMALE, birth_year=1961),),
        signatories=79,
        content="một\nhai",
        against=Against(body="STC"),
        signed=False,
    )


def test_null_means_that_nothing_is_said() -> None:
    assert read("register_petition", content="x", channel=None, petitioners=None) == RegisterPetition(content="x")


def test_text_is_composed_however_it_was_typed() -> None:
    command = read("log_visit", content=unicodedata.normalize("NFD", "Đường"), people=[{"name": "Đường"}])
    assert isinstance(command, LogVisit)
    assert (command.content, command.people[0].name) == ("Đường", "Đường")


@pytest.mark.parametrize(
    ("at", "moment"),
    [
        ("2026-11-20", Moment(date(2026, 11, 20))),
        ("2026-11-20T08:10", Moment(date(2026, 11, 20), "08:10")),
        ("2026-11-20 08:10:59", Moment(date(2026, 11, 20), "08:10")),
        (" 2026-11-20T23:59:59.123 ", Moment(date(2026, 11, 20), "23:59")),
        (date(2026, 11, 20), Moment(date(2026, 11, 20))),
        (Moment(date(2026, 11, 20), "08:10"), Moment(date(2026, 11, 20), "08:10")),
    ],
)
def test_a_moment_is_a_day_with_or_without_a_time(at: object, moment: Moment) -> None:
    command = read("log_visit", content="x", at=at)
    assert isinstance(command, LogVisit)
    assert command.at == moment


@pytest.mark.parametrize(
    "at", ["", "20/11/2026", "2026-11-31", "2026-13-01", "2026-11-20T24:00", "2026-11-20T8:10", 5, True, ["2026-11-20"]]
)
def test_what_is_no_moment_is_refused(at: object) -> None:
    assert (refusal("log_visit", at=at).code, refusal("log_visit", at=at).field) == ("bad_date", "at")


@pytest.mark.parametrize("on", ["20/11/2026", "2026-02-29", "2026-1-1", "hôm nay", "٢٠٢٦-١١-٢٠", 20261120, True, {}])
def test_what_is_no_day_is_refused(on: object) -> None:
    assert (refusal("remind", on=on).code, refusal("remind", on=on).field) == ("bad_date", "on")


@pytest.mark.parametrize(
    ("act", "given", "field"),
    [
        ("log_visit", {"on": "2026-11-20"}, "at"),
        ("log_visit", {"at": "2026-11-20T08:10"}, "at"),
        ("register_petition", {"on": "2026-11-20"}, "received_on"),
        ("register_petition", {"at": "2026-11-20T08:10"}, "received_on"),
        ("forward", {"on": "2026-11-20"}, "sent_on"),
        ("forward", {"at": "2026-11-20T08:10"}, "sent_on"),
        ("record_reply", {"at": "2026-11-20"}, "on"),
        ("hold_session", {"on": None, "at": "2026-11-20"}, "on"),
        *(
            (act, {"at": "2026-11-20"}, "on")
            for act in ("classify", "dispose", "remind", "pause", "extend", "withdraw")
        ),
    ],
)
def test_at_and_on_are_when_it_happened_whatever_the_act_calls_it(act: str, given: dict[str, Any], field: str) -> None:
    fields = {name: value for name, value in (LEAST[act] | given).items() if value is not None}
    found = getattr(read(act, **fields), field)
    assert (found.on if isinstance(found, Moment) else found) == date(2026, 11, 20)


def test_the_acts_own_name_for_its_day_wins_and_the_other_is_reported() -> None:
    values = {"act": "forward", "petition": "D-2026-1", "to": "STC", "sent_on": "2026-11-19", "on": "2026-11-20"}
    command, unknown = read_command(values)
    assert isinstance(command, Forward)
    assert (command.sent_on, unknown) == (date(2026, 11, 19), ("on",))


@pytest.mark.parametrize("value", ["-1", "1.5", "²", "٣", "x", "9" * 5000, 1.0, True, [], {}, 2**31, -(2**31)])
def test_what_is_no_whole_number_is_refused(value: object) -> None:
    assert (refusal("log_visit", head_count=value).code, refusal("extend", days=value).field) == ("bad_number", "days")


@pytest.mark.parametrize("value", ["yes", "true", 1, 0, "", []])
def test_only_true_and_false_are_truth(value: object) -> None:
    found = refusal("classify", eligible=value)
    assert (found.code, found.field, found.values["choices"]) == ("bad_choice", "eligible", ("true", "false"))


@pytest.mark.parametrize("value", [True, [], {}, ["x"]])
def test_a_text_is_no_list_and_no_truth(value: object) -> None:
    assert (refusal("log_visit", content=value).code, refusal("log_visit", content=value).field) == (
        "bad_shape",
        "content",
    )


def test_a_number_typed_for_a_text_is_text() -> None:
    command = read("remind", petition="D-2026-1", document={"number": 12, "date": "2026-11-20"})
    assert isinstance(command, Remind)
    assert command.document == Document("12", date(2026, 11, 20))


@pytest.mark.parametrize(
    ("document", "found"),
    [
        ("12/PC", Document("12/PC")),
        ({}, Document()),
        ({"number": None, "date": None}, Document()),
        ({"date": "2026-11-20"}, Document("", date(2026, 11, 20))),
    ],
)
def test_a_paper_is_a_number_or_a_number_and_a_day(document: object, found: Document) -> None:
    command = read("remind", petition="D-2026-1", document=document)
    assert isinstance(command, Remind)
    assert command.document == found


@pytest.mark.parametrize(
    ("document", "code", "field"),
    [
        (5, "bad_shape", "document"),
        (["12"], "bad_shape", "document"),
        ({"number": []}, "bad_shape", "document.number"),
        ({"date": "20/11"}, "bad_date", "document.date"),
    ],
)
def test_what_is_no_paper_is_refused(document: object, code: str, field: str) -> None:
    assert (refusal("remind", document=document).code, refusal("remind", document=document).field) == (code, field)


@pytest.mark.parametrize("typed", ["guide_to_supplement", "Guide-To-Supplement", " GUIDE_TO_SUPPLEMENT "])
def test_a_choice_is_read_in_any_case_and_with_dashes(typed: str) -> None:
    command = read("dispose", petition="D-2026-1", **{"as": typed})
    assert isinstance(command, Dispose)
    assert command.as_ is DispositionKind.GUIDE_TO_SUPPLEMENT


@pytest.mark.parametrize("value", ["x", "", 5, True, [], {}, "complaint,denunciation"])
def test_what_cannot_be_chosen_is_refused_with_the_choices(value: object) -> None:
    if value == "":
        assert refusal("classify", kind=value).code == "missing_field"
        return
    found = refusal("classify", kind=value)
    assert (found.code, found.field, found.values["choices"]) == ("bad_choice", "kind", tuple(PetitionKind))


@pytest.mark.parametrize(
    ("typed", "gender"), [("nam", "male"), ("Nữ", "female"), ("nu", "female"), ("M", "male"), ("female", "female")]
)
def test_a_gender_is_read_as_it_stands_on_the_card(typed: str, gender: str) -> None:
    command = read("log_visit", content="x", people=[{"name": "A", "gender": typed}])
    assert isinstance(command, LogVisit)
    assert command.people[0].gender == gender


def test_one_thing_where_a_list_is_asked_for_is_a_list_of_one() -> None:
    command = read("classify", petition="D-2026-1", kind="complaint", eligible=False, why_not="KD1")
    assert isinstance(command, Classify)
    assert command.why_not == ("KD1",)
    officer = read("change_officer", code="minh", roles="head")
    assert isinstance(officer, ChangeOfficer)
    assert officer.roles == ("head",)


@pytest.mark.parametrize(
    ("act", "fields", "code", "field"),
    [
        ("log_visit", {"people": ["Nguyễn Văn A"]}, "bad_shape", "people"),
        ("log_visit", {"people": 5}, "bad_shape", "people"),
        ("log_visit", {"people": [{"name": "A"}, {"name": []}]}, "bad_shape", "people[1].name"),
        ("log_visit", {"people": [{"name": "A", "gender": "x"}]}, "bad_choice", "people[0].gender"),
        ("log_visit", {"people": [{"name": "A", "representative": "yes"}]}, "bad_choice", "people[0].representative"),
        ("register_petition", {"against": "STC"}, "bad_shape", "against"),
        ("register_petition", {"against": {"body": []}}, "bad_shape", "against.body"),
        ("split", {"parts": [{"content": "a"}, {}]}, "missing_field", "parts[1].content"),
        ("split", {"parts": "a"}, "bad_shape", "parts"),
        ("correct", {"set": ["title"]}, "bad_shape", "set"),
        ("record_outcome", {"figures": "x"}, "bad_shape", "figures"),
        ("record_outcome", {"figures": {"gold": 1}}, "bad_choice", "figures"),
        ("record_outcome", {"figures": {"money_returned": "x"}}, "bad_number", "figures.money_returned"),
        ("record_outcome", {"money_returned": True}, "bad_number", "figures.money_returned"),
        ("record_outcome", {"money_returned": "NaN"}, "bad_number", "figures.money_returned"),
        ("record_outcome", {"money_returned": "Infinity"}, "bad_number", "figures.money_returned"),
        ("record_outcome", {"money_returned": "1e400"}, "bad_number", "figures.money_returned"),
        ("record_outcome", {"money_returned": []}, "bad_number", "figures.money_returned"),
    ],
)  # fmt: skip
def test_a_complaint_names_the_very_place(act: str, fields: dict[str, Any], code: str, field: str) -> None:
    found = refusal(act, **fields)
    assert (found.code, found.field) == (code, field)


def test_amounts_are_given_beside_the_act_or_in_a_table_of_their_own() -> None:
    command = read(
        "record_outcome", petition="D-2026-1", result="right", figures={"people_restored": 3}, money_returned="1500.50"
    )
    assert isinstance(command, RecordOutcome)
    assert command.figures == {Figure.PEOPLE_RESTORED: Decimal(3), Figure.MONEY_RETURNED: Decimal("1500.50")}


def test_parts_are_read_with_their_kinds() -> None:
    command = read("split", petition="D-2026-1", parts=[{"content": "a", "kind": "complaint"}, {"content": "b"}])
    assert isinstance(command, Split)
    assert [part.kind for part in command.parts] == [PetitionKind.COMPLAINT, None]


def test_fields_that_no_person_has_are_reported_too() -> None:
    _, unknown = read_command({"act": "log_visit", "content": "x", "people": [{"name": "A", "phon": "0905123456"}]})
    assert unknown == ("people[0].phon",)


def test_one_field_is_read_like_in_a_whole_act() -> None:
    assert read_field(LogVisit, "at", "2026-11-20T08:10") == Moment(date(2026, 11, 20), "08:10")
    assert read_field(Dispose, "as", "guide") is DispositionKind.GUIDE
    assert read_field(RegisterPetition, "title", None) == ""
    assert read_field(RegisterPetition, "dated", None) is None
    for name, value in (("content", None), ("content", " "), ("channel", None)):
        with pytest.raises(MissingField):
            read_field(RegisterPetition, name, value)
    with pytest.raises(BadShape):
        read_field(LogVisit, "colour", "red")


def test_a_part_of_a_command_names_its_fields_under_the_whole() -> None:
    assert read_object(PersonEntry, {"name": " A "}, "set") == PersonEntry("A")
    with pytest.raises(RegisterError) as refused:
        read_object(PersonEntry, {"birth_year": "x"}, "set")
    assert refused.value.field == "set.birth_year"
