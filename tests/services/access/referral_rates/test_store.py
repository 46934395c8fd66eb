"""Counting referrals in the database: what a referral is, which care counts, who is referred again, and what the watch finds."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from services.access.contract_terms.store import get_terms, save_terms
from services.access.products.rules import Product
from services.access.products.store import save_product
from services.access.referral_rates import store
from services.access.referrals.rules import Referral
from services.access.referrals.store import add_referral, get_referral
from shared.schemas import access as schemas
from shared.values import new_id
from shared.values.agreements import FundingForm
from shared.values.arrangements import Unit
from shared.values.choosing import ApprovalState, CareDomain, CareIntensity, RefusalKind
from shared.values.products import CareLayer, CareLine, OwnContributionRoute
from shared.values.referring import RatesBy
from shared.values.signals import SignalKind
from shared.values.terms import Law, ProvisionType, ReferralState
from tests.services.access.conftest import Agreed
from tests.services.access.referral_rates.test_rest import MONDAY, refer, teams

MARCH = date(2026, 3, 10)


def product(agreed: Agreed, code: str, layer: CareLayer | None, line: CareLine) -> Product:
    """A product of category 02 in a layer and line of care."""
    return Product(
        id=new_id(), version=1, owner=agreed.tenant.owner, external_reference=None, parties=[], code=code, category="02",
        name=code, laws=[Law.WMO_2015], unit=Unit.HOUR, provision_type=ProvisionType.GENERAL, sheltered_living=False,
        support_kind=None, line=line, layer=layer, access_place=None, advised_access_place=None, volume_risk=None,
        expertise_concentration=None, acute=False, own_contribution=OwnContributionRoute.NONE, execution_variant=None,
        valid_from=date(2026, 1, 1), valid_until=None,
    )  # fmt: skip


async def copies(agreed: Agreed, of: schemas.Referral, *variants: dict[str, Any]) -> list[Referral]:
    """More referrals of the same question, each refused so that another may be asked, unless told otherwise."""
    async with agreed.connection() as connection:
        known = await get_referral(connection, of.id)
        made = []
        for number, variant in enumerate(variants):
            given = {
                "id": new_id(), "provider": f"000000990000000090{number:02}", "state": ReferralState.REFUSED,
                "answered_on": MONDAY, "refusal_reason": "Geen plek", "refusal_kind": RefusalKind.REFUSED, **variant,
            }  # fmt: skip
            made.append(replace(known, **given))
            await add_referral(connection, made[-1], "balie")
    return made


@pytest.mark.rule("R-A39")
async def test_what_counts_as_a_referral(agreed: Agreed) -> None:
    """Specialist care counts, basic care stands apart, without a layer the second line counts; denied onward ones do not."""
    kinds = (("02A01", CareLayer.SPECIALIST, CareLine.FIRST), ("02A02", CareLayer.BASIC, CareLine.SECOND),
             ("02A03", None, CareLine.SECOND), ("02A04", None, CareLine.ZERO))  # fmt: skip
    async with agreed.connection() as connection:
        for code, layer, line in kinds:
            await save_product(connection, product(agreed, code, layer, line), "contracts")
    for code, _, _ in kinds:
        _, made = await refer(agreed, "A", f"inwoner-{code[-1]}", product_code=code)
    member = agreed.client(made.provider)
    accepted = await member.accept_referral(made.id)
    refused = {"onward_of": accepted.id, "from_provider": made.provider, "approval": ApprovalState.DENIED,
               "approved_on": MONDAY, "state": ReferralState.MADE, "answered_on": None, "refusal_reason": None,
               "refusal_kind": None, "product_code": None, "closed_on": MONDAY}  # fmt: skip
    await copies(agreed, accepted, refused)
    async with agreed.connection() as connection:
        tallies = await store.count_tallies(
            connection, agreed.tenant.owner, RatesBy.TEAM, (MONDAY, MONDAY), category=None, months=6
        )
        (one,) = tallies
        assert (one.referrals, one.lighter, one.layer_unknown, one.asked, one.onward) == (2, 2, 0, 2, 0)
        months = await store.count_by_month(connection, agreed.tenant.owner, "A", (MARCH, MONDAY))
        assert months == {"2026-04": 2}
        cases = await store.list_cases(
            connection, agreed.tenant.owner, RatesBy.TEAM, (MONDAY, MONDAY), category="02", subjects=["A"]
        )
        assert len(cases["A"]) == 2
        assert (
            await store.list_cases(
                connection, agreed.tenant.owner, RatesBy.TEAM, (MONDAY, MONDAY), category=None, subjects=[]
            )
            == {}
        )


@pytest.mark.rule("E-11")
@pytest.mark.rule("E-12")
async def test_what_is_referred_on_since_a_fixed_budget_began(agreed: Agreed) -> None:
    """A contract with a fixed budget from 1 April: one referred on in March, two since, heavy and across a border."""
    async with agreed.connection() as connection:
        terms = await get_terms(connection, agreed.contract.id)
        fixed = replace(terms, version=9, start_date=date(2026, 4, 1), funding_forms=[FundingForm.LUMP_SUM])
        await save_terms(connection, fixed, "contracts")
    _, made = await refer(agreed, "A", "inwoner-1")
    accepted = await agreed.client(made.provider).accept_referral(made.id)
    onward = {"onward_of": accepted.id, "from_provider": made.provider, "from_domain": CareDomain.WMO}
    heavy = {**onward, "intensity": CareIntensity.HEAVY, "to_domain": CareDomain.HEALTH_INSURANCE}
    later = {
        **onward,
        "state": ReferralState.MADE,
        "answered_on": None,
        "refusal_reason": None,
        "refusal_kind": None,
    }
    await copies(agreed, accepted, {**onward, "referred_on": date(2026, 3, 15)}, heavy, later)
    async with agreed.connection() as connection:
        (shift,) = await store.count_shifts(connection, agreed.tenant.owner, MONDAY)
        assert (shift.days, shift.before, shift.after, shift.heavy_after, shift.across_after) == (
            20,
            1,
            2,
            1,
            1,
        )
        assert await store.count_shifts(connection, agreed.tenant.owner, date(2026, 3, 31)) == []
        (one,) = [
            found
            for found in await store.count_tallies(
                connection, agreed.tenant.owner, RatesBy.TEAM, (MONDAY, MONDAY), category=None, months=6
            )
            if found.intensity is None
        ]
        assert (one.referrals, one.onward, one.onward_days) == (1, 1, 0)


@pytest.mark.rule("R-A39")
@pytest.mark.rule("E-19")
async def test_the_watch_looks_at_the_last_three_whole_months(agreed: Agreed) -> None:
    """Twelve referrals in March against one in B and none before: the team stands out once; heavy care refused too."""
    await teams(agreed)
    for number in range(12):
        await refer(agreed, "A", f"inwoner-{number}")
    _, lone = await refer(agreed, "B", "inwoner-b")
    owner = agreed.tenant.owner
    async with agreed.connection() as connection:
        assert await store.find_signals(connection, owner, MONDAY) == [], "this month is not whole yet"
        found = await store.find_signals(connection, owner, date(2026, 5, 1))
    assert [(one.kind, one.subject) for one in found if one.rule == "R-A39"] == [
        (SignalKind.REFERRAL_RATE, "A")
    ]
    # Another question's worth of answers by one provider: ten heavy ones refused, ten light ones taken on.
    answers = [
        {"intensity": CareIntensity.HEAVY, "provider": agreed.tenant.providers[1], "escalation_level": 2}
    ] * 10
    taken = {"intensity": CareIntensity.LIGHT, "provider": agreed.tenant.providers[1], "escalation_level": 2,
             "refusal_kind": RefusalKind.CANNOT_DELIVER}  # fmt: skip
    await copies(agreed, lone, *answers, *[taken] * 10)
    async with agreed.connection() as connection:
        found = await store.find_signals(connection, owner, date(2026, 5, 1) + timedelta(days=3))
    (refused,) = [one for one in found if one.kind is SignalKind.HEAVY_CARE_REFUSED]
    assert (refused.subject, refused.facts["heavyRefused"]) == (agreed.tenant.providers[1], 10)
