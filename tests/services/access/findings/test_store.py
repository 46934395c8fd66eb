"""What trends rest on, counted from what was really done, in as many statements for many as for none."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import asyncpg
import pytest

from services.access.findings import store
from services.access.findings.rules import PATTERNS, Count, SubjectCount
from services.access.policies.rules import DEFAULT
from shared.schemas.access import (
    NewCareStart,
    NewCareStop,
    NewLegalCheck,
    NewNurseContacts,
    NewPgbSwitch,
    NewRemedy,
    NewReview,
    NewTransitionCohort,
    ReviewCompletion,
)
from shared.values.care_courses import PgbReason, StopReason
from shared.values.legal_frames import LegalCheckKind, LegalCheckReason
from shared.values.products import CareLayer
from shared.values.remedies import RemedyHandler, RemedyKind, RemedySubject
from shared.values.reviewing import ReviewKind, ReviewOutcome
from tests.services.access.desired_results.test_rest import washing
from tests.services.access.products.test_rest import a_product
from tests.services.access.transition_cohorts.test_rest import second_contract

APRIL = (date(2026, 4, 1), date(2026, 4, 30))
MAY = (date(2026, 5, 1), date(2026, 5, 30))
POLICY = replace(DEFAULT, trend_minimum_count=1)


async def lived(agreed: Any) -> Any:
    """A citizen with acute care from 1 April that stopped on the 10th, and all that access keeps of it, in April."""
    client, provider = agreed.client(), agreed.client(agreed.tenant.providers[0])
    decision = await agreed.acute()
    start = await provider.register_care_start(
        NewCareStart(decision_id=decision.id, start_date=date(2026, 4, 1))
    )
    await provider.register_care_stop(
        NewCareStop(care_start_id=start.id, end_date=date(2026, 4, 10), reason=StopReason.GOALS_REACHED)
    )
    await client.register_desired_result(washing(decision.id))
    await client.register_pgb_switch(
        NewPgbSwitch(
            request_id=decision.request_id, requested_on=date(2026, 4, 18), reason=PgbReason.OTHER_SUPPLY
        )
    )
    await client.register_legal_check(
        NewLegalCheck(
            request_id=decision.request_id, kind=LegalCheckKind.WLZ_REGISTER, reason=LegalCheckReason.INTENSIVE_CARE
        )
    )  # fmt: skip
    await client.register_remedy(
        NewRemedy(
            kind=RemedyKind.COMPLAINT, citizen_id=decision.citizen_id, decision_id=decision.id,
            subject=RemedySubject.CONDUCT, filed_on=date(2026, 4, 20), handler_kind=RemedyHandler.COMPLAINTS_DESK,
        )
    )  # fmt: skip
    review = await client.register_review(
        NewReview(kind=ReviewKind.VOLUNTARY, request_id=decision.request_id)
    )
    await agreed.client(end_user="q.kwaliteit").complete_review(
        review.id, ReviewCompletion(outcome=ReviewOutcome.APPROVED_WITH_CHANGE, advice="Twee uur volstaat.")
    )
    await client.register_nurse_contact(
        NewNurseContacts(
            practice="01054321", first_day=date(2026, 4, 1), last_day=date(2026, 4, 20), contacts=12, handled=9
        )
    )  # fmt: skip
    return decision


@pytest.mark.rule("E-02", "E-08", "E-09", "E-13", "E-20", "E-36", "E-48", "E-49", "E-50", "R-A41")
async def test_what_was_done_is_counted_where_it_belongs(agreed: Any) -> None:
    """In April it is now, in May it is before; four hours a week are 240 minutes."""
    await lived(agreed)
    async with agreed.connection() as connection:
        now = await store.read_measured(connection, POLICY, *APRIL, cut_on=date(2026, 4, 11))
        later = await store.read_measured(connection, POLICY, *MAY)
    told = {name: count.now for name, count in now.counts.items() if count.now}
    assert told == {
        "requests": 1, "clarified": 1, "decided": 1, "pgb_switches": 1, "reviewed": 1, "changed": 1,
        "allocations": 1, "minutes": 4 * 60 * 52, "timed_clients": 1, "stops": 1, "stop_days": 10, "reached": 1,
        "trajectories": 1, "aimed_at": 1, "disputes": 1, "dispute_days": 10, "complaints": 1,
    }  # fmt: skip
    ended = ("disputes", "dispute_days")
    assert {
        name: count.before for name, count in later.counts.items() if name not in ended and count.before
    } == {name: many for name, many in told.items() if name not in ended}
    assert later["disputes"] == Count(1, 1) and later["dispute_days"] == Count(40, 10)
    assert now.cut is not None and now.cut.requests == Count(1, 0)
    assert now.products == [SubjectCount("wmo2015/02/02A03", Count(1, 0))]
    assert [(one.practice, one.contacts, one.draws) for one in now.practices] == [
        ("01054321", Count(12, 0), False)
    ]
    assert (now.providers, later.cut) == ([], None)


@pytest.mark.rule("E-13", "E-35", "E-36", "E-53", "E-59", "E-68", "F-26")
async def test_where_and_how_heavy_it_was_decided(agreed: Any) -> None:
    """By the place of the decision, the catalogue's layer, a carer's overload, scenario D and a transition; no complaints unasked."""
    await agreed.tell("product-registered", a_product(agreed, layer=CareLayer.SPECIALIST))
    decision = await lived(agreed)
    owner, provider = agreed.tenant.owner, agreed.tenant.providers[0]
    new = await second_contract(agreed, provider)
    client = agreed.client()
    cohort = await client.register_transition_cohort(
        NewTransitionCohort(
            from_contract_id=agreed.contract.id, to_contract_id=new.id, last_day=date(2026, 4, 30)
        )
    )
    await client.carry_out_transition_cohort(cohort.id)
    async with agreed.connection() as connection:
        run = connection.raw.execute
        await run("update decisions set place = 'otherParty' where id = $1", decision.id)
        await run("update contract_terms set scenario = 'd' where owner = $1", owner)
        await run(
            "update clarifications set carer_hours = '{5,21}', held_on = '2026-03-31' where owner = $1", owner
        )
        desk = await store.read_measured(connection, POLICY, *APRIL)
        assert (desk["desk"], desk["desk_days"]) == (Count(1, 0), Count(7, 0))
        assert (desk["overloaded"], desk["heavier_after"]) == (Count(0, 1), Count(1, 0))
        assert (desk["layered"], desk["heavy"], desk["allocations"]) == (
            Count(1, 0),
            Count(1, 0),
            Count(1, 0),
        )
        assert (desk["scenario_complaints"], desk["moved_complaints"]) == (Count(1, 0), Count(0, 0))
        await run("update remedies set filed_on = '2026-05-03' where owner = $1", owner)
        moved = await store.read_measured(connection, POLICY, *MAY)
        assert (moved["moved"], moved["moved_complaints"], moved["allocations"]) == (
            Count(1, 0), Count(1, 0), Count(0, 1),
        )  # fmt: skip
        await run("update decisions set place = 'secondLineProvider' where id = $1", decision.id)
        own = await store.read_measured(connection, POLICY, *APRIL, complaints=False)
        assert own.providers == [SubjectCount(provider, Count(1, 0))]
        assert "complaints" not in own.counts
        assert (await store.read_measured(connection, DEFAULT, *APRIL)).providers == []


async def test_a_month_is_claimed_once(agreed: Any) -> None:
    """Whoever comes second hears so; nothing is to be watched before anything began; a month begins on its first day."""
    owner, month = agreed.tenant.owner, date(2026, 4, 1)
    async with agreed.connection() as connection:
        assert await store.is_watched(connection, owner, PATTERNS, month, date(2026, 4, 30))
    await agreed.report()
    async with agreed.connection() as connection:
        assert await store.is_watched(connection, owner, PATTERNS, month, date(2026, 4, 12))
        assert not await store.is_watched(connection, owner, PATTERNS, month, date(2026, 4, 30))
        assert await store.claim_watch(connection, owner, PATTERNS, month)
        assert not await store.claim_watch(connection, owner, PATTERNS, month)
        assert await store.is_watched(connection, owner, PATTERNS, month, date(2026, 4, 30))
        assert await store.claim_watch(connection, owner, "anders", month)
    with pytest.raises(asyncpg.CheckViolationError):
        async with agreed.connection() as connection:
            await store.claim_watch(connection, owner, PATTERNS, month + timedelta(days=1))
