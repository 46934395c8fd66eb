"""Every committed change has its one row in the logbook, and every row its change, whatever dies meanwhile (check 28)."""

import asyncio
import os
import random
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
import pytest

from deploy.postgres import Cluster
from shared.kit.event_types import Kind
from shared.kit.tables import kit_tables, metadata
from tests.security.mortal import Mortal, mortal
from tests.security.watching import Change, Watch, watched
from tests.support.house import House
from tests.support.tenants import Tenant, new_tenant
from tests.wire.documents import SERVICES
from tests.wire.life import TODAY, live

SEED = 28
WRITERS, ROUNDS = 6, int(os.environ.get("KILLED_ROUNDS", "4"))
# What a follower moves in the transaction of a fact's effect: the sibling's logbook has the fact.
CURSORS = {"followers", "parked"}
# A copy of a sibling's contract that the year hands to access and settlement by itself (tests/wire/access_allocations.py,
# settlement_day_one.py): its fact has no place in a feed, so that no cursor moves.
HANDED = {"allocations", "contract_terms", "known_contracts"}
# The kit's own, which no operation of the domain writes: a sandbox's clock, the log of who was read, messages on their way,
# files that still come in and the work that waits (what they lead to has its fact).
AROUND = {"clocks", "processing_log", "subscriptions", "deliveries", "uploads", "upload_pieces", "jobs"}


def unrecorded(watch: Watch) -> list[str]:
    """Transactions that changed something without one fact, or told a fact twice, or told one of nothing."""
    wrong = []
    for xid, changes in watch.transactions.items():
        places = {one.place for one in changes} - AROUND
        facts = watch.facts(changes)
        if places - CURSORS - HANDED and not facts and not places & CURSORS:
            wrong.append(f"{xid} changed {sorted(places)} without a fact")
        # What another row becomes by it is a fact of its own (logbook.tell); of one subject there is one.
        if len({one.id for one in facts}) < len(facts):
            wrong.append(f"{xid} told {[one.what for one in facts]}")
        for fact in facts:
            if not any(_is_of(fact, one) for one in changes):
                wrong.append(f"{xid} told {fact.what} of version {fact.version} and changed no such row")
    return wrong


def _is_of(fact: Change, change: Change) -> bool:
    return change.place != "logbook" and (change.id, change.version) == (fact.id, fact.version)


def out_of_order(watch: Watch) -> list[str]:
    """Subjects of which a version is missing in the logbook and was not given by another subject's fact."""
    told: defaultdict[str | None, set[int | None]] = defaultdict(set)
    given: defaultdict[str | None, set[int | None]] = defaultdict(set)
    for changes in watch.transactions.values():
        for fact in watch.facts(changes):
            if fact.version in told[fact.id]:
                return [f"{fact.what} tells version {fact.version} of {fact.id} again"]
            told[fact.id].add(fact.version)
        for one in changes:
            if one.place not in ("logbook", *CURSORS) and one.version is not None:
                given[one.id].add(one.version)
    return [
        f"{subject}: told {sorted(versions)}, given {sorted(given[subject])}"  # type: ignore[type-var]
        for subject, versions in told.items()
        if not versions <= given[subject]
    ]


def undeclared(house: House, watch: Watch, kinds: Mapping[str, Kind]) -> list[str]:
    """Collections in which a fact changed rows without being the fact of those rows or saying that it changes them.

    What nobody mirrors here, such as a copy that a sibling's facts tell, is left out.
    """
    lists = {
        one.path.strip("/"): one.answer
        for one in house.surfaces[watch.service].endpoints
        if one.method == "GET"
        and one.page
        and "{" not in one.path
        and one.path.strip("/") not in AROUND
        and not getattr(one.answer, "fleeting", False)
    }
    names = {path.replace("-", "_"): (path, model) for path, model in lists.items()}
    wrong = set()
    for changes in watch.transactions.values():
        facts = watch.facts(changes)
        told = {fact.id for fact in facts}
        for fact in facts:
            kind = kinds[fact.what]
            for one in changes:
                path, model = names.get(one.place, ("", None))
                # What has a fact of its own beside this one (logbook.tell) is told by that.
                moved = one.version != one.before and (one.id == fact.id or one.id not in told)
                if path and moved and model is not kind.event.model and path not in kind.also:
                    wrong.add(f"{fact.what} changes {path}")
    return sorted(wrong)


