"""The closed sets of the register. Their values are the codes of the command line and of the tables."""

from __future__ import annotations

from enum import StrEnum


class VisitKind(StrEnum):
    """Kind of reception (Law on Citizen Reception 2013, art. 2(1))."""

    REGULAR = "regular"
    PERIODIC = "periodic"
    AD_HOC = "ad_hoc"


class Mode(StrEnum):
    """Form of reception; online since 1 July 2026 (Law 136/2025/QH15, art. 1(1))."""

    IN_PERSON = "in_person"
    ONLINE = "online"


class ReceivedBy(StrEnum):
    """Who received, as form 01/TCD counts it."""

    OFFICER = "officer"
    HEAD = "head"
    DELEGATE = "delegate"


class VisitResult(StrEnum):
    """How a reception ended."""

    EXPLAINED = "explained"
    PETITION_RECEIVED = "petition_received"
    APPOINTMENT = "appointment"
    REFUSED = "refused"


class Gender(StrEnum):
    """As on the identity card."""

    MALE = "male"
    FEMALE = "female"


class Host(StrEnum):
    """Who holds a reception day (Law on Citizen Reception 2013, art. 12, 18, 21, 22)."""

    PARTY_SECRETARY = "party_secretary"
    CHAIRMAN = "chairman"
    NATIONAL_ASSEMBLY = "national_assembly"
    COUNCIL = "council"
    HEAD = "head"


class Channel(StrEnum):
    """How a petition came in."""

    IN_PERSON = "in_person"
    POST = "post"
    DROPBOX = "dropbox"
    FORWARDED = "forwarded"
    ONLINE = "online"
    PORTAL = "portal"
    HOTLINE = "hotline"


class Book(StrEnum):
    """A register with numbers of its own."""

    VISITS = "visits"
    PETITIONS = "petitions"
    FEEDBACK = "feedback"
    MATTERS = "matters"
    SESSIONS = "sessions"
    DENUNCIATIONS = "denunciations"
    PAGES = "pages"
    DAYS = "days"
    TASKS = "tasks"
    MEETINGS = "meetings"


class PetitionKind(StrEnum):
    """Kind of petition, by content and not by title (Circular 05/2021/TT-TTCP, art. 6(1))."""

    COMPLAINT = "complaint"
    DENUNCIATION = "denunciation"
    RECOMMENDATION = "recommendation"


class Instance(StrEnum):
    """First or second complaint; a denunciation is first or again."""

    FIRST = "first"
    SECOND = "second"
    AGAIN = "again"


class Jurisdiction(StrEnum):
    """Whether the Chairman of the province, whom the Board serves, is competent."""

    OURS = "ours"
    OTHER = "other"


class DispositionKind(StrEnum):
    """What becomes of a petition."""

    ACCEPT = "accept"
    PROPOSE_ACCEPTANCE = "propose_acceptance"
    REFUSE_ACCEPTANCE = "refuse_acceptance"
    GUIDE = "guide"
    GUIDE_TO_SUPPLEMENT = "guide_to_supplement"
    RETURN = "return"
    FORWARD = "forward"
    KEEP_ON_FILE = "keep_on_file"
    REPORT_TO_HEAD = "report_to_head"
    TO_INVESTIGATORS = "to_investigators"
    NO_ACTION = "no_action"
    ANSWER = "answer"


class PetitionState(StrEnum):
    """Where a petition stands; `moves` holds the allowed ways between these."""

    RECEIVED = "received"
    CLASSIFIED = "classified"
    DISPOSED = "disposed"
    AWAITING_CITIZEN = "awaiting_citizen"
    ACCEPTED = "accepted"
    FORWARDED = "forwarded"
    FINISHED = "finished"
    SPLIT = "split"


class Closing(StrEnum):
    """Why a petition is finished. Forwarding alone is never a closing."""

    REFUSED = "refused"
    GUIDED = "guided"
    RETURNED = "returned"
    FILED = "filed"
    NO_ACTION = "no_action"
    ANSWERED = "answered"
    REPLIED = "replied"
    RESOLVED = "resolved"
    WITHDRAWN = "withdrawn"


class ReferralRole(StrEnum):
    """Only the lead's answer closes a petition."""

    LEAD = "lead"
    CO_HANDLER = "co_handler"


class OutcomeResult(StrEnum):
    """What was decided on a petition, in the words of forms 03/GQKN and 04/GQTC."""

    RIGHT = "right"
    WRONG = "wrong"
    PARTLY_RIGHT = "partly_right"
    UPHELD = "upheld"
    AMENDED = "amended"
    TERMINATED = "terminated"
    SETTLED = "settled"


class Figure(StrEnum):
    """Amounts that an outcome may carry, each a column of the statistical forms.

    Money is in whole đồng, land in square metres, the rest are counts.
    """

    MONEY_TO_STATE = "money_to_state"
    LAND_TO_STATE = "land_to_state"
    MONEY_RETURNED = "money_returned"
    LAND_RETURNED = "land_returned"
    ORGANISATIONS_RESTORED = "organisations_restored"
    PEOPLE_RESTORED = "people_restored"
    ORGANISATIONS_DISCIPLINED = "organisations_disciplined"
    PEOPLE_DISCIPLINED = "people_disciplined"
    OFFICIALS_DISCIPLINED = "officials_disciplined"
    CASES_TO_INVESTIGATORS = "cases_to_investigators"
    PEOPLE_TO_INVESTIGATORS = "people_to_investigators"
    OFFICIALS_TO_INVESTIGATORS = "officials_to_investigators"


class CountRule(StrEnum):
    """How visits are counted: one for each party (the forms) or one for each person (the report of 2023)."""

    PER_PARTY = "per_party"
    PER_PERSON = "per_person"


class Owner(StrEnum):
    """Whose clock it is. `NOBODY` is an alarm."""

    US = "us"
    BODY = "body"
    CITIZEN = "citizen"
    NOBODY = "nobody"


class Lack(StrEnum):
    """What a record still lacks."""

    CLASSIFICATION = "classification"
    FIELD = "field"
    COMPETENCE = "competence"
    RESULT = "result"
    COMMUNE = "commune"
    ID_NUMBER = "id_number"


class RecusalGround(StrEnum):
    """Why an officer is kept away from a matter."""

    RELATED = "related"
    COMPLAINED_OF = "complained_of"
    TOOK_PART = "took_part"
    OTHER = "other"
