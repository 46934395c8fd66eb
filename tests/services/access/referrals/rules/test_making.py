"""Who refers whom to what, and what follows on an answer: law, product, approval, escalation, cost."""

from dataclasses import replace
from datetime import date

import pytest

from services.access.contract_terms.rules import Member, NotAMember
from services.access.products.rules import Product
from services.access.referrals.rules import (
    ApprovalNotPending,
    Details,
    Escalation,
    EscalationRefused,
    NotApproved,
    Referral,
    ReferralNotOnward,
    ReferralOpen,
    ReferralRefused,
    RefusalCount,
    accept,
    approve,
    escalate,
    refer,
    refer_on,
    refuse,
    settle_cost,
)
from services.access.requests.rules import Request
from shared.values import Derivation, new_id, render
from shared.values.agreements import FundingForm
from shared.values.arrangements import Unit
from shared.values.choosing import (
    ApprovalState,
    CareDomain,
    CareIntensity,
    EscalationOutcome,
    EscalationParty,
    RefusalKind,
)
from shared.values.products import CareLine, OwnContributionRoute
from shared.values.questions import ReferrerType
from shared.values.terms import Law, MemberRole, ProvisionType, ReferralState
from tests.services.access.referrals.test_rules import (
    ONE,
    OWNER,
    STRANGER,
    TODAY,
    TWO,
    referred,
    request,
    terms,
)


def given_with(
    details: Details, asker: Request | None = None, product: Product | None = None
) -> tuple[Referral, Derivation]:
    """A referral of 20 April with more said of it."""
    return refer(
        asker or request(), terms(), [], ONE, external_reference=None, today=TODAY, details=details, product=product
    )  # fmt: skip


def a_product(**other: object) -> Product:
    """A product of the catalogue."""
    made = Product(
        id=new_id(), version=1, owner=OWNER, external_reference=None, parties=[], code="15A01", category="15",
        name="Beschermd wonen", laws=[Law.WMO_2015], unit=Unit.DAY, provision_type=ProvisionType.TAILOR_MADE,
        sheltered_living=False, support_kind=None, line=CareLine.SECOND, layer=None, access_place=None,
        advised_access_place=None, volume_risk=None, expertise_concentration=None, acute=False,
        own_contribution=OwnContributionRoute.NONE, execution_variant=None, valid_from=date(2026, 1, 1), valid_until=None,
    )  # fmt: skip
    return replace(made, **other)  # type: ignore[arg-type]


def accepted() -> Referral:
    """A referral that the first provider took on."""
    return accept(referred()[0], TODAY)[0]


def on(
    known: Referral,
    *,
    needed: bool,
    provider: str = TWO,
    asker: Request | None = None,
    before: list[Referral] | None = None,
) -> tuple[Referral, Derivation]:
    """The first provider refers on."""
    return refer_on(
        known, asker or request(), terms(), before or [], provider, Details(), external_reference=None,
        needs_approval=needed, policy_version=3, today=TODAY,
    )  # fmt: skip


@pytest.mark.rule("R-A04")
def test_under_the_wmo_only_the_municipality_refers() -> None:
    """A Wmo referral by a GP becomes a report to the team; for youth help the GP's referral stands."""
    by_gp = Details(referrer_type=ReferrerType.GENERAL_PRACTITIONER, referrer_code="01054321")
    with pytest.raises(ReferralRefused) as refused:
        given_with(by_gp)
    assert [(error.location, error.code, error.rule) for error in refused.value.errors] == [
        ("#/referrerType", "referrer-not-for-law", "R-A04")
    ]
    youth = replace(request(), law=Law.JEUGDWET)
    referral, why = given_with(by_gp, youth)
    assert (referral.referrer_type, referral.referrer_code) == (ReferrerType.GENERAL_PRACTITIONER, "01054321")
    assert (referral.from_domain, referral.to_domain, referral.crosses) == (
        CareDomain.HEALTH_INSURANCE, CareDomain.YOUTH, True,
    )  # fmt: skip
    assert "E-18" in [step.rule for step in why.steps]
    asked, _ = given_with(Details(), replace(youth, referrer_type=ReferrerType.YOUTH_DOCTOR))
    assert asked.referrer_type is ReferrerType.YOUTH_DOCTOR


