"""The watch of cases over HTTP: each kind is raised by what really happens, and not before; what is over is closed by itself."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from services.access.signals import store
from services.access.signals.rules import CONDITION_ENDED, Found
from shared.clients.access import AccessClient
from shared.clients.base import Refusal
from shared.schemas import access as schemas
from shared.values.deciding import DecisionOutcome, RefusalGround
from shared.values.legal_frames import GraderRole, LegalCheckAnswer, LegalCheckKind, LegalCheckReason
from shared.values.reviewing import AdviceKind, AdviceOpinion, ReviewKind
from shared.values.signals import SignalKind, SignalSeverity, SignalState, SignalSubject
from shared.values.terms import ProvisionType
from tests.services.access.conftest import Agreed
from tests.services.access.gradings.test_rest import new_grading
from tests.services.access.legal_checks.known import catalogued, talked
from tests.services.access.requests.test_rest_acts import STAY, reported
from tests.services.access.waiting_list.test_rest import waiting
from tests.services.outcomes.conftest import counted
from tests.support.persons import neighbour

DAY = date(2026, 4, 20)


async def told(agreed: Agreed, kind: str, **more: Any) -> list[schemas.Signal]:
    """The signals of a kind, once the day's work was done."""
    await agreed.work()
    return await agreed.client().list_signals(kind=kind, **more)


def about(signal: schemas.Signal) -> tuple[str, str, str, UUID | None]:
    """What a signal says of itself in words."""
    return signal.rule, signal.subject_kind, signal.subject, signal.citizen_id


@pytest.mark.rule("R-A55")
async def test_a_term_comes_near_expires_and_is_met(agreed: Agreed) -> None:
    """Report 4-5-2026, inquiry by 15-6: nothing on 7-6, a warning on 8-6, serious on 16-6; ready closes it; all of it is told."""
    client = agreed.client()
    await agreed.on(date(2026, 5, 4))
    request = await agreed.report(contact_on=date(2026, 5, 4))
    await agreed.on(date(2026, 6, 7))
    assert await told(agreed, "termExpiring") == []
    await agreed.on(date(2026, 6, 8))
    for _ in range(2):
        (near,) = await told(agreed, "termExpiring")
    assert about(near) == ("R-A55", "request", str(request.id), request.citizen_id)
    assert near.facts == {"termKind": "inquiry", "dueOn": "2026-06-15", "daysLeft": 7}
    await agreed.on(date(2026, 6, 16))
    (late,) = await told(agreed, "termExpired")
    assert (late.severity, late.facts["lateOn"]) == (SignalSeverity.SERIOUS, "2026-06-16")
    near = await client.get_signal(near.id)
    assert (near.state, near.action, near.closed_on, near.version) == (
        SignalState.CLOSED, CONDITION_ENDED, agreed.tenant.today, 2,
    )  # fmt: skip
    new = schemas.NewClarification(held_on=agreed.tenant.today, method="talk", own_strength="Regelt de post.")
    await client.record_clarification(request.id, new)
    (met,) = await told(agreed, "termExpired")
    assert (met.state, met.closed_by) == (SignalState.CLOSED, "service-access")
    facts = [
        (one.type.split(".")[3], one.data["kind"])
        for one in await agreed.facts("signal-raised", "signal-closed")
    ]
    assert facts == [
        ("signal-raised", "termExpiring"),
        ("signal-raised", "termExpired"),
        ("signal-closed", "termExpiring"),
        ("signal-closed", "termExpired"),
    ]


