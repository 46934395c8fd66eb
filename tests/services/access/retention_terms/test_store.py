"""When files closed, and until when they are kept, as the database says."""

from datetime import date
from uuid import UUID

import pytest

from services.access.retention_terms import rules, store
from services.access.retention_terms.rules import CitizenFile
from shared.kit.problems import PreconditionFailed
from shared.values import new_id
from shared.values.terms import Law, RecordCategory
from tests.support.files import Filed, agree, file
from tests.support.tenants import Tenant

END = date(2026, 6, 30)


async def files(filed: Filed, *citizens: str, as_of: date | None = None) -> list[CitizenFile]:
    """The files of citizens on a day, by the terms of the law."""
    owner = filed.tenant.owner
    async with filed.tenant.house.services["access"].system_context(owner).read() as connection:
        terms = await store.list_terms(connection, owner)
        ids = [UUID(one) for one in citizens]
        found = await store.list_files(connection, owner, ids, terms, as_of or filed.tenant.today)
        return [found[one] for one in ids if one in found]


@pytest.mark.rule("F-37")
async def test_a_file_is_open_while_anything_runs(tenant: Tenant) -> None:
    """A question, a referral without an answer, a decision that runs or can be objected to: open; then closed."""
    filed = await agree(tenant)
    contract = {"contractId": str(filed.contract.id)}
    asked, referred, granted = [await filed.register(name, "") for name in ("vraag", "verwezen", "besloten")]
    await filed.request(asked, "vraag")
    request = await filed.request(referred, "verwezen", **contract)
    referral = await filed.made(f"/requests/{request}/referrals", {"provider": tenant.providers[0]})
    await filed.decide(await filed.request(granted, "besloten"), "besloten", end=date(2026, 1, 20))
    assert [one.open for one in await files(filed, asked, referred, granted)] == [True] * 3
    await filed.made(f"/referrals/{referral['id']}/acceptance", {}, oin=tenant.providers[0])
    decided = (await filed.ask("GET", "/decisions")).json()["items"][0]
    last = date.fromisoformat(decided["objectionUntil"])
    assert last > date(2026, 1, 20)
    found = await files(filed, asked, referred, granted, as_of=last)
    assert [one.open for one in found] == [True, False, True]
    [closed] = await files(filed, granted, as_of=date(2026, 3, 1))
    assert (closed.open, closed.closed_on, closed.category) == (False, last, RecordCategory.WMO_FILE)
    assert closed.due_on == last.replace(year=2041)


@pytest.mark.rule("F-37")
async def test_care_that_goes_on_keeps_a_file_open_and_its_last_day_begins_the_term(tenant: Tenant) -> None:
    """Open while care runs, a result is to be reached, a PGB is asked for; then the last of their days closes the file."""
    filed = await agree(tenant)
    citizen = await filed.register("zorg", "")
    contract, today = {"contractId": str(filed.contract.id)}, tenant.today.isoformat()
    request = await filed.request(citizen, "zorg", **contract)
    referral = await filed.made(f"/requests/{request}/referrals", {"provider": tenant.providers[0]})
    await filed.made(f"/referrals/{referral['id']}/acceptance", {}, oin=tenant.providers[0])
    assert [one.open for one in await files(filed, citizen)] == [False]
    start = await filed.made("/care-starts", {"referralId": referral["id"], "startDate": today})
    assert [one.open for one in await files(filed, citizen, as_of=END)] == [True]
    await filed.made("/care-stops", {"careStartId": start["id"], "endDate": today, "reason": "goalsReached"})
    goal = {"referralId": referral["id"], "text": "Zelf koken.", "term": "2026-03-31", "setBy": ["citizen"]}
    made = await filed.made("/desired-results", goal | {"setBy": ["citizen", "municipality", "provider"]})
    days = (date(2026, 3, 31), date(2026, 4, 1))
    assert [one.open for day in days for one in await files(filed, citizen, as_of=day)] == [True, False]
    wish = {"requestId": request, "requestedOn": today, "reason": "other"}
    switch = await filed.made("/pgb-switches", wish)
    assert [one.open for one in await files(filed, citizen, as_of=END)] == [True]
    await filed.made(f"/pgb-switches/{switch['id']}/refusal", {})
    [closed] = await files(filed, citizen, as_of=END)
    assert (closed.open, closed.closed_on, closed.due_on) == (False, date(2026, 3, 31), date(2041, 3, 31))
    await filed.made(f"/desired-results/{made['id']}/withdrawal", {"reason": "noLongerWanted"})
    [closed] = await files(filed, citizen, as_of=END)
    assert (closed.open, closed.closed_on) == (False, tenant.today)


