"""Waiting times follow the access feed."""

from datetime import date

import pytest

from shared.kit.followers import NotYetKnown
from shared.schemas import access
from shared.values import new_id
from shared.values.terms import ErasureGround, RequestState
from tests.services.outcomes.conftest import Measured
from tests.services.outcomes.flows.caring import decision, referral


@pytest.mark.rule("R-X07")
@pytest.mark.rule("R-O06")
async def test_a_request_waits_until_its_first_talk(measured: Measured) -> None:
    """Open and over the norm at first; after the talk 5 working days and within it."""
    asked = measured.request(date(2026, 5, 7))
    await measured.tell("access", "request-received", asked)
    [before] = await measured.client().waiting_times_of_requests(measured.contract.id, "2026-Q2")
    talked = asked.model_copy(update={"version": 2, "first_talk_on": date(2026, 5, 18)})
    await measured.tell("access", "first-talk-held", talked)
    [one] = await measured.client().waiting_times_of_requests(measured.contract.id, "2026-Q2")
    assert (before.working_days, before.within_norm) == (None, False)
    assert (one.request_id, one.calendar_days, one.working_days, one.within_norm) == (asked.id, 11, 5, True)


async def test_a_quarter_holds_the_contacts_of_its_days(measured: Measured) -> None:
    """Contacts on the first and last day of the quarter belong to it, those next to it do not."""
    for day in (date(2026, 3, 31), date(2026, 4, 1), date(2026, 6, 30), date(2026, 7, 1)):
        await measured.tell("access", "request-received", measured.request(day))
    found = await measured.client().waiting_times_of_requests(measured.contract.id, "2026-Q2")
    assert [one.contact_on for one in found] == [date(2026, 4, 1), date(2026, 6, 30)]


async def test_old_news_changes_nothing(measured: Measured) -> None:
    """The fact of an older version comes again and is ignored."""
    asked = measured.request(date(2026, 5, 7))
    talked = asked.model_copy(update={"version": 2, "first_talk_on": date(2026, 5, 18)})
    await measured.tell("access", "first-talk-held", talked)
    await measured.tell("access", "request-received", asked)
    [one] = await measured.client().waiting_times_of_requests(measured.contract.id, "2026-Q2")
    assert one.first_talk_on == date(2026, 5, 18)


async def test_who_sees_which_waiting_time(measured: Measured) -> None:
    """Municipality and auditor see all; a provider only what was handed to it, and no longer after another got it."""
    first, second = measured.tenant.providers[:2]
    asked = measured.request(date(2026, 5, 7))
    await measured.tell("access", "request-received", asked)

    async def seen() -> list[int]:
        readers = (measured.tenant.owner, measured.tenant.auditor, first, second)
        clients = [measured.client(oin) for oin in readers]
        return [len(await one.waiting_times_of_requests(measured.contract.id, "2026-Q2")) for one in clients]

    before = await seen()
    await measured.tell("access", "referral-made", referral(measured, asked, provider=first))
    referred = await seen()
    await measured.tell("access", "decision-taken", decision(measured, asked, provider=second))
    assert (before, referred, await seen()) == ([1, 1, 0, 0], [1, 1, 1, 0], [1, 1, 0, 1])


async def test_facts_that_come_too_early_wait(measured: Measured) -> None:
    """A request under a contract, or a referral of a request, that is not known yet is tried again later."""
    with pytest.raises(NotYetKnown):
        await measured.tell(
            "access", "request-received", measured.request(date(2026, 5, 7), contract_id=new_id())
        )
    unknown = measured.request(date(2026, 5, 7))
    with pytest.raises(NotYetKnown):
        await measured.tell("access", "referral-made", referral(measured, unknown))


async def test_a_request_without_a_contract_is_no_ones_waiting_time(measured: Measured) -> None:
    """It is kept, handed on, and counts for no contract."""
    asked = measured.request(date(2026, 5, 7), contract_id=None)
    await measured.tell("access", "request-received", asked)
    await measured.tell("access", "decision-taken", decision(measured, asked))
    assert await measured.client().waiting_times_of_requests(measured.contract.id, "2026-Q2") == []


async def test_a_negative_wait_is_an_error(measured: Measured) -> None:
    """A first talk before the first contact raises, so that the fact is kept with an alarm."""
    with pytest.raises(ValueError, match="before the first contact"):
        await measured.tell("access", "first-talk-held", measured.request(date(2026, 5, 7), date(2026, 5, 6)))


@pytest.mark.rule("R-A56")
async def test_a_citizen_who_moved_is_not_late_for_ever(measured: Measured) -> None:
    """The wait ends with the move: within the norm on that day it counts no more, however late it is by now."""
    asked = measured.request(date(2026, 5, 7))
    await measured.tell("access", "request-received", asked)
    moved = asked.model_copy(
        update={"version": 2, "state": RequestState.MOVED, "closed_on": date(2026, 5, 11), "parties": []}
    )
    await measured.tell("access", "request-moved", moved)
    [one] = await measured.client().waiting_times_of_requests(measured.contract.id, "2026-Q2")
    assert (one.request_id, one.within_norm, one.working_days) == (asked.id, None, None)


@pytest.mark.rule("F-38")
async def test_a_citizen_who_was_erased_waits_no_longer(measured: Measured) -> None:
    """The fact of the erasure ends what waited on its day; its line in the log is about the dead surrogate alone."""
    asked = measured.request(date(2026, 5, 7))
    await measured.tell("access", "request-received", asked)
    erasure = access.Erasure(
        id=new_id(), version=1, owner=measured.tenant.owner, citizen_id=asked.citizen_id,
        ground=ErasureGround.WRONG_PERSON, erased_on=date(2026, 5, 11), erased_by="j.jansen", destruction_list_id=None,
    )  # fmt: skip
    await measured.tell("access", "citizen-erased", erasure)
    [one] = await measured.client().waiting_times_of_requests(measured.contract.id, "2026-Q2")
    assert (one.request_id, one.within_norm) == (asked.id, None)
    query = "select subject from processing_log where owner = $1 and name like '%citizen-erased'"
    rows = await measured.tenant.house.services["outcomes"].database.worker.fetch(
        query, measured.tenant.owner
    )
    assert [row["subject"] for row in rows] == [asked.citizen_id]
