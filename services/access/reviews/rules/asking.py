"""A review that a person asks for: in doubt, of what is conspicuous, or for an extension (R-A08, R-A10, R-A11, R-A13)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from services.access.reviews.rules.extending import judge_extension
from services.access.reviews.rules.opening import LEAD_MONTHS, open_review, rule_of
from services.access.reviews.rules.passing import find_open
from services.access.reviews.rules.review import Review, ReviewRefused
from shared.errors import FieldError, Text
from shared.values import Derivation
from shared.values.period import add_months
from shared.values.reviewing import ReviewKind, ReviewTrigger
from shared.values.terms import Law

if TYPE_CHECKING:
    from services.access.policies.rules import Policy

_TRIGGERS = {
    ReviewKind.VOLUNTARY: ReviewTrigger.CONSULTANT_ASKED,
    ReviewKind.CONSPICUOUS: ReviewTrigger.MUCH_USED,
    ReviewKind.EXTENSION: ReviewTrigger.EXTENSION_ASKED,
}
_WRONG = {
    "due-before-today": Text("De uiterste dag ligt vóór vandaag.", "The last day lies before today."),
    "open-already": Text("Er loopt al zo'n toets ({open_review}).", "Such a review is open ({open_review})."),
    "no-decision": Text(
        "Deze toets gaat over een besluit: geef decisionId.",
        "This review is about a decision: give decisionId.",
    ),
    "no-allocation": Text(
        "Dit besluit kent niets toe wat te verlengen is.",
        "This decision grants nothing that can be extended.",
    ),
    "withdrawn": Text("Dit besluit is ingetrokken.", "This decision was withdrawn."),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """What a review is asked for; `consultant` prepared or took the decision, `extensions` are those before this one."""

    owner: str
    request_id: UUID
    citizen_id: UUID
    law: Law
    decision_id: UUID | None
    allocation_number: int | None
    product_category: str | None
    product_code: str | None
    value_cents: int | None
    extensions: int
    consultant: str | None
    live: bool


def ask(
    subject: Asked,
    kind: ReviewKind,
    before: Sequence[Review],
    policy: Policy,
    *,
    due_on: date | None,
    value_cents: int | None,
    extension_months: int | None,
    external_reference: str | None,
    asker: str,
    today: date,
) -> tuple[Review, Derivation]:
    """A review by hand; `before` are the request's reviews so far. Raises ReviewRefused with every reason.

    Where nothing was decided yet the consultant is who asks. Without a day of its own it is due within a month.
    """
    known = find_open(before, kind, decision_id=subject.decision_id)
    wrong = []
    if due_on is not None and due_on < today:
        wrong.append(("#/dueOn", "due-before-today"))
    if known is not None:
        wrong.append(("#/kind", "open-already"))
    if not subject.live:
        wrong.append(("#/decisionId", "withdrawn"))
    if kind is not ReviewKind.VOLUNTARY and subject.decision_id is None:
        wrong.append(("#/decisionId", "no-decision"))
    elif kind is ReviewKind.EXTENSION and subject.allocation_number is None:
        wrong.append(("#/decisionId", "no-allocation"))
    if wrong:
        errors = tuple(FieldError(at, code, _WRONG[code], rule=rule_of(kind)) for at, code in wrong)
        raise ReviewRefused(errors=errors, open_review=None if known is None else known.id)
    why, number, deviation = Derivation(), None, False
    if kind is ReviewKind.EXTENSION and extension_months is not None:
        judged, why = judge_extension(
            subject.extensions, extension_months, max_count=policy.extension_max_count,
            max_months=policy.extension_max_months, policy_version=policy.version,
        )  # fmt: skip
        number, deviation = judged.number, judged.deviation
    made, opened = open_review(
        kind, _TRIGGERS[kind], owner=subject.owner, citizen_id=subject.citizen_id, law=subject.law, today=today,
        request_id=subject.request_id, decision_id=subject.decision_id, allocation_number=subject.allocation_number,
        product_category=subject.product_category, product_code=subject.product_code,
        asked_cents=subject.value_cents if value_cents is None else value_cents,
        consultant=subject.consultant or asker, due_on=due_on or add_months(today, LEAD_MONTHS),
        extension_number=number, extension_months=extension_months, deviation=deviation,
        policy_id=policy.id, policy_version=policy.version, external_reference=external_reference,
    )  # fmt: skip
    return made, why.merge(opened)
