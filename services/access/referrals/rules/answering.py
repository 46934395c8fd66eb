"""What an answer to a referral means under an acceptance duty, and the escalation after it (R-A04, R-A36)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from services.access.contract_terms.rules import ContractTerms
from services.access.referrals.rules.problems import (
    WRONG,
    AlreadyAnswered,
    EscalationRefused,
    NotApproved,
    ProviderOnly,
    ReferralClosed,
)
from services.access.referrals.rules.referrals import Escalation, Referral
from services.access.referrals.rules.words import (
    ACCEPTED,
    APPROVAL,
    BREACH,
    CANNOT,
    CLOSED,
    COSTED,
    COURT,
    ENDED,
    ESCALATED,
    NO_DUTY,
    SOLE,
)
from shared.errors import FieldError
from shared.values import Derivation
from shared.values.choosing import ApprovalState, RefusalKind
from shared.values.questions import ReferrerType
from shared.values.terms import ReferralState

HIGHEST_LEVEL = 3


def check_provider(referral: Referral, organisation: str) -> None:
    """Raise ProviderOnly unless the acting organisation is the provider to whom the referral was made."""
    if referral.provider != organisation:
        raise ProviderOnly()


def _check_unanswered(referral: Referral) -> None:
    if referral.waits_for_approval:
        raise NotApproved(approval=referral.approval)
    if referral.closed_on is not None:
        raise ReferralClosed(closed_on=referral.closed_on)
    if referral.state is not ReferralState.MADE:
        raise AlreadyAnswered(answered_on=referral.answered_on, state=referral.state)


def accept(referral: Referral, today: date) -> tuple[Referral, Derivation]:
    """The provider takes the citizen on. Raises AlreadyAnswered, ReferralClosed, NotApproved."""
    _check_unanswered(referral)
    accepted = replace(
        referral,
        version=referral.version + 1,
        state=ReferralState.ACCEPTED,
        answered_on=today,
        answered_version=referral.version + 1,
    )
    return accepted, Derivation().because("R-A36", ACCEPTED, answered_on=today)


def refuse(
    referral: Referral,
    terms: ContractTerms,
    reason: str,
    today: date,
    kind: RefusalKind = RefusalKind.REFUSED,
) -> tuple[Referral, Derivation]:
    """The provider will not: under an acceptance duty a breach and escalation level 1; or it cannot: level 1 and no breach (R-A36).

    A spent budget is no ground under that duty (G-75). A court order is escalated whatever was agreed (R-A04). Raises
    AlreadyAnswered, ReferralClosed, NotApproved.
    """
    _check_unanswered(referral)
    ordered = referral.referrer_type is ReferrerType.COURT
    cannot = kind is RefusalKind.CANNOT_DELIVER
    level = 1 if terms.acceptance_duty or terms.escalation_route or ordered or cannot else 0
    breach = terms.acceptance_duty and not cannot
    refused = replace(
        referral,
        version=referral.version + 1,
        state=ReferralState.REFUSED,
        answered_on=today,
        answered_version=referral.version + 1,
        refusal_reason=reason,
        refusal_kind=kind,
        breach=breach,
        escalation_level=level,
    )
    sentence = CANNOT if cannot else BREACH if breach else NO_DUTY
    why = Derivation().because(
        "R-A36",
        sentence,
        level,
        answered_on=today,
        contract_number=terms.number,
        contract_version=terms.version,
    )
    if referral.sole_provider:
        why = why.because("R-A36", SOLE, contract_number=terms.number)
    if ordered:
        why = why.because("R-A04", COURT)
    return refused, why


def escalate(
    referral: Referral, step: Escalation, today: date, before: Derivation
) -> tuple[Referral, Derivation]:
    """The next step of the escalation route, 2 or 3 (R-A36). Raises EscalationRefused with every reason."""
    wrong = []
    if referral.state is not ReferralState.REFUSED or referral.escalation_level == 0:
        wrong.append(("#/level", "nothing-to-escalate"))
    elif step.level != referral.escalation_level + 1:
        wrong.append(("#/level", "not-the-next-level"))
    last = referral.escalations[-1].taken_on if referral.escalations else referral.answered_on
    if step.taken_on > today or (last is not None and step.taken_on < last):
        wrong.append(("#/takenOn", "day-of-step"))
    if wrong:
        errors = tuple(FieldError(where, code, WRONG[code], rule="R-A36") for where, code in wrong)
        raise EscalationRefused(
            errors=errors, level=referral.escalation_level, next=referral.escalation_level + 1
        )
    escalated = replace(
        referral,
        version=referral.version + 1,
        escalation_level=step.level,
        escalations=[*referral.escalations, step],
    )
    why = before.because(
        "R-A36", ESCALATED, step.level, taken_on=step.taken_on, party=step.party, outcome=step.outcome
    )
    return escalated, why


def settle_cost(referral: Referral, real_cents: int, before: Derivation) -> tuple[Referral, Derivation]:
    """What the referral really cost, in cents, beside what was expected (N-130)."""
    costed = replace(referral, version=referral.version + 1, real_cents=real_cents)
    why = before.because("N-130", COSTED, real_cents, expected_cents=referral.expected_cents)
    return costed, why


def release(referral: Referral, before: Derivation) -> tuple[Referral, Derivation] | None:
    """An onward referral whose question became acute: the provider sees it at once, and the team judges afterwards (F-33).

    None where it does not wait for approval.
    """
    if referral.approval is not ApprovalState.PENDING or referral.closed_on is not None:
        return None
    let = replace(
        referral,
        version=referral.version + 1,
        approval=ApprovalState.AFTERWARDS,
        acute=True,
        parties=sorted({referral.provider, *referral.parties}),
    )
    told = APPROVAL[ApprovalState.AFTERWARDS]
    return let, before.because("F-33", told, policy_version=referral.policy_version)


def close(
    referral: Referral, moved_on: date, before: Derivation, *, taken_on: date | None = None
) -> tuple[Referral, Derivation]:
    """A referral whose citizen moved: closed without an answer, or ended where it was accepted; `before` explains it so far (R-A56).

    `closed_on` is the first day without it: accepted on 20-4 and moved on 1-5, the last day of care is 30-4.
    What was accepted runs until the other municipality takes over (`taken_on`), where that is later.
    """
    accepted = referral.state is ReferralState.ACCEPTED
    gone_on = taken_on if accepted and taken_on is not None else moved_on
    closed_on = max(gone_on, referral.answered_on or referral.referred_on)
    closed = replace(referral, version=referral.version + 1, closed_on=closed_on)
    told = ENDED if accepted else CLOSED
    return closed, before.because("R-A56", told, closed_on, moved_on=moved_on)


__all__ = ["accept", "check_provider", "close", "escalate", "refuse", "release", "settle_cost"]
