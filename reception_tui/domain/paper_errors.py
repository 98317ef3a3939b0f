"""What keeps a letter or a report from going out."""

from __future__ import annotations

from reception_tui.domain.error_families import BadInput, NotAllowed


class LetterLacks(BadInput):
    """A letter is not printed with a blank in it: `what` is missing, and `where` says where it is entered."""

    code = "letter_lacks"


class IdentityShown(NotAllowed):
    """A text of the letter would tell who a denouncer is (Law on Denunciations 2018, art. 8(3))."""

    code = "identity_shown"


class LetterNumberTaken(NotAllowed):
    """Another letter of that book and year has the number."""

    code = "letter_number_taken"


class TemplateRefused(BadInput):
    """The Word file cannot lay out the letter: `why` is what it asks for and the letter does not have."""

    code = "template_refused"


class NotSigned(BadInput):
    """No report over these days stands signed."""

    code = "not_signed"


class AlreadySigned(NotAllowed):
    """The report over these days stands signed."""

    code = "already_signed"