@pytest.mark.rule("R-C35")
@pytest.mark.rule("F-33")
def test_sheltered_living_is_no_general_provision_but_acute_care_goes_on() -> None:
    """Refused with every reason at once; acute care is referred all the same and reviewed afterwards."""
    sheltered = a_product(sheltered_living=True)
    by_gp = Details(
        referrer_type=ReferrerType.GENERAL_PRACTITIONER, product_category="15", product_code="15A01"
    )
    with pytest.raises(ReferralRefused) as refused:
        given_with(by_gp, product=sheltered)
    assert [error.code for error in refused.value.errors] == ["referrer-not-for-law", "sheltered-not-general"]
    referral, why = given_with(by_gp, replace(request(), acute=True), product=sheltered)
    assert referral.state is ReferralState.MADE
    assert why.steps[-1].rule == "F-33"
    assert why.steps[-1].inputs["reasons"] == ["referrer-not-for-law", "sheltered-not-general"]
    unknown, why = given_with(replace(by_gp, referrer_type=None))
    assert (unknown.product_code, why.steps[-1].rule) == ("15A01", "R-C35")


@pytest.mark.rule("R-A36")
@pytest.mark.rule("R-C34")
@pytest.mark.rule("R-C30")
def test_the_sole_provider_and_a_fixed_budget_without_a_duty_are_told() -> None:
    """Refusal by the sole provider: breach and escalation level 1, and there is nobody else to ask."""
    alone = replace(terms(), members=[Member(ONE, MemberRole.MAIN)])
    referral, why = referred(contract=alone)
    assert referral.sole_provider
    assert [step.rule for step in why.steps] == ["R-A27", "R-X06", "R-A36", "R-C34"]
    refused, why = refuse(referral, alone, "vol", TODAY)
    assert (refused.breach, refused.escalation_level, [step.rule for step in why.steps]) == (
        True,
        1,
        ["R-A36"] * 2,
    )
    loose = replace(terms(duty=False), funding_forms=[FundingForm.LUMP_SUM])
    assert [step.rule for step in referred(contract=loose)[1].steps] == ["R-A27", "R-X06", "R-C30"]


@pytest.mark.rule("R-A36")
def test_a_provider_that_cannot_deliver_does_not_refuse() -> None:
    """No breach, but level 1; a court order is escalated whatever the contract says."""
    referral, _ = referred()
    cannot, why = refuse(referral, terms(), "geen personeel", TODAY, RefusalKind.CANNOT_DELIVER)
    assert (cannot.breach, cannot.escalation_level, cannot.refusal_kind) == (
        False,
        1,
        RefusalKind.CANNOT_DELIVER,
    )
    assert "kan op 20 april 2026 niet leveren" in render(why.steps[0], "nl")
    ordered = replace(referral, referrer_type=ReferrerType.COURT)
    level = refuse(ordered, terms(duty=False), "vol", TODAY)[0]
    assert (level.breach, level.escalation_level) == (False, 1)


@pytest.mark.rule("R-A36")
def test_the_escalation_route_goes_one_step_at_a_time_up_to_3() -> None:
    """Level 2 and 3 with day, who and outcome; no step is left out, turned round or taken before there was a refusal."""
    refused, _ = refuse(referred()[0], terms(), "vol", date(2026, 4, 22))
    board = EscalationParty.PROVIDER_BOARD

    def step(to: Referral, level: int, day: date, outcome: EscalationOutcome) -> Referral:
        return escalate(to, Escalation(level, day, board, outcome), date(2026, 4, 30), Derivation())[0]

    def codes(to: Referral, level: int, day: date) -> list[str]:
        with pytest.raises(EscalationRefused) as wrong:
            step(to, level, day, EscalationOutcome.UNRESOLVED)
        return [error.code for error in wrong.value.errors]

    assert codes(referred()[0], 2, TODAY) == ["nothing-to-escalate"]
    assert codes(refused, 3, date(2026, 4, 21)) == ["not-the-next-level", "day-of-step"]
    second = step(refused, 2, date(2026, 4, 24), EscalationOutcome.ESCALATED)
    assert codes(second, 3, date(2026, 4, 23)) == ["day-of-step"]
    third = step(second, 3, date(2026, 4, 30), EscalationOutcome.ACCEPTED_AFTER_ALL)
    assert ([one.level for one in third.escalations], third.escalation_level) == ([2, 3], 3)
    assert codes(third, 3, date(2026, 4, 30)) == ["not-the-next-level"]
    again, _ = referred([third])
    assert again.provider == third.provider