@pytest.mark.rule("R-A13")
@pytest.mark.rule("D-32")
@pytest.mark.rule("R-A37")
@pytest.mark.rule("R-A48")
@pytest.mark.rule("E-50")
@pytest.mark.rule("E-30")
async def test_what_waits_too_long_is_told_until_it_is_done(agreed: Agreed) -> None:
    """A review, a place, acute care and a test of the frame: not on their last day, the day after, and closed when done."""
    client, provider = agreed.client(), agreed.tenant.providers[0]
    policy = schemas.NewPolicy(valid_from=DAY, undecided_exposure_days=12, legal_dispute_days=12)
    await client.register_policy(policy)
    request = await agreed.report(contact_on=DAY)
    asked = schemas.NewReview(kind=ReviewKind.VOLUNTARY, request_id=request.id, due_on=date(2026, 5, 2))
    review = await client.register_review(asked)
    entry = await client.register_waiting_entry(
        waiting(request.id, 1, since=date(2026, 4, 25) - timedelta(5))
    )
    urgent = await agreed.report(contact_on=DAY, acute=True)
    order = await client.register_care_order(
        schemas.NewCareOrder(request_id=urgent.id, provider=provider, daily_amount_cents=25_000)
    )
    frame = schemas.NewLegalCheck(
        request_id=request.id, kind=LegalCheckKind.WLZ_REGISTER, reason=LegalCheckReason.INTENSIVE_CARE
    )
    check = await client.register_legal_check(frame)
    kinds = {
        "waitTooLong": date(2026, 4, 27),
        "reviewOverdue": date(2026, 5, 2),
        "acuteUndecided": date(2026, 5, 2),
    }
    kinds["legalDisputeOpen"] = date(2026, 5, 2)
    raised = {}
    for kind, last in kinds.items():
        await agreed.on(last)
        assert await told(agreed, kind) == []
    for kind in kinds:
        await agreed.on(date(2026, 5, 3))
        (raised[kind],) = await told(agreed, kind)
    assert about(raised["reviewOverdue"])[:3] == ("D-32", "review", str(review.id))
    wait = raised["waitTooLong"]
    assert (about(wait)[:3], wait.severity) == (("R-A37", "waitingListEntry", str(entry.id)), "serious")
    assert wait.facts == {"urgency": 1, "since": "2026-04-20", "maximumDays": 7, "policyVersion": 1}
    acute = raised["acuteUndecided"]
    assert (about(acute)[:3], acute.provider) == (("R-A48", "request", str(urgent.id)), provider)
    assert acute.facts["exposureCents"] == 13 * 25_000
    assert raised["legalDisputeOpen"].facts["checkKind"] == "wlzRegister"
    answer = schemas.AnsweredLegalCheck(answer=LegalCheckAnswer.NO_INDICATION)
    await client.answer_legal_check(check.id, answer)
    await client.place_waiting_entry(entry.id, schemas.WaitingPlacement(provider=provider))
    await client.take_decision(urgent.id, agreed.new_decision(acute=True, start_date=order.start_date))
    for kind in ("waitTooLong", "acuteUndecided", "legalDisputeOpen"):
        (one,) = await told(agreed, kind)
        assert (one.state, one.action) == (SignalState.CLOSED, CONDITION_ENDED), kind
    (one,) = await told(agreed, "reviewOverdue", state="open")
    assert one.subject == str(review.id)


@pytest.mark.rule("R-A56")
async def test_a_transfer_that_nobody_answers_is_told(agreed: Agreed) -> None:
    """Offered on 20 April with a term of 14 days: on 5 May a signal, which ends when it is answered; so for a youth of A's."""
    client = agreed.client()
    youth = await reported(agreed, law="jeugdwet", referrer=None, residence=STAY)
    request = await agreed.report()
    offer = await client.record_departure(
        request.citizen_id, schemas.NewDeparture(to="00000099000000000310", moved_on=date(2026, 8, 1))
    )
    await agreed.on(date(2026, 5, 4))
    assert await told(agreed, "transferOverdue") == []
    await agreed.on(date(2026, 5, 5))
    (late,) = await told(agreed, "transferOverdue", citizenId=str(request.citizen_id))
    (elsewhere,) = await told(agreed, "transferOverdue", subject=youth["id"])
    assert (elsewhere.subject_kind, elsewhere.facts["transferBy"]) == ("request", "2026-05-04")
    assert about(late) == ("R-A56", "citizen", str(request.citizen_id), request.citizen_id)
    await client.withdraw_transfer(offer.id)
    own = schemas.Residence.model_validate(
        {"addresses": [{"municipality": agreed.tenant.owner, "fromDate": "2020-01-01"}]}
    )
    await client.determine_responsible_municipality(UUID(youth["id"]), own)
    assert [one.state for one in await told(agreed, "transferOverdue")] == [SignalState.CLOSED] * 2


