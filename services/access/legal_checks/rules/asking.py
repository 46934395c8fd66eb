"""Asking and answering a test of access: with a reason, by a person at a moment, and with no more than its answer (F-05, F-34)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from services.access.legal_checks.rules.ages import limit_of
from services.access.legal_checks.rules.checks import (
    LegalCheck,
    LegalCheckAnswered,
    LegalCheckRefused,
    age_on,
)
from shared.errors import FieldError, Text
from shared.values import Derivation, Sentence, new_id
from shared.values.access_policies import WlzCheck
from shared.values.legal_frames import (
    ANSWERS,
    DOUBTS,
    GROUNDS,
    LegalCheckAnswer,
    LegalCheckKind,
    LegalCheckReason,
)
from shared.values.populations import LegalFramework

if TYPE_CHECKING:
    from services.access.policies.rules import Policy
    from services.access.requests.rules import Request
    from shared.values.products import SupportKind

ASKED = Sentence(
    "legal-check.asked",
    nl="Toets {kind} gevraagd op {asked_on}; reden: {reason}.",
    en="Check {kind} asked for on {asked_on}; reason: {reason}.",
)
ANSWERED = Sentence(
    "legal-check.answered",
    nl="Toets {kind} beantwoord op {answered_on}: {result}.",
    en="Check {kind} answered on {answered_on}: {result}.",
)
COUNTED = Sentence(
    "legal-check.age",
    nl="Op {from_date} is de inwoner {age} jaar; de grens is {limit} jaar (beleid versie {policy_version}): {result}.",
    en="On {from_date} the citizen is {age}; the limit is {limit} (policy version {policy_version}): {result}.",
)
_LAWS = {
    LegalCheckKind.WLZ_REGISTER: LegalFramework.WLZ,
    LegalCheckKind.AGE_LIMIT: LegalFramework.JEUGDWET,
    LegalCheckKind.PERMANENT_NEED: LegalFramework.WLZ,
    LegalCheckKind.EDUCATION: LegalFramework.PASSEND_ONDERWIJS,
    LegalCheckKind.LIFELONG_MENTAL_HEALTH: LegalFramework.WLZ,
}
_WRONG = {
    "reason-missing": (
        "F-05",
        Text(
            "Het Wlz-register wordt alleen bij twijfel geraadpleegd: geef de reden.",
            "The Wlz register is looked into only when in doubt: give the reason.",
        ),
    ),
    "reason-of-other-kind": (
        "F-02",
        Text("Deze reden hoort niet bij deze toets.", "This reason does not belong to this check."),
    ),
    "policy-in-doubt-only": (
        "F-05",
        Text(
            "Het beleid toetst alleen bij twijfel; geef de reden van de twijfel.",
            "The policy tests only when in doubt; give the reason of the doubt.",
        ),
    ),
    "ground-missing": (
        "R-A16",
        Text("Noem de grond voor verlengde hulp.", "Name the ground for extended help."),
    ),
    "answer-of-other-kind": (
        "F-34",
        Text("Dit antwoord hoort niet bij deze toets.", "This answer does not belong to this check."),
    ),
    "note-not-kept": (
        "F-05",
        Text(
            "Van het Wlz-register worden antwoord en datum bewaard, en niet meer.",
            "Of the Wlz register the answer and its date are kept, and no more.",
        ),
    ),
    "from-date-missing": (
        "R-A14",
        Text("Geef de eerste dag van de indicatie.", "Give the first day of the indication."),
    ),
    "from-date-not-asked": (
        "F-02",
        Text("Bij deze toets hoort geen dag.", "No day belongs to this check."),
    ),
    "law-missing": (
        "R-A19",
        Text(
            "Noem de andere wet die de juiste is.", "Name the other law that is the right one."
        ),
    ),
    "law-not-asked": (
        "R-A19",
        Text("De wet volgt hier uit de soort toets.", "Here the law follows from the kind of check."),
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Told:
    """What somebody says of a check when it is asked for or answered."""

    reason: LegalCheckReason | None = None
    answer: LegalCheckAnswer | None = None
    law: LegalFramework | None = None
    from_date: date | None = None
    note: str | None = None


def ask(
    request: Request,
    kind: LegalCheckKind,
    told: Told,
    *,
    product_category: str | None,
    product_code: str | None,
    external_reference: str | None,
    policy: Policy,
    user: str,
    now: datetime,
    today: date,
) -> tuple[LegalCheck, Derivation]:
    """A new check on a request, answered at once when the answer is there (F-05, F-34).

    Raises LegalCheckRefused with every fault: a reason, answer, law or day that does not fit the kind.
    """
    wrong = [*_of_reason(kind, told, policy), *_of_answer(kind, told, request)]
    _refuse(wrong)
    made = LegalCheck(
        id=new_id(),
        version=1,
        owner=request.owner,
        external_reference=external_reference,
        parties=[],
        request_id=request.id,
        citizen_id=request.citizen_id,
        kind=kind,
        product_category=product_category,
        product_code=product_code,
        law=told.law or _LAWS.get(kind, LegalFramework(request.law)),
        reason=told.reason,
        asked_on=today,
        asked_at=now,
        asked_by=user,
        answer=told.answer,
        answered_on=None if told.answer is None else today,
        from_date=told.from_date or (today if kind is LegalCheckKind.AGE_LIMIT else None),
        note=told.note,
    )
    rule = _rule(kind)
    why = Derivation().because(rule, ASKED, kind=kind, asked_on=today, reason=told.reason)
    if told.answer is not None:
        why = why.because(rule, ANSWERED, told.answer, kind=kind, answered_on=today)
    return made, why


def answer(
    known: LegalCheck, told: Told, request: Request, policy: Policy, today: date, so_far: Derivation
) -> tuple[LegalCheck, Derivation]:
    """A check with its answer. Raises LegalCheckAnswered, LegalCheckRefused."""
    if known.answer is not None:
        raise LegalCheckAnswered(id=known.id, answered_on=known.answered_on)
    merged = replace(told, reason=told.reason or known.reason, note=told.note or known.note)
    # The reason for asking was judged when it was asked; a ground comes with the answer.
    wrong = _of_reason(known.kind, merged, policy) if told.reason is not None else []
    _refuse([*wrong, *_of_answer(known.kind, merged, request)])
    given = replace(
        known,
        version=known.version + 1,
        reason=merged.reason,
        answer=told.answer,
        answered_on=today,
        law=told.law or known.law,
        from_date=told.from_date or known.from_date,
        note=merged.note,
    )
    why = so_far.because(_rule(known.kind), ANSWERED, told.answer, kind=known.kind, answered_on=today)
    return given, why


def age_check(
    check: LegalCheck, kind: SupportKind | None, born_on: date, policy: Policy, so_far: Derivation
) -> tuple[LegalCheck, Derivation]:
    """A check of the age limit, answered from the day of birth for the day that it asks about; only the age is told (R-A16)."""
    day = check.from_date or check.asked_on
    limit, _ = limit_of(policy, kind, day)
    age = age_on(born_on, day)
    found = LegalCheckAnswer.WITHIN_LIMIT if age < limit else LegalCheckAnswer.BEYOND_LIMIT
    why = so_far.because(
        "R-A16", COUNTED, found, from_date=day, age=age, limit=limit, policy_version=policy.version
    )
    return replace(check, answer=found, answered_on=check.asked_on), why


def _rule(kind: LegalCheckKind) -> str:
    return {
        LegalCheckKind.WLZ_REGISTER: "R-A15",
        LegalCheckKind.AGE_LIMIT: "R-A16",
        LegalCheckKind.PERMANENT_NEED: "R-A17",
        LegalCheckKind.EDUCATION: "R-A18",
        LegalCheckKind.LIFELONG_MENTAL_HEALTH: "R-A53",
        LegalCheckKind.LAW_FRAME: "R-A19",
    }[kind]


def _of_reason(kind: LegalCheckKind, told: Told, policy: Policy) -> list[tuple[str, str]]:
    reason = told.reason
    if kind is LegalCheckKind.WLZ_REGISTER:
        if reason is None:
            return [("#/reason", "reason-missing")]
        if reason is LegalCheckReason.POLICY_ALWAYS:
            return [] if policy.wlz_check is WlzCheck.ALWAYS else [("#/reason", "policy-in-doubt-only")]
        return [] if reason in DOUBTS else [("#/reason", "reason-of-other-kind")]
    if reason is None:
        return []
    grounded = kind is LegalCheckKind.AGE_LIMIT and reason in GROUNDS
    return [] if grounded else [("#/reason", "reason-of-other-kind")]


def _of_answer(kind: LegalCheckKind, told: Told, request: Request) -> list[tuple[str, str]]:
    given, wrong = told.answer, []
    if given is not None and given not in ANSWERS[kind]:
        wrong.append(("#/answer", "answer-of-other-kind"))
    if given is LegalCheckAnswer.WITH_GROUND and told.reason not in GROUNDS:
        wrong.append(("#/reason", "ground-missing"))
    indicated = given is LegalCheckAnswer.ACTIVE_INDICATION
    if indicated and told.from_date is None:
        wrong.append(("#/fromDate", "from-date-missing"))
    if told.from_date is not None and not indicated and kind is not LegalCheckKind.AGE_LIMIT:
        wrong.append(("#/fromDate", "from-date-not-asked"))
    if told.note is not None and kind is LegalCheckKind.WLZ_REGISTER:
        wrong.append(("#/note", "note-not-kept"))
    if kind is not LegalCheckKind.LAW_FRAME:
        return [*wrong, ("#/law", "law-not-asked")] if told.law is not None else wrong
    if given is LegalCheckAnswer.OTHER_LAW and told.law in (None, LegalFramework(request.law)):
        wrong.append(("#/law", "law-missing"))
    return wrong


def _refuse(wrong: list[tuple[str, str]]) -> None:
    if wrong:
        errors = tuple(FieldError(at, code, _WRONG[code][1], rule=_WRONG[code][0]) for at, code in wrong)
        raise LegalCheckRefused(errors=errors)