@pytest.mark.rule("R-A24")
def test_onward_referral_waits_for_the_basic_team_when_the_policy_says_so() -> None:
    """Without that policy at once; with it the other sees nothing until it is approved; denied it is closed."""
    taken = accepted()
    free, why = on(taken, needed=False)
    assert (free.approval, free.parties, free.from_provider, free.onward_of) == (
        ApprovalState.NOT_NEEDED, [ONE, TWO], ONE, taken.id,
    )  # fmt: skip
    assert [step.rule for step in why.steps] == ["R-A24", "R-A24"]
    held, why = on(taken, needed=True)
    assert (held.approval, held.parties) == (ApprovalState.PENDING, [ONE])
    with pytest.raises(NotApproved):
        accept(held, TODAY)
    with pytest.raises(NotApproved):
        refuse(held, terms(), "vol", TODAY)
    let, _ = approve(held, True, "b.basis", TODAY, why)
    assert (let.approval, let.parties, let.approved_on, let.closed_on) == (
        ApprovalState.APPROVED, [ONE, TWO], TODAY, None,
    )  # fmt: skip
    assert accept(let, TODAY)[0].state is ReferralState.ACCEPTED
    with pytest.raises(ApprovalNotPending):
        approve(let, False, "b.basis", TODAY, why)
    denied, _ = approve(held, False, "b.basis", TODAY, why)
    assert (denied.approval, denied.closed_on, denied.parties) == (ApprovalState.DENIED, TODAY, [ONE])
    with pytest.raises(NotApproved):
        accept(denied, TODAY)
    assert on(taken, needed=True, before=[denied])[0].approval is ApprovalState.PENDING


@pytest.mark.rule("R-A24")
@pytest.mark.rule("F-33")
def test_acute_care_is_referred_on_at_once_and_judged_afterwards() -> None:
    """Denied afterwards it still goes on: the judgement stands beside the care."""
    onward, why = on(accepted(), needed=True, asker=replace(request(), acute=True))
    assert (onward.approval, onward.parties) == (ApprovalState.AFTERWARDS, [ONE, TWO])
    denied, _ = approve(onward, False, "b.basis", TODAY, why)
    assert (denied.approval, denied.closed_on) == (ApprovalState.DENIED_AFTERWARDS, None)
    assert accept(denied, TODAY)[0].state is ReferralState.ACCEPTED


@pytest.mark.rule("R-A24")
def test_only_who_accepted_refers_on_and_to_another() -> None:
    """Not before it was accepted, not to itself, and to one at a time."""
    made, _ = referred()
    with pytest.raises(ReferralNotOnward):
        on(made, needed=False)
    with pytest.raises(ReferralNotOnward):
        on(accepted(), needed=False, provider=ONE)
    taken = accepted()
    open_, _ = on(taken, needed=False)
    with pytest.raises(ReferralOpen):
        on(taken, needed=False, before=[open_])
    with pytest.raises(NotAMember):
        on(taken, needed=False, provider=STRANGER)


@pytest.mark.rule("N-130")
@pytest.mark.rule("E-19")
def test_costs_and_refusals_are_counted() -> None:
    """The real cost beside the expected one; 1 refused of 3 answered is 33.33 %, and who cannot deliver is not refused."""
    referral, _ = given_with(Details(expected_cents=120_000, intensity=CareIntensity.HEAVY))
    costed, why = settle_cost(referral, 118_500, Derivation())
    assert (costed.expected_cents, costed.real_cents, costed.version, why.steps[0].result) == (
        120_000, 118_500, 2, 118_500,
    )  # fmt: skip
    assert RefusalCount(ONE, CareIntensity.HEAVY, 4, 1, 1, 1).refusal_basis_points == 3_333
    assert RefusalCount(ONE, None, 4, 0, 0, 0).refusal_basis_points is None
