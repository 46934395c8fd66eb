"""Switches to a PGB over HTTP: requested, answered once, counted without small numbers, and nothing for the provider to see."""

from datetime import date
from typing import Any

import pytest

from shared.schemas.access import AllocationChange, NewPgbSwitch, PgbGrant
from shared.values.care_courses import PgbReason, PgbState
from tests.services.access.care_starts.test_rest import codes, refusal

ASKED = date(2026, 4, 15)


def ending(last_day: date) -> AllocationChange:
    """Care in kind ends, with what a decision to end it takes."""
    return AllocationChange(
        change_reason="05", end_date=last_day, agreed=True, motivation="Op eigen verzoek naar een PGB."
    )


@pytest.mark.rule("R-A41")
@pytest.mark.rule("R-A03")
@pytest.mark.rule("F-12")
@pytest.mark.rule("N-138")
async def test_a_citizen_switches_to_a_pgb(agreed: Any) -> None:
    """From the contract and the provider of the allocation, for a reason of the list; granted once, by who has a mandate, when care in kind ends before."""
    decision = await agreed.decided()
    client = agreed.client()
    new = NewPgbSwitch(
        external_reference="pgb/1", request_id=decision.request_id, requested_on=ASKED, reason=PgbReason.OTHER_SUPPLY,
        note="Wil paardentherapie.",
    )  # fmt: skip
    made = await client.register_pgb_switch(new)
    assert (made.contract_id, made.provider, made.decision_id, made.allocation_number) == (
        agreed.contract.id, agreed.tenant.providers[0], decision.id, decision.allocation_number,
    )  # fmt: skip
    assert (made.state, made.answered_on, made.citizen_id) == (PgbState.REQUESTED, None, decision.citizen_id)
    assert await client.put_pgb_switch("pgb/1", new) == made
    assert (
        await refusal(client.register_pgb_switch(new.model_copy(update={"external_reference": "pgb/2"})))
    ).code == ("pgb-switch-answered")
    early = await refusal(client.grant_pgb_switch(made.id, PgbGrant(switched_on=date(2026, 4, 14))))
    assert (early.code, codes(early)) == ("pgb-switch-refused", ["before-request"])
    first = PgbGrant(switched_on=date(2026, 5, 1))
    for act in (
        agreed.client(end_user="zomaar.iemand").grant_pgb_switch(made.id, first),
        agreed.client(end_user="zomaar.iemand").refuse_pgb_switch(made.id),
    ):
        unmandated = await refusal(act)
        assert (unmandated.status, unmandated.code) == (409, "mandate-missing")
    beside = await refusal(client.grant_pgb_switch(made.id, first))
    assert [(one["location"], one["code"], one["rule"]) for one in beside.problem["errors"]] == [
        ("#/switchedOn", "allocation-runs", "OP043")
    ]
    assert (await client.get_pgb_switch(made.id)).state is PgbState.REQUESTED
    [running] = await client.list_allocations(decisionId=str(decision.id))
    await client.change_allocation(running.id, ending(date(2026, 4, 30)))
    granted = await client.grant_pgb_switch(made.id, first)
    assert (granted.answered_by, granted.mandate_id, granted.objection_until) == (
        "j.jansen", agreed.mandate.id, date(2026, 6, 1),
    )  # fmt: skip
    assert granted.remedies is not None and "1 juni 2026" in granted.remedies.nl
    assert (granted.state, granted.answered_on, granted.switched_on, granted.version) == (
        PgbState.GRANTED, agreed.tenant.today, date(2026, 5, 1), 2,
    )  # fmt: skip
    for act in (client.refuse_pgb_switch, client.withdraw_pgb_switch):
        assert (await refusal(act(made.id))).code == "pgb-switch-answered"
    assert await client.list_pgb_switches(reason="otherSupply", contractId=str(agreed.contract.id)) == [
        granted
    ]
    assert [one.rule for one in (await client.explain_pgb_switch(made.id)).steps] == [
        "R-A41", "R-A41", "R-A03", "R-A29",
    ]  # fmt: skip
    facts = await agreed.facts("pgb-switch-requested", "pgb-switched")
    assert [(fact.data["state"], fact.data["reason"]) for fact in facts] == [
        ("requested", "otherSupply"), ("granted", "otherSupply"),
    ]  # fmt: skip
    assert "paardentherapie" not in str([fact.data for fact in facts])
    provider = agreed.client(agreed.tenant.providers[0])
    assert (await refusal(provider.get_pgb_switch(made.id))).status == 403
    assert (await refusal(provider.register_pgb_switch(new))).status == 403