@pytest.mark.rule("R-A25")
@pytest.mark.rule("E-21")
@pytest.mark.rule("E-70")
@pytest.mark.rule("F-33")
async def test_a_result_without_effort_or_term_is_told_and_holds_nothing_up(agreed: Agreed) -> None:
    """Acute care on a result without a term is granted and told; six weeks on its effort is missed, until it is added."""
    client, request = agreed.client(), await agreed.report()
    result = schemas.DecidedResult(text="Een schoon huis.", set_by=["citizen", "municipality"])
    asked = agreed.new_decision(acute=True, results_based=True, results=[result])
    made = await client.take_decision(request.id, asked)
    (vague,) = await told(agreed, "resultWithoutTerm")
    assert (about(vague)[1:3], vague.facts["missing"]) == (("decision", str(made.id)), "term")
    await agreed.on(date(2026, 6, 1))
    assert await told(agreed, "effortMissing") == []
    await agreed.on(date(2026, 6, 2))
    (missed,) = await told(agreed, "effortMissing")
    await client.acknowledge_signal(missed.id)
    await client.add_effort(made.id, schemas.NewEffort(volume=150, unit="01", frequency="4"))
    (closed,) = await told(agreed, "effortMissing")
    assert (closed.state, closed.acknowledged_by, closed.version) == (SignalState.CLOSED, "j.jansen", 3)


@pytest.mark.rule("R-A36")
@pytest.mark.rule("E-05")
@pytest.mark.rule("E-34")
@pytest.mark.rule("E-63")
@pytest.mark.rule("E-71")
async def test_what_happened_is_told_once(agreed: Agreed) -> None:
    """A breach, a heavier intake, experts of the chosen provider and a refusal without a way on: one signal each, for ever."""
    client, (one, two) = agreed.client(), agreed.tenant.providers[:2]
    request = await agreed.report()
    referral = await client.make_referral(request.id, schemas.NewReferral(provider=one))
    await agreed.client(one).refuse_referral(referral.id, "Te zwaar.")
    await client.register_grading(new_grading(request.id, GraderRole.SWITCH_TEAM, 3))
    intake = GraderRole.PROVIDER_INTAKE
    await client.register_grading(new_grading(request.id, intake, 3, provider=two))
    assert await told(agreed, "gradedHigherByProvider") == []
    await client.register_grading(new_grading(request.id, intake, 4, provider=one))
    drafts = [
        await _advised(agreed, f"advies-{name}", employer)
        for name, employer in (("a", one), ("b", None), ("c", two))
    ]
    refused = await _refused(agreed, "algemeen", "01")
    for kind, rule, subject in (
        ("acceptanceBreach", "R-A36", referral.id),
        ("gradedHigherByProvider", "E-05", request.id),
        ("expertNotIndependent", "E-34", drafts[0]),
        ("interestUndeclared", "E-63", drafts[1]),
        ("noRouteToTailorMade", "E-71", refused),
    ):
        (signal,) = await told(agreed, kind)
        assert (signal.rule, signal.subject) == (rule, str(subject)), kind
        await client.close_signal(signal.id, "Besproken met de aanbieder.")
    await agreed.on(date(2026, 5, 25))
    for kind in ("acceptanceBreach", "gradedHigherByProvider", "expertNotIndependent", "noRouteToTailorMade"):
        assert [one.state for one in await told(agreed, kind)] == [SignalState.CLOSED]


async def _advised(agreed: Agreed, citizen: str, employer: str | None) -> UUID:
    """A draft for the first provider, on which the same expert advised, as employed by whom."""
    client = agreed.client()
    request = await agreed.report(citizen)
    draft = await client.take_decision(request.id, agreed.new_decision(draft=True))
    expert = schemas.NewAdviser(expert="A. de Wit" if citizen != "advies-c" else "B. Bos", employer=employer)
    new = schemas.NewExpertAdvice(
        decision_id=draft.id, kind=AdviceKind.ADVICE, advisers=[expert], advised_on=DAY,
        opinion=AdviceOpinion.POSITIVE,
    )  # fmt: skip
    await client.register_expert_advice(new)
    return draft.id