@pytest.mark.rule("F-37")
async def test_the_longest_term_counts(tenant: Tenant) -> None:
    """With a Wmo part and a youth part the file is kept for the youth part's twenty years."""
    filed = await agree(tenant)
    citizen = await filed.register("beide", "", "2012-05-17")
    await filed.decide(await filed.request(citizen, "beide"), "beide", end=date(2026, 12, 31))
    await filed.decide(await filed.request(citizen, "jeugd", "jeugdwet"), "jeugd", end=END, law=Law.JEUGDWET)
    [found] = await files(filed, citizen)
    assert (found.category, found.due_on) == (RecordCategory.YOUTH_FILE, date(2046, 6, 30))


async def test_a_hold_holds_from_placing_to_release_or_its_last_day(tenant: Tenant) -> None:
    """Held until and including the last day; a released hold holds nothing; without a question a file is empty."""
    filed = await agree(tenant)
    citizen, other = await filed.register("gehouden", ""), await filed.register("los", "")
    await filed.made("/legal-holds", {"citizenId": citizen, "ground": "beroep", "until": "2026-01-10"})
    released = await filed.made("/legal-holds", {"citizenId": other, "ground": "beroep"})
    await filed.made(f"/legal-holds/{released['id']}/release", {"reason": "klaar"})
    for day, held in ((10, True), (11, False)):
        found = await files(filed, citizen, other, as_of=date(2026, 1, day))
        assert [(one.held, one.open, one.due_on) for one in found] == [
            (held, False, None),
            (False, False, None),
        ]
    assert await files(filed, str(new_id())) == []


async def test_due_files_are_those_past_their_term_and_not_erased(tenant: Tenant) -> None:
    """One statement finds them over the whole municipality; who was erased is there no more."""
    filed = await file(tenant, end=END)
    owner = tenant.owner
    ctx = tenant.house.services["access"].system_context(owner)

    async def due(day: date) -> list[UUID]:
        async with ctx.read() as connection:
            terms = await store.list_terms(connection, owner)
            return [one.citizen_id for one in await store.list_due_files(connection, owner, terms, day)]

    assert await due(date(2041, 6, 30)) == [
        UUID(filed.citizen_id)
    ]  # its refused referral closed on 1 January
    assert await due(date(2041, 1, 1)) == []
    await filed.made(f"/citizens/{filed.citizen_id}/erasure", {"ground": "unlawful"})
    assert await due(date(2041, 7, 1)) == []


async def test_two_first_policies_at_once_are_one(tenant: Tenant) -> None:
    """The second one that was based on the law's term is told that its version is outdated."""
    ctx = tenant.house.services["access"].system_context(tenant.owner)
    changed = rules.change(
        rules.by_law(tenant.owner, RecordCategory.WMO_FILE), 20, "beleid", date(2026, 1, 1)
    )
    assert changed is not None
    async with ctx.begin() as connection:
        connection.recorded = True
        await store.save_term(connection, changed[0], "test")
    with pytest.raises(PreconditionFailed):
        async with ctx.begin() as connection:
            connection.recorded = True
            await store.save_term(connection, changed[0], "test")
    async with ctx.read() as connection:
        assert (await store.list_terms(connection, tenant.owner))[1] == changed[0]


@pytest.mark.rule("F-37")
@pytest.mark.rule("R-A56")
async def test_a_question_that_moved_closes_on_the_day_of_moving(tenant: Tenant) -> None:
    """Asked in January, moved more than a year later: the term runs from the move, also for what no provider answered."""
    filed = await agree(tenant)
    asked, referred = [await filed.register(name, "") for name in ("vraag", "verwezen")]
    await filed.request(asked, "vraag")
    request = await filed.request(referred, "verwezen", contractId=str(filed.contract.id))
    await filed.made(f"/requests/{request}/referrals", {"provider": tenant.providers[0]})
    moved = date(2027, 2, 5)
    for citizen in (asked, referred):
        await filed.made(
            f"/citizens/{citizen}/departure", {"movedOn": moved.isoformat(), "to": "00000099000000000518"}
        )
    assert [one.open for one in await files(filed, asked, referred)] == [True, True]
    await filed.jump(date(2027, 3, 1))
    done = await tenant.ask("access", "POST", f"/sandbox/{tenant.owner}/work")
    assert done.status_code == 200, done.text
    found = await files(filed, asked, referred)
    assert [(one.open, one.closed_on, one.due_on) for one in found] == [(False, moved, date(2042, 2, 5))] * 2
