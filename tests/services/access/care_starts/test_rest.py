"""Starts of care over HTTP: reported by the provider, corrected and withdrawn, seen by nobody else, told without a name."""

from datetime import date, timedelta
from typing import Any

import pytest

from shared.clients.base import Refusal
from shared.schemas.access import AllocationChange, CareStartCorrection, NewCareStart, NewCareStop
from shared.values import new_id
from shared.values.care_courses import CareState, CorrectionReason, StopReason
from shared.values.terms import ProvisionType

APRIL_FIRST = date(2026, 4, 1)


async def refusal(made: Any) -> Refusal:
    """The refusal that a call meets."""
    with pytest.raises(Refusal) as refused:
        await made
    return refused.value


def codes(refused: Refusal) -> list[str]:
    """What errors says, in order."""
    return [error["code"] for error in refused.problem["errors"]]


@pytest.mark.rule("R-X07")
@pytest.mark.rule("R-A48")
async def test_a_provider_reports_that_care_began(agreed: Any) -> None:
    """Under an allocation of acute care, two days before it: allowed and explained; the fact has the case and no reference."""
    decision = await agreed.acute()
    provider = agreed.client(agreed.tenant.providers[0])
    new = NewCareStart(
        external_reference="start/1", decision_id=decision.id, start_date=date(2026, 3, 30), area="WIJK-03", team="T1"
    )  # fmt: skip
    assert (await provider.register_care_start(new, dry_run=True)).state is CareState.IN_CARE
    made = await provider.register_care_start(new)
    assert (made.allocation_number, made.product_code, made.provider) == (
        decision.allocation_number, "02A03", agreed.tenant.providers[0],
    )  # fmt: skip
    assert (made.allocation_start_date, made.contact_on, made.granted_on) == (
        APRIL_FIRST, date(2026, 4, 13), agreed.tenant.today,
    )  # fmt: skip
    assert (made.state, made.end_date, made.area, made.team) == (CareState.IN_CARE, None, "WIJK-03", "T1")
    assert made.parties == [agreed.tenant.providers[0]] and made.reported_by == agreed.tenant.providers[0]
    again = await provider.put_care_start("start/1", new)
    assert again == made == await agreed.client().get_care_start(made.id)
    assert [step.rule for step in (await provider.explain_care_start(made.id)).steps] == [
        "R-A48",
        "R-O16",
        "R-X07",
    ]
    assert await agreed.client().list_care_starts(area="WIJK-03", state="inCare") == [made]
    assert await agreed.client().list_care_starts(team="T2") == []
    (fact,) = await agreed.facts("care-started")
    assert fact.data["citizenId"] == str(decision.citizen_id)
    assert (fact.data["allocationNumber"], fact.data["area"], fact.data["contractId"]) == (
        decision.allocation_number, "WIJK-03", str(agreed.contract.id),
    )  # fmt: skip
    assert "externalReference" not in fact.data
    other = await refusal(provider.put_care_start("start/1", new.model_copy(update={"team": "T9"})))
    assert (other.status, other.code) == (409, "external-reference-used")


@pytest.mark.rule("R-X07")
async def test_what_a_start_cannot_be(agreed: Any) -> None:
    """Before an allocation that is not acute, in the future, twice at once, in what was: every reason at once."""
    decision = await agreed.decided(end_date=date(2026, 4, 25))
    provider, today = agreed.client(agreed.tenant.providers[0]), agreed.tenant.today
    early = NewCareStart(decision_id=decision.id, start_date=today - timedelta(days=1))
    refused = await refusal(provider.register_care_start(early))
    assert (refused.status, refused.code, codes(refused)) == (
        409,
        "care-start-refused",
        ["before-allocation"],
    )
    late = NewCareStart(decision_id=decision.id, start_date=date(2026, 4, 27))
    assert codes(await refusal(provider.register_care_start(late))) == ["in-future", "after-allocation"]
    await provider.register_care_start(NewCareStart(decision_id=decision.id, start_date=today))
    twice = await refusal(
        provider.register_care_start(NewCareStart(decision_id=decision.id, start_date=today))
    )
    assert codes(twice) == ["care-runs"]
    both = await agreed.tenant.ask(
        "access", "POST", "/care-starts",
        json={"decisionId": str(decision.id), "referralId": str(new_id()), "startDate": "2026-04-20"},
    )  # fmt: skip
    assert (both.status_code, both.json()["errors"][0]["code"]) == (400, "exactly-one")


@pytest.mark.rule("R-X07")
async def test_care_under_a_referral_is_named_by_its_start(agreed: Any) -> None:
    """A task contract has no allocation: the id of the start stands for the client; an unanswered referral gives no care."""
    referral = await agreed.referred()
    provider = agreed.client(agreed.tenant.providers[0])
    made = await provider.register_care_start(
        NewCareStart(referral_id=referral.id, start_date=agreed.tenant.today)
    )
    assert (made.allocation_number, made.decision_id, made.provision_type) == (
        None,
        None,
        ProvisionType.GENERAL,
    )
    request = await agreed.report("inwoner-2")
    open_ = await agreed.post(f"/requests/{request.id}/referrals", {"provider": agreed.tenant.providers[1]})
    new = NewCareStart(referral_id=open_.json()["id"], start_date=agreed.tenant.today)
    refused = await refusal(agreed.client().register_care_start(new))
    assert (refused.status, refused.code) == (409, "referral-not-accepted")