@pytest.mark.rule("R-A41")
async def test_after_a_refusal_or_a_withdrawal_it_may_be_asked_again(agreed: Any) -> None:
    """Refused, withdrawn, then granted at once when it is recorded; without a contract there is nothing to switch from."""
    client = agreed.client()
    request = await agreed.report()
    new = NewPgbSwitch(request_id=request.id, requested_on=ASKED, reason=PgbReason.CARER_OF_CHOICE)
    first = await client.register_pgb_switch(new)
    assert (first.provider, first.decision_id) == (None, None)
    refused = await client.refuse_pgb_switch(first.id)
    assert (refused.state, refused.objection_until) == (PgbState.REFUSED, date(2026, 6, 1))
    assert refused.remedies is not None and "1 June 2026" in refused.remedies.en
    second = await client.register_pgb_switch(new)
    withdrawn = await client.withdraw_pgb_switch(second.id)
    assert (withdrawn.state, withdrawn.remedies) == (PgbState.WITHDRAWN, None)
    at_once = new.model_copy(update={"granted_on": date(2026, 5, 1)})
    other = await refusal(agreed.client(end_user="zomaar.iemand").register_pgb_switch(at_once))
    assert other.code == "mandate-missing"
    third = await client.register_pgb_switch(at_once)
    assert (third.state, third.switched_on) == (PgbState.GRANTED, date(2026, 5, 1))
    wrong = new.model_copy(update={"requested_on": date(2026, 4, 21), "granted_on": ASKED})
    later = await agreed.report("inwoner-2")
    denied = await refusal(client.register_pgb_switch(wrong.model_copy(update={"request_id": later.id})))
    assert codes(denied) == ["in-future", "before-request"]
    free = await agreed.report("inwoner-3", contract_id=None)
    loose = await refusal(client.register_pgb_switch(new.model_copy(update={"request_id": free.id})))
    assert (loose.status, loose.code) == (409, "request-without-contract")


@pytest.mark.rule("R-A41")
@pytest.mark.rule("F-08")
async def test_few_switches_are_not_shown(agreed: Any) -> None:
    """One of two clients: nothing that would tell of one person; another municipality finds no contract, a provider may not."""
    decision = await agreed.decided(end_date=date(2026, 4, 30))
    await agreed.referred("inwoner-2")
    client = agreed.client()
    await client.register_pgb_switch(
        NewPgbSwitch(
            request_id=decision.request_id, requested_on=ASKED, reason=PgbReason.OTHER,
            granted_on=date(2026, 5, 1),
        )
    )  # fmt: skip
    counted = await client.pgb_switch_counts(agreed.contract.id, "2026-Q2")
    assert (counted.clients, counted.switched, counted.share_basis_points, counted.suppressed) == (
        None, None, None, True,
    )  # fmt: skip
    answer = await agreed.get(f"/pgb-switches/counts?contractId={agreed.contract.id}&quarter=2026-Q5")
    assert answer.status_code == 400
    provider = agreed.client(agreed.tenant.providers[0])
    assert (await refusal(provider.pgb_switch_counts(agreed.contract.id, "2026-Q2"))).status == 403
    missing = await refusal(client.pgb_switch_counts(decision.id, "2026-Q2"))
    assert (missing.status, missing.code) == (404, "contract-not-found")
