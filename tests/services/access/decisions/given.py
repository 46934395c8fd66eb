"""Decisions and what they rest on in tests of rules: no database, no day of the machine."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from services.access.clarifications.rules import Clarification, WeighedProvision
from services.access.decisions.rules import (
    Basis,
    Decision,
    DecisionFrame,
    Earlier,
    Gate,
    Grant,
    draft,
    judge,
    take,
)
from services.access.mandates.rules import Mandate
from services.access.policies.rules import DEFAULT
from services.access.products.rules import Product
from services.access.requests.rules import Request
from services.access.reviews.rules import Review, open_review
from shared.errors import FieldError, Text
from shared.values import Derivation, new_id
from shared.values.arrangements import Unit
from shared.values.legal_frames import FrameOutcome
from shared.values.products import CareLine, OwnContributionRoute
from shared.values.questions import FirstProvision, FirstProvisionOutcome
from shared.values.reviewing import ReviewKind, ReviewOutcome, ReviewState, ReviewTrigger
from shared.values.terms import Law, ProvisionType, RequestState

OWNER, PROVIDER, OTHER = "00000099000000000484", "00000099000000002001", "00000099000000002002"
TODAY, DECIDER = date(2026, 4, 20), "j.jansen"
MANDATE = Mandate(
    new_id(), 2, OWNER, DECIDER, "consultant", Law.WMO_2015, date(2026, 1, 1), date(2026, 12, 31)
)
EXPIRED = FieldError(
    "Authorization",
    "mandate-expired",
    Text("Het mandaat is over.", "The mandate is over."),
    "header",
    "R-A03",
)
FRAME = DecisionFrame(Law.WMO_2015, FrameOutcome.ALLOWED, TODAY)


def request(state: RequestState = RequestState.RECEIVED, **other: Any) -> Request:
    """A request under the Wmo."""
    made = Request(
        id=new_id(), version=1, owner=OWNER, external_reference=None, parties=[], citizen_id=new_id(),
        contract_id=new_id(), law=Law.WMO_2015, contact_on=date(2026, 4, 1), first_talk_on=None, acute=False,
        state=state,
    )  # fmt: skip
    return replace(made, **other)


def grant(start_date: date | None = TODAY, **other: Any) -> Grant:
    """Four hours of guidance a week until the end of the year, worth 7,800.00."""
    asked = Grant(
        external_reference="besluit-1", provision_type=ProvisionType.TAILOR_MADE, product_category="02",
        product_code="02A03", provider=PROVIDER, start_date=start_date, end_date=date(2026, 12, 31), volume=4,
        unit="04", frequency="2", acute=False, motivation="Begeleiding is nodig.", value_cents=780_000,
        legal_frame=FRAME,
    )  # fmt: skip
    return replace(asked, **other)


def drafted(
    asked: Grant | None = None, of: Request | None = None, earlier: Earlier | None = None
) -> Decision:
    """A draft of it."""
    return draft(of or request(), asked or grant(), drafter=DECIDER, earlier=earlier)[0]


def talk(**other: Any) -> Clarification:
    """A talk in which the network was weighed and support offered."""
    made = Clarification(
        id=new_id(), version=1, owner=OWNER, parties=[], external_reference=None, request_id=new_id(),
        citizen_id=new_id(), held_on=TODAY, worker=DECIDER, method="talk", edition=None, domains=[],
        own_strength="Post.", network=None, carer_hours=[],
        provisions_first=[WeighedProvision(FirstProvision.NETWORK, FirstProvisionOutcome.INSUFFICIENT)],
        support_offered_on=TODAY, support_accepted=None, learning_only=False, permanent_need=False,
        lifelong_mental_need=False, wlz_doubt=False, note=None, short=False, findings=[], policy_id=None,
        policy_version=0,
    )  # fmt: skip
    return replace(made, **other)


def a_product(**other: Any) -> Product:
    """Guidance, of which the catalogue knows no place yet."""
    made = Product(
        id=new_id(), version=1, owner=OWNER, external_reference=None, parties=[], code="02A03", category="02",
        name="Begeleiding", laws=[Law.WMO_2015], unit=Unit.HOUR, provision_type=ProvisionType.TAILOR_MADE,
        sheltered_living=False, support_kind=None, line=CareLine.SECOND, layer=None, access_place=None,
        advised_access_place=None, volume_risk=None, expertise_concentration=None, acute=False,
        own_contribution=OwnContributionRoute.NONE, execution_variant=None, valid_from=date(2026, 1, 1),
        valid_until=None,
    )  # fmt: skip
    return replace(made, **other)


def basis(**other: Any) -> Basis:
    """Everything there: the gates of a plain grant are passed."""
    known: dict[str, Any] = {
        "today": TODAY, "decider": DECIDER, "policy": replace(DEFAULT, owner=OWNER), "mandate": MANDATE,
        "clarification": talk(),
    }  # fmt: skip
    return Basis(**{**known, **other})


def review(decision: Decision, kind: ReviewKind = ReviewKind.SWITCH_TEAM, **other: Any) -> Review:
    """A review of it by the switch team, completed and approving; the support still fits."""
    made, _ = open_review(
        kind, ReviewTrigger.VALUE_ABOVE_THRESHOLD, owner=OWNER, citizen_id=decision.citizen_id, law=decision.law,
        today=TODAY, request_id=decision.request_id, decision_id=decision.id,
    )  # fmt: skip
    done = replace(
        made,
        state=ReviewState.COMPLETED,
        outcome=ReviewOutcome.APPROVED,
        reviewer="s.team",
        completed_on=TODAY,
        fit=True,
    )
    return replace(done, **other)


def gate(decision: Decision, known: Basis, code: str) -> Gate:
    """How it stands at one gate."""
    return next(one for one in judge(decision, known) if one.code == code)


def taken(
    decision: Decision | None = None, known: Basis | None = None, number: int = 1
) -> tuple[Decision, Derivation]:
    """The decision as it is taken today."""
    made, rests = decision or drafted(), known or basis()
    return take(made, rests, judge(made, rests), number=number)