async def _refused(agreed: Agreed, citizen: str, category: str) -> UUID:
    """A refusal because of a general provision, in a category that the catalogue knows as a general one alone."""
    await catalogued(agreed, code=f"{category}A01", category=category, provision_type=ProvisionType.GENERAL)
    request = await agreed.report(citizen)
    await talked(agreed, request)
    refusing = schemas.NewDecision(
        outcome=DecisionOutcome.REFUSED, refusal_grounds=[RefusalGround.GENERAL_PROVISION],
        product_category=category, motivation="De wasserette is er voor iedereen.",
    )  # fmt: skip
    return (await agreed.client().take_decision(request.id, refusing)).id


@pytest.mark.rule("R-A23")
@pytest.mark.rule("R-A38")
@pytest.mark.rule("G-79")
@pytest.mark.rule("E-21")
@pytest.mark.rule("E-53")
async def test_what_a_case_lacks_is_told_until_it_is_mended(agreed: Agreed) -> None:
    """No end, no coordinator, no measure, an overloaded carer, a ceiling nearly used: each told, each closed when mended."""
    client, (one, two) = agreed.client(), agreed.tenant.providers[:2]
    await client.register_policy(schemas.NewPolicy(valid_from=DAY, coordinator_from_providers=2))
    ceiling = await client.register_access_ceiling(
        schemas.NewAccessCeiling(name="Begeleiding", year=2026, maximum_decisions=2)
    )
    decision = await agreed.decided()
    assert await told(agreed, "accessCeilingNear") == await told(agreed, "coordinatorMissing") == []
    (endless,) = await told(agreed, "allocationWithoutEnd")
    assert (endless.rule, endless.subject_kind, endless.provider) == ("R-A23", "allocation", one)
    request = await agreed.report()
    await client.take_decision(
        request.id, agreed.new_decision(product_code="02A05", provider=two, end_date=date(2026, 12, 31))
    )
    (near,) = await told(agreed, "accessCeilingNear")
    assert (near.rule, near.subject, near.severity) == ("R-A38", str(ceiling.id), "serious")
    assert (near.facts["decisions"], near.facts["usedBasisPoints"]) == (2, 10_000)
    (alone,) = await told(agreed, "coordinatorMissing")
    assert about(alone) == ("R-A23", "citizen", str(decision.citizen_id), decision.citizen_id)
    result = schemas.NewDesiredResult(
        decision_id=decision.id, text="Zelf koken.", term_months=2, set_by=["citizen", "municipality"]
    )
    await client.register_desired_result(result)
    (vague,) = await told(agreed, "resultWithoutTerm")
    assert (vague.rule, vague.facts["missing"], vague.severity) == ("E-21", "measure", "information")
    third = await agreed.report("mantel")
    talk = schemas.NewClarification(
        held_on=DAY, method="talk", own_strength="Kookt zelf.", carer_hours=[4, 21]
    )
    await client.record_clarification(third.id, talk)
    (carer,) = await told(agreed, "carerOverloaded")
    assert (carer.rule, carer.subject, carer.facts["hours"], carer.facts["limit"]) == (
        "E-53",
        str(third.id),
        21,
        20,
    )
    await client.record_clarification(third.id, talk.model_copy(update={"carer_hours": [20]}))
    members = [schemas.HouseholdMember(citizen_id=decision.citizen_id)]
    new = schemas.NewHouseholdPlan(start_date=DAY, members=members, providers=[one, two])
    await client.register_household_plan(new)
    await client.change_access_ceiling(ceiling.id, 1, schemas.AccessCeilingChange(maximum_decisions=800))
    for kind in ("carerOverloaded", "accessCeilingNear"):
        assert [found.state for found in await told(agreed, kind)] == [SignalState.CLOSED], kind
    alone, planned = await told(agreed, "coordinatorMissing")
    assert (alone.state, planned.subject_kind, planned.facts["providers"]) == ("closed", "householdPlan", 2)


