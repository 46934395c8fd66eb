"""What happens to a decision from its draft on, until it is taken (R-A03 … R-A29)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from services.access.decisions.rules import words
from services.access.decisions.rules.decision import OPEN, Decision, Earlier, Grant
from services.access.decisions.rules.extending import extensions
from services.access.decisions.rules.gates import Basis, early, granted, may_be_early
from services.access.decisions.rules.judging import explained, missing, waits_for_nothing
from services.access.decisions.rules.terms import effort_due, objection_term
from services.access.decisions.rules.words import (
    DecisionFixed,
    DecisionIncomplete,
    DecisionOpen,
    EndBeforeStart,
    NoDecisionOnGeneral,
    RequestNotOpen,
)
from services.access.mandates.rules import LAW_NAMES, Mandate
from services.access.requests.rules import Request
from shared.errors import FieldError, Text
from shared.values import Derivation, new_id
from shared.values.deciding import DecisionOutcome, DecisionState
from shared.values.legal_frames import FindingLevel, FrameOutcome
from shared.values.terms import ProvisionType, RequestState

if TYPE_CHECKING:
    from collections.abc import Sequence

    from services.access.allocations.rules import Allocation
    from services.access.decisions.rules.gates import Gate

_NEEDED = {
    DecisionOutcome.GRANTED: ("provider", "start_date"),
    DecisionOutcome.REFUSED: ("refusal_grounds",),
}
_SIZE = ("volume", "unit", "frequency")
_LACKS = Text("Dit ontbreekt.", "This is missing.")
_NO_GROUNDS = Text("Een toekenning heeft geen afwijzingsgronden.", "A grant has no grounds of refusal.")
# What may change without a new look by the switch team, the ratifier or the advisers.
_LIGHT = frozenset({"external_reference", "motivation", "legal_frame", "refusal_grounds"})


def check_open(request: Request, grant: Grant) -> None:
    """Raise what refuses before anybody's mandate matters: DecisionIncomplete, EndBeforeStart, NoDecisionOnGeneral, RequestNotOpen."""
    check_complete(grant)
    if grant.provision_type is not ProvisionType.TAILOR_MADE:
        raise NoDecisionOnGeneral()
    # Whether what was referred may be decided depends on the product too (a crisis): `check_referred` judges that.
    if not (request.decidable or request.state is RequestState.REFERRED):
        raise RequestNotOpen(state=request.state)


def check_referred(request: Request, *, acute: bool) -> None:
    """Raise RequestNotOpen for what was referred and not applied for, unless the care is acute."""
    if request.state is RequestState.REFERRED and not (request.decidable or acute):
        raise RequestNotOpen(state=request.state)


def check_complete(grant: Grant) -> None:
    """Raise DecisionIncomplete or EndBeforeStart: a grant names what is allocated, a refusal its grounds."""
    needed = [*_NEEDED[grant.outcome]]
    # Support in a category alone has no size (CD080); which size and product go together is for the gates.
    if grant.outcome is DecisionOutcome.GRANTED and grant.product_code is not None:
        needed += _SIZE
    lacking = [name for name in needed if not getattr(grant, name)]
    errors = [FieldError(f"#/{_camel(name)}", "required", _LACKS, rule="R-A28") for name in lacking]
    if grant.outcome is DecisionOutcome.GRANTED and grant.refusal_grounds:
        errors.append(FieldError("#/refusalGrounds", "not-refused", _NO_GROUNDS, rule="R-A28"))
    if errors:
        raise DecisionIncomplete(errors=tuple(errors))
    if grant.end_date is not None and grant.start_date is not None and grant.end_date < grant.start_date:
        error = FieldError("#/endDate", "end-before-start", EndBeforeStart.detail)
        raise EndBeforeStart(errors=(error,), start_date=grant.start_date, end_date=grant.end_date)


