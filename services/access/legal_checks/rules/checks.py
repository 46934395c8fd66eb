"""One test of access, what can be wrong with it, and which answer counts on a day (F-05, F-34)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from shared.errors import NotFound, Refused, Text
from shared.values.legal_frames import LegalCheckAnswer, LegalCheckKind, LegalCheckReason
from shared.values.populations import LegalFramework

if TYPE_CHECKING:
    from services.access.products.rules import Product
    from services.access.requests.rules import Request


class LegalCheckNotFound(NotFound):
    """There is no such check, or it is not yours."""

    code = "legal-check-not-found"
    title = Text("Wettelijke toets niet gevonden", "Legal check not found")
    detail = Text("Er is geen wettelijke toets {id}.", "There is no legal check {id}.")
    mend = Text("Controleer het kenmerk.", "Check the identifier.")


class LegalCheckRefused(Refused):
    """The check cannot be like this: `errors` has every reason."""

    code = "legal-check-refused"
    rule = "F-34"
    title = Text("De wettelijke toets kan zo niet", "The legal check cannot be like this")
    detail = Text(
        "Een toets heeft een reden en een antwoord die bij zijn soort horen, en niet meer dan dat.",
        "A check has a reason and an answer that fit its kind, and nothing more.",
    )
    mend = Text("Los de punten in errors op.", "Clear the points in errors.")


class LegalCheckAnswered(Refused):
    """A check is answered once: whoever wants to know anew asks anew."""

    code = "legal-check-answered"
    rule = "F-34"
    title = Text("Deze toets is al beantwoord", "This check was answered already")
    detail = Text(
        "De toets {id} is op {answered_on} beantwoord.", "The check {id} was answered on {answered_on}."
    )
    mend = Text("Leg een nieuwe toets vast.", "Record a new check.")


@dataclass(frozen=True, slots=True)
class LegalCheck:
    """A test of access; `answer` None is open.

    `from_date` is the first day of a Wlz indication, the day for which an age was looked at, or the first day of a ground.
    `law` is the law under test, or the one that was found. `note` is None once the citizen is erased, and always for the
    Wlz register, of which answer and date are kept and no more (F-05).
    """

    id: UUID
    version: int
    owner: str
    external_reference: str | None
    parties: list[str]
    request_id: UUID
    citizen_id: UUID
    kind: LegalCheckKind
    product_category: str | None
    product_code: str | None
    law: LegalFramework
    reason: LegalCheckReason | None
    asked_on: date
    asked_at: datetime
    asked_by: str
    answer: LegalCheckAnswer | None
    answered_on: date | None
    from_date: date | None
    note: str | None


def age_on(born_on: date, day: date) -> int:
    """The age in whole years on a day; who was born on 29 February has a birthday on 1 March in other years."""
    return day.year - born_on.year - ((day.month, day.day) < (born_on.month, born_on.day))


def birthday(born_on: date, age: int) -> date:
    """The day on which somebody reaches an age; who was born on 29 February does so on 1 March in other years."""
    try:
        return born_on.replace(year=born_on.year + age)
    except ValueError:
        return date(born_on.year + age, 3, 1)


def answered(
    checks: Iterable[LegalCheck], kind: LegalCheckKind, product: Product | None = None
) -> LegalCheck | None:
    """The newest answered check of a kind, for this product or for all; None when none was answered."""
    found = [
        one
        for one in checks
        if one.kind is kind and one.answer is not None and (product is None or _about(one, product))
    ]
    return max(found, key=lambda one: (one.answered_on or one.asked_on, one.id), default=None)


# What a check found about the citizen itself: it stays true on the next question, other than what was judged of one question.
_LASTING = frozenset(
    {LegalCheckAnswer.ACTIVE_INDICATION, LegalCheckAnswer.WITHIN_LIMIT, LegalCheckAnswer.BEYOND_LIMIT}
)


def still_valid(checks: Sequence[LegalCheck], request: Request | None) -> list[LegalCheck]:
    """Of a citizen's checks those that count for a question: its own, those since it came in, and what lasts (R-A14, R-A16).

    An indication lasts until the register says otherwise. That there was none, a ground and what was judged of another
    question do not. `request` None (a provider asked without one): all of them.
    """
    if request is None:
        return list(checks)
    register = answered(checks, LegalCheckKind.WLZ_REGISTER)
    return [
        one
        for one in checks
        if one.request_id == request.id
        or (one.answered_on or one.asked_on) >= request.contact_on
        or (one.answer in _LASTING and (one.kind is not LegalCheckKind.WLZ_REGISTER or one is register))
    ]


def _about(check: LegalCheck, product: Product) -> bool:
    return check.product_category in (None, product.category) and check.product_code in (None, product.code)