@pytest.mark.rule("R-A37")
async def test_what_a_person_closed_comes_again_after_thirty_days(agreed: Agreed) -> None:
    """Closed on 3 May while the wait goes on: nothing up to 1 June, a new signal on 2 June; a hundred looks tell nothing twice."""
    client = agreed.client()
    request = await agreed.report()
    await client.register_waiting_entry(waiting(request.id, 1))
    await agreed.on(date(2026, 5, 3))
    (first,) = await told(agreed, "waitTooLong")
    await client.close_signal(first.id, "De aanbieder belt morgen.")
    await agreed.on(date(2026, 6, 1))
    assert len(await told(agreed, "waitTooLong")) == 1
    await agreed.on(date(2026, 6, 2))
    for _ in range(3):
        assert [one.state for one in await told(agreed, "waitTooLong")] == [
            SignalState.CLOSED,
            SignalState.OPEN,
        ]
    assert len(await agreed.facts("signal-raised")) == len(await client.list_signals())


async def test_the_watch_is_the_municipalitys_own(agreed: Agreed) -> None:
    """A provider is refused, another municipality finds nothing, and what was raised in another act is told in the feed too."""
    client, provider = agreed.client(), agreed.tenant.providers[0]
    found = Found(
        SignalKind.STACKED_CARE, "R-A42", SignalSubject.PROVIDER, provider, SignalSeverity.WARNING,
        provider=provider,
    )  # fmt: skip
    pattern = Found(
        SignalKind.CARER_OVERLOADED, "E-53", SignalSubject.MUNICIPALITY, agreed.tenant.owner, SignalSeverity.WARNING
    )  # fmt: skip
    async with agreed.connection() as connection:
        (made, kept) = await store.raise_signals(connection, agreed.tenant.owner, [found, pattern], DAY)
    assert await agreed.facts("signal-raised") == []
    for _ in range(2):
        await agreed.work()
    facts = await agreed.facts("signal-raised")
    assert [(one.data["id"], one.data["version"]) for one in facts] == [(str(made), 1), (str(kept), 1)]
    fact = facts[0]
    snapshot = await agreed.post("/snapshots", {"collection": "signals"})
    assert all(f'"{one}"' in snapshot.text for one in (made, kept)), (
        "each step has its fact, so it can be mirrored"
    )
    # A pattern of the same kind is not what the watch of cases closes.
    assert (await client.get_signal(kept)).state is SignalState.OPEN
    assert "acknowledgedBy" not in fact.data
    elsewhere = (await neighbour(agreed.tenant)).client(AccessClient, end_user="b.elders")
    for asked, status in ((agreed.client(provider), 403), (elsewhere, 404)):
        with pytest.raises(Refusal) as caught:
            await asked.get_signal(made)
        assert caught.value.status == status
    assert (await client.close_signal(made, "Besproken.")).version == 2


async def test_the_statements_do_not_grow_with_the_cases(
    agreed: Agreed, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One waits or fifty do: the same statements, and done once more there is nothing to do."""
    client, counts = agreed.client(), []
    service = agreed.tenant.house.services["access"]
    for number, many in enumerate((1, 50)):
        for each in range(many):
            request = await agreed.report(f"wacht-{'abcdefghij'[each // 10]}{'abcdefghij'[each % 10]}")
            await client.register_waiting_entry(waiting(request.id, 1, product_category=f"0{number + 1}"))
        await agreed.on(date(2026, 5, 10))
        ctx = service.system_context(agreed.tenant.owner)
        (duty,) = [one for one in service.duties if one.name == "watch-cases"]
        with counted(monkeypatch) as statements:
            for due in await duty.due(ctx):
                await duty.do(service.system_context(agreed.tenant.owner), due)
        counts.append(len(statements))
        assert await duty.due(service.system_context(agreed.tenant.owner)) == []
    assert counts[0] == counts[1]
    assert len(await client.list_signals(kind="waitTooLong")) == 51
