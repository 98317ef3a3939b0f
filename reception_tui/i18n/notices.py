"""What an act has to tell once it is done, by the code of the notice."""

from __future__ import annotations

from reception_tui.i18n import mark

NOTICES = {
    "sealed_at_once": mark("The paper calls itself a denunciation: its words are sealed."),
    "stays_sealed": mark("The words stay sealed: open them and classify again to have them in clear."),
    "keys_taken": mark("{officer} holds no key any more; {count} sealed cases got a new lock."),
    "cases_unheld": mark(
        "{count} sealed cases are held by nobody now but the recovery key: its two keepers give them to an officer."
    ),
    "cases_recovered": mark("{officer} now holds the keys of {count} sealed cases."),
    "identity_open": mark("The words of {no} are open until {until}."),
    "unknown_field": mark("The field “{value}” is not known and was left out."),
    "commune_unknown": mark("The commune “{value}” is not in the list; it was kept in the address."),
    "denounced_before": mark("The same person denounced before: {codes}."),
    "kept_to_itself": mark("What was typed differs from a card or a list; of a denunciation it is not repeated here."),
    "person_differs": mark(
        "The register knows this identity number as “{known}”, you typed “{typed}”: nothing was overwritten."
    ),
    "phone_differs": mark("The card keeps the telephone {known}; {typed} was not written over it."),
    "birth_year_differs": mark("The card keeps the year of birth {known}; {typed} was not written over it."),
    "id_differs": mark("The card keeps the identity number {known}; {typed} was not written over it."),
    "no_representative": mark("The group has not named its representatives: {least} to {most} are needed ({article})."),
    "no_appointment_paper": mark("The paper that appoints the representatives is missing ({article})."),
    "roster_incomplete": mark("{missing} people who came are not named yet."),
    "forwarder_missing": mark("It is not said which body passed the petition on."),
    "anonymous": mark("The petition has no author."),
    "sent_to_complained_of": mark(
        "The petition goes to the body that it complains of: a first complaint is decided there."
    ),
    "law_names": mark("The law names {body} ({article}); the petition goes elsewhere by your decision."),
    "answer_by_passed": mark("The answer is asked for by {date}, which has passed already."),
    "reminded": mark("{count} petitions are in this reminder."),
    "promised_day_closed": mark("{on} is a day off: nobody will be here on the promised day."),
    "appointment_without_day": mark("An appointment was given, but for no day: enter what day was promised."),
    "days_planned": mark("{count} reception days are on the schedule, {moved} of them moved off a day off."),
    "schedule_published": mark("{count} reception days are posted."),
    "published_late": mark(
        "{no} of {on} had to be posted or told by {latest}, {days} working days ahead ({article}): it is late."
    ),
    "publish_by": mark("Post it by {latest} ({article})."),
    "session_on_day_off": mark("{on} is a day off."),
    "announce_change": mark("Post the notice about {no} at the reception place (art. 24(4))."),
    "tell_registered": mark("{count} who stand in its queue must be told."),
    "invite_by": mark("Place {place} in the queue; the invitation goes out by {latest}."),
    "tasks_given": mark("Tasks given: {tasks}."),
    "held_by": mark("{matter} stands on the list of the coordination meeting under {body} too."),
    "report_signed": mark("The report {form} is kept as {signer} signed it."),
    "figures_entered": mark("Figures entered into {form}: {count}."),
    "letter_issued": mark("The letter is number {no}."),
    "template_set": mark("Letters of the form {form} are laid out by {name} from now on."),
    "template_reset": mark("Letters of the form {form} are laid out by the program again."),
    "letters_issued": mark("{count} letters were issued: {first} to {last}."),
    "done_together": mark("Done on {count} records, as one entry: one undo takes all of it back."),
    "imported": mark("{count} records were taken in."),
    "rows_refused": mark("{count} rows were refused."),
    "rows_doubled": mark("{count} rows were left out: the register has them."),
    "submitted": mark("{count} records were sent to the national database."),
    "limits_moved": mark("{count} open limits have moved."),
    "escalate": mark("This is reminder number {rounds}: report to the Chairman (Decree 64/2014/NĐ-CP, art. 15)."),
    "complexity_assumed": mark("The extension presumes “{flag}”: make sure that this is on record."),
    "extension_refused": mark("The extension of {decided} by {days} days does not count: {why}."),
    "pause_not_known": mark("The law knows no suspension of {stage} on {on}."),
    "provisional": mark("The calendar of that year is not complete: the date is provisional."),
    "undecided": mark("{what}"),
    "instance_assumed": mark("The rule differs for first and second decisions; the first was taken. Add --instance."),
    "warn_due": mark("Another text gives the shorter limit {date}: keep to it."),
}
"""By code of the notice."""