def _camel(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(one.title() for one in rest)


def check_single(grant: Grant, live: Sequence[Decision], own: UUID | None = None) -> None:
    """Raise DecisionOpen when another live decision of the request is on the same product.

    What was granted acutely beside a draft (`own`) leaves it as it is: it may go on after it.
    """
    for one in live:
        same = (one.product_category, one.product_code) == (grant.product_category, grant.product_code)
        beside = own is not None and one.taken and one.acute
        if same and one.id != own and not beside and one.state is not DecisionState.WITHDRAWN:
            raise DecisionOpen(id=one.id)


def check_not_twice(decision: Decision, others: Sequence[Allocation]) -> None:
    """Raise DecisionOpen where the request's acute care runs already, in this product on these days: it is not granted twice."""
    start = decision.start_date
    for one in others:
        mine = one.request_id == decision.request_id and one.acute and one.decision_id is not None
        same = (one.product_category, one.product_code) == (decision.product_category, decision.product_code)
        if not (mine and same) or start is None or one.decision_id in (None, decision.id):
            continue
        after = one.end_date is not None and start > one.end_date
        before = decision.end_date is not None and decision.end_date < one.start_date
        if not after and not before:
            raise DecisionOpen(id=one.decision_id)


def draft(
    request: Request, grant: Grant, *, drafter: str, earlier: Earlier | None
) -> tuple[Decision, Derivation]:
    """A draft on a request of which `check_open` found no fault; `earlier` is the allocation that it extends."""
    made = Decision(
        id=new_id(),
        version=1,
        owner=request.owner,
        parties=[],
        request_id=request.id,
        citizen_id=request.citizen_id,
        contract_id=request.contract_id,
        law=request.law,
        allocation_number=None,
        decided_on=None,
        decided_by=None,
        mandate_id=None,
        objection_until=None,
        state=DecisionState.DRAFT,
        extensions=0 if earlier is None else earlier.extensions + 1,
        drafted_by=drafter,
        substance_id=new_id(),
        **{**_given(grant), "acute": grant.acute or request.acute},
    )
    return made, Derivation().because("R-A19", words.DRAFTED)


def _given(grant: Grant) -> dict[str, Any]:
    return {name: getattr(grant, name) for name in Grant.__slots__}


def grant_of(decision: Decision) -> Grant:
    """What a draft asks for: the basis of a change."""
    return Grant(**{name: getattr(decision, name) for name in Grant.__slots__})


def check_draft(decision: Decision) -> None:
    """Raise DecisionFixed for what was taken or withdrawn."""
    if decision.state not in OPEN:
        raise DecisionFixed(state=decision.state)


def change(decision: Decision, grant: Grant, earlier: Earlier | None) -> tuple[Decision, Derivation]:
    """The draft with other contents, back to a draft; what others looked at counts no more when its substance changed.

    Raises DecisionFixed.
    """
    check_draft(decision)
    given = _given(grant)
    heavy = any(getattr(decision, name) != one for name, one in given.items() if name not in _LIGHT)
    changed = replace(
        decision,
        version=decision.version + 1,
        state=DecisionState.DRAFT,
        extensions=0 if earlier is None else earlier.extensions + 1,
        substance_id=new_id() if heavy else decision.substance_id,
        **given,
    )
    return changed, Derivation().because("R-A19", words.DRAFTED)


def submit(decision: Decision, *, review: bool, today: date) -> tuple[Decision, Derivation]:
    """The draft for others to look at; `review` says that the switch team must (R-A07). Raises DecisionFixed."""
    if decision.state is not DecisionState.DRAFT:
        raise DecisionFixed(state=decision.state)
    submitted = replace(decision, version=decision.version + 1, state=DecisionState.UNDER_REVIEW)
    return submitted, Derivation().because("R-A07", words.SUBMITTED, review, submitted_on=today)


def withdraw(decision: Decision, today: date, before: Derivation) -> tuple[Decision, Derivation]:
    """A draft that becomes no decision. Raises DecisionFixed."""
    check_draft(decision)
    gone = replace(decision, version=decision.version + 1, state=DecisionState.WITHDRAWN, withdrawn_on=today)
    return gone, before.because("R-A19", words.WITHDRAWN, withdrawn_on=today)


def take(
    decision: Decision, basis: Basis, gates: Sequence[Gate], *, number: int | None
) -> tuple[Decision, Derivation]:
    """The draft as a decision of today, of which `check_ready` found no fault, with its reasons.

    `number` is the allocation number of a grant. A decision on results without effort awaits it (R-A25).
    """
    today = basis.today
    unmet = bool(missing(gates))
    awaits = granted(decision) and decision.results_based and decision.effort is None
    until, objection = objection_term(today, basis.calendar)
    taken = replace(
        decision,
        version=decision.version,
        state=DecisionState.AWAITING_EFFORT if awaits else DecisionState.FINAL,
        parties=[decision.provider] if granted(decision) and decision.provider is not None else [],
        allocation_number=number,
        decided_on=today,
        decided_by=basis.decider,
        mandate_id=None if basis.mandate is None else basis.mandate.id,
        notified_on=today,
        objection_until=until,
        policy_id=basis.policy.id,
        policy_version=basis.policy.version,
        extensions=extensions(decision, basis),
        retroactive=early(decision, basis) and may_be_early(basis),
        acute_review=waits_for_nothing(decision, basis) and (unmet or early(decision, basis)),
        effort_due_on=effort_due(today, basis.policy.effort_term_weeks) if awaits else None,
        own_contribution=basis.contribution if granted(decision) else None,
        legal_frame=_frame(decision, basis),
    )
    why = _grounds(taken, basis).merge(explained(taken, gates))
    if taken.effort_due_on is not None:
        why = why.because("R-A25", words.AWAITS_EFFORT, taken.effort_due_on)
    return taken, why.merge(objection)


def _frame(decision: Decision, basis: Basis) -> Any:
    """The outcome as it stands: what fits with a warning is not told as fitting alone."""
    frame = decision.legal_frame
    warned = any(one.level is FindingLevel.WARNING for one in basis.findings)
    if frame is None or not warned or frame.outcome is not FrameOutcome.ALLOWED:
        return frame
    return replace(frame, outcome=FrameOutcome.WARNED)


def _grounds(decision: Decision, basis: Basis) -> Derivation:
    """What every decision says first: provision, mandate, start, law and frame, policy."""
    name, day = LAW_NAMES[decision.law], basis.today
    why = Derivation().because("R-A27", words.TAILOR_MADE)
    if basis.mandate is not None:
        why = _mandated(why, basis.mandate, day, name)
    if not granted(decision):
        grounds = [str(one) for one in decision.refusal_grounds]
        why = why.because("R-A28", words.REFUSED_UNDER_LAW, law=decision.law, law_name=name, grounds=grounds)
    else:
        in_time = words.NOT_RETROACTIVE
        if early(decision, basis):
            in_time = words.EARLY_BY_REFERRAL if decision.retroactive else words.ACUTE
        why = why.because(
            "R-A06", in_time, start_date=decision.start_date, decided_on=day, acute=decision.acute,
            statutory_referral=basis.statutory,
        ).because("R-A19", words.UNDER_LAW, law=decision.law, law_name=name, allocation_number=decision.allocation_number)  # fmt: skip
    if decision.legal_frame is not None:
        frame = decision.legal_frame
        why = why.because("R-A19", words.FRAME, frame.outcome, checked_on=frame.checked_on)
    return why.because("R-A07", words.POLICY, policy_version=basis.policy.version, policy_id=basis.policy.id)


def _mandated(why: Derivation, mandate: Mandate, day: date, name: str) -> Derivation:
    sentence = words.MANDATED_OPEN if mandate.valid_until is None else words.MANDATED
    return why.because(
        "R-A03", sentence, decided_on=day, law_name=name, mandate_id=mandate.id, mandate_version=mandate.version,
        valid_from=mandate.valid_from, valid_until=mandate.valid_until,
    )  # fmt: skip


def settle(request: Request, decision: Decision) -> Request:
    """The request that was decided on: the first decision settles it, and each provider of a grant sees it (R-A27)."""
    held = request.state in (RequestState.DECIDED, RequestState.REFERRED)
    known = request.parties if held else []
    return replace(
        request,
        version=request.version + 1,
        state=RequestState.DECIDED,
        parties=sorted({*known, *decision.parties}),
        closed_on=None,
    )


def check_finalisable(request: Request) -> None:
    """Raise RequestNotOpen for a draft on a request that moved or ended: a decided one takes its drafts still.

    On one that was referred unasked acute care is decided, by its product too: `check_referred` judges that.
    """
    if not request.decidable and request.state not in (RequestState.DECIDED, RequestState.REFERRED):
        raise RequestNotOpen(state=request.state)