async def test_each_change_of_a_year_has_its_one_fact(cluster: Cluster, house: House) -> None:
    """Check 28: a year lived through every operation: one transaction, one fact of that very version; and no fact of nothing.

    What a follower takes over has the sibling's fact, and moves the cursor in the same transaction.
    """
    tenant = await new_tenant(house, TODAY, providers=2)
    async with watched(cluster, house, *SERVICES) as watches:
        await live(tenant)
    for watch in watches.values():
        wrong = unrecorded(watch)
        assert not wrong, f"{watch.service}: {wrong}"
        assert out_of_order(watch) == [], watch.service
        kinds = house.services[watch.service].catalogue.kinds
        assert undeclared(house, watch, kinds) == [], watch.service
        silent = {what: replace(kind, also=()) for what, kind in kinds.items()}
        assert bool(undeclared(house, watch, silent)) is any(kind.also for kind in kinds.values())
    facts = Counter(
        fact.what
        for watch in watches.values()
        for changes in watch.transactions.values()
        for fact in watch.facts(changes)
    )
    listed = {what for service in house.services.values() for what in service.events}
    assert len(set(facts) & listed) > 25 and facts.total() > 40
    kit = set(kit_tables(metadata()))
    followed = [
        changes
        for watch in watches.values()
        for changes in watch.transactions.values()
        if not watch.facts(changes) and {one.place for one in changes} - kit
    ]
    assert followed, "somebody followed"


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ([Change("contracts", "o", "1", 2, 1, None)], 1),
        ([Change("logbook", "o", "1", 2, None, "x")], 1),
        ([Change("contracts", "o", "1", 3, 2, None), Change("logbook", "o", "1", 2, None, "x")], 1),
        ([Change("contracts", "o", "1", 2, 1, None), *[Change("logbook", "o", "1", 2, None, "x")] * 2], 1),
        ([Change("contracts", "o", "1", 2, 1, None), Change("logbook", "o", "1", 2, None, "x")], 0),
        ([Change("copies", "o", "1", 2, 1, None), Change("followers", None, None, None, None, None)], 0),
        ([Change("clocks", "o", None, None, None, None)], 0),
    ],
)
def test_the_watch_sees_what_is_wrong(changes: list[Change], found: int) -> None:
    """A change without a fact, a fact without a change, of another version, and told twice: each is found."""
    assert len(unrecorded(Watch("contracts", {1: changes}))) == found


class Writer:
    """Writes populations and drafts through a process that keeps dying, and repeats each until it has an answer."""

    def __init__(self, tenant: Tenant, process: Mortal, number: int) -> None:
        self.tenant, self.process, self.number = tenant, process, number
        self.dice = random.Random(SEED + number)
        self.answers: dict[str, Any] = {}
        self.drafts: dict[str, int] = {}
        self.repeated = 0

    async def write(self, over: asyncio.Event) -> None:
        """One write after another, until it is over; what was begun is finished."""
        while not over.is_set():
            key = f"k-{self.number}-{len(self.answers)}"
            if self.drafts and self.dice.random() < 0.5:
                draft = self.dice.choice(list(self.drafts))
                sent = {"json": {"waitingNormDays": self.dice.randint(1, 30)}}
                headers = {"If-Match": f'"{self.drafts[draft]}"'}
                answer = await self.send("PATCH", f"/contracts/{draft}", key, headers, sent)
                self.drafts[draft] = answer["version"]
            else:
                body = {"number": key, "name": key, "municipalityCode": "0484", "legalForm": "contract"}
                answer = await self.send("POST", "/contracts", key, {}, {"json": body})
                self.drafts[answer["id"]] = answer["version"]
            self.answers[key] = answer

    async def send(
        self, method: str, path: str, key: str, headers: dict[str, str], sent: dict[str, Any]
    ) -> dict[str, Any]:
        """Ask until there is an answer that is not about the process being away."""
        token = await self.tenant.token(self.tenant.owner)
        headers = {"Authorization": f"Bearer {token}", "Idempotency-Key": key, **headers}
        for attempt in range(2000):
            self.repeated += attempt > 0
            try:
                answer = await self.tenant.house.http.request(
                    method, f"{self.process.url}/v1{path}", headers=headers, timeout=5, **sent
                )
            except httpx.TransportError:
                await asyncio.sleep(0.05)
                continue
            if answer.status_code in (200, 201):
                found: dict[str, Any] = answer.json()
                return found
            assert answer.status_code in (409, 503), answer.text
            assert answer.json()["code"] in ("request-in-progress", "service-away", "sibling-away"), (
                answer.text
            )
            await asyncio.sleep(0.05)
        raise AssertionError(f"no answer to {key}")


async def test_killed_at_random_points_nothing_is_half(
    cluster: Cluster, house: House, tmp_path: Path
) -> None:
    """Check 28: the process dies by SIGKILL under load, again and again: each change has its fact, each key its one answer."""
    tenant, dice, over = await new_tenant(house, TODAY, providers=1), random.Random(SEED), asyncio.Event()
    async with (
        watched(cluster, house, "contracts") as watches,
        mortal(house, "contracts", tmp_path) as process,
    ):
        writers = [Writer(tenant, process, number) for number in range(WRITERS)]

        async def kill() -> None:
            for _ in range(ROUNDS):
                await asyncio.sleep(dice.uniform(0.2, 0.9))
                await process.die()
                await process.start()
            over.set()

        await asyncio.gather(kill(), *(writer.write(over) for writer in writers))
    watch = watches["contracts"]
    assert unrecorded(watch) == [] and out_of_order(watch) == []
    answers = {key: one for writer in writers for key, one in writer.answers.items()}
    facts = Counter(
        (fact.id, fact.version)
        for changes in watch.transactions.values()
        for fact in watch.facts(changes)
        if fact.owner == tenant.owner
    )
    assert facts == Counter((one["id"], one["version"]) for one in answers.values())
    listed = (await tenant.ask("contracts", "GET", "/contracts", params={"limit": 1})).json()
    assert listed["items"] and len(answers) > 40
    assert process.deaths > ROUNDS and sum(writer.repeated for writer in writers) > ROUNDS