@pytest.mark.rule("R-X07")
async def test_only_who_gives_the_care_reports_on_it(agreed: Any) -> None:
    """Another member finds nothing (404), an auditor may not (403); the municipality reports for the provider."""
    decision = await agreed.acute()
    new = NewCareStart(decision_id=decision.id, start_date=APRIL_FIRST)
    for oin, status in ((agreed.tenant.providers[1], 404), (agreed.tenant.auditor, 403)):
        assert (await refusal(agreed.client(oin).register_care_start(new))).status == status
    made = await agreed.client().register_care_start(new)
    assert made.reported_by == agreed.tenant.owner
    assert (await refusal(agreed.client(agreed.tenant.providers[1]).get_care_start(made.id))).status == 404
    assert await agreed.client(agreed.tenant.providers[1]).list_care_starts() == []
    assert (await agreed.client(agreed.tenant.providers[0]).get_care_start(made.id)) == made


@pytest.mark.rule("R-X07")
async def test_a_start_is_corrected_with_its_stop_and_withdrawn_without_one(agreed: Any) -> None:
    """The version that was read; the stop tells the corrected day; a start with a stop is fixed (TR071)."""
    decision = await agreed.acute()
    provider = agreed.client(agreed.tenant.providers[0])
    made = await provider.register_care_start(
        NewCareStart(decision_id=decision.id, start_date=date(2026, 4, 2), team="T1")
    )
    change = CareStartCorrection(start_date=APRIL_FIRST, team=None, reason=CorrectionReason.ENTRY_ERROR)
    corrected = await provider.change_care_start(made.id, 1, change)
    assert (corrected.version, corrected.start_date, corrected.team, corrected.area) == (
        2,
        APRIL_FIRST,
        None,
        None,
    )
    assert (await refusal(provider.change_care_start(made.id, 1, change))).status == 412
    stop = await provider.register_care_stop(
        NewCareStop(care_start_id=made.id, end_date=date(2026, 4, 10), reason=StopReason.GOALS_REACHED)
    )
    fixed = await refusal(provider.withdraw_care_start(made.id, CorrectionReason.NEVER_GIVEN))
    assert (fixed.status, fixed.code) == (409, "care-start-fixed")
    late = CareStartCorrection(start_date=date(2026, 4, 11), reason=CorrectionReason.KNOWN_LATER)
    assert codes(await refusal(provider.change_care_start(made.id, 3, late))) == ["after-stop"]
    again = CareStartCorrection(start_date=date(2026, 4, 3), area="W1", reason=CorrectionReason.KNOWN_LATER)
    assert (await provider.change_care_start(made.id, 3, again)).end_date == date(2026, 4, 10)
    told = await provider.get_care_stop(stop.id)
    assert (told.version, told.start_date, told.area) == (2, date(2026, 4, 3), "W1")
    second = await provider.register_care_start(
        NewCareStart(decision_id=decision.id, start_date=date(2026, 4, 11))
    )
    gone = await provider.withdraw_care_start(second.id, CorrectionReason.NEVER_GIVEN)
    assert (gone.state, gone.corrected_for) == (CareState.WITHDRAWN, CorrectionReason.NEVER_GIVEN)
    assert (
        await refusal(provider.withdraw_care_start(second.id, CorrectionReason.NEVER_GIVEN))
    ).status == 409
    whats = [fact.type.split(".")[3] for fact in await agreed.facts(
        "care-started", "care-start-corrected", "care-start-withdrawn", "care-stop-corrected"
    )]  # fmt: skip
    assert whats == [
        "care-started", "care-start-corrected", "care-stop-corrected", "care-start-corrected", "care-started",
        "care-start-withdrawn",
    ]  # fmt: skip


@pytest.mark.rule("R-X07")
async def test_care_starts_within_what_is_allocated_now(agreed: Any) -> None:
    """Shortened to 25 April: not on 27 April; deleted: on no day (TR384)."""
    client, provider = agreed.client(), agreed.client(agreed.tenant.providers[0])
    short = await agreed.decided("inwoner-kort", end_date=date(2026, 6, 30))
    gone = await agreed.decided("inwoner-weg", end_date=date(2026, 6, 30))
    for decision, change in (
        (short, AllocationChange(change_reason="05", end_date=date(2026, 4, 25), motivation="Klaar.")),
        (gone, AllocationChange(change_reason="13", motivation="Nooit begonnen.")),
    ):
        [made] = await client.list_allocations(decisionId=str(decision.id))
        await client.change_allocation(made.id, change)
    await agreed.on(date(2026, 4, 27))
    for decision, code in ((short, "after-allocation"), (gone, "allocation-deleted")):
        late = NewCareStart(decision_id=decision.id, start_date=date(2026, 4, 27))
        assert codes(await refusal(provider.register_care_start(late))) == [code]
    in_time = NewCareStart(decision_id=short.id, start_date=date(2026, 4, 24))
    assert (await provider.register_care_start(in_time)).start_date == date(2026, 4, 24)
