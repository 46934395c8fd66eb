"""What the database aggregates is what the rules say of each client, in a fixed number of statements."""

from datetime import date
from random import Random

import pytest

from services.outcomes.assessments import store
from services.outcomes.assessments.rules import Asked, client_steps
from shared.kit.rows import PageRequest
from shared.values.self_sufficiency import StepBasis, StepDirection
from tests.services.outcomes.assessments.helping import client, lines, select
from tests.services.outcomes.conftest import Measured, counted

D = date
DOMAINS = ("day-activities", "housing", "income")


async def fill(measured: Measured, random: Random, numbers: range) -> None:
    """Clients with up to five assessments on any of three domains; some ended, with or without a closing score."""
    rows = []
    for number in numbers:
        ended = random.random() < 0.3
        await client(measured, number, until=D(2026, 7, 1) if ended else None)
        days = sorted(random.sample(range(5, 25), random.randrange(5)))
        for place, day in enumerate(days):
            moment = "intake" if place == 0 else random.choice(["progress", "closing"])
            scored = random.sample(DOMAINS, random.randrange(1, 4))
            scores = " ".join(f"{name}={random.randrange(1, 6)}" for name in scored)
            rows.append((number, moment, D(2026, 1 + place, day), scores))
    batch = await measured.client(measured.lead).register_assessments(
        lines(measured, rows, f"van-{numbers.start}")
    )
    assert batch.rejected == 0, batch.errors


@pytest.mark.rule("R-O02")
@pytest.mark.rule("R-O33")
async def test_the_database_counts_what_the_rules_say(
    measured: Measured, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both bases, over clients drawn by lot: counted client by client or at once is the same, in as many statements for more."""
    await select(measured, *DOMAINS)
    random = Random(17)
    service, today = measured.tenant.house.services["outcomes"], measured.tenant.today
    thresholds = {"housing": 1.5, "income": 0.5}
    needed = []
    for numbers in (range(100, 105), range(105, 130)):
        await fill(measured, random, numbers)
        for basis in StepBasis:
            asked = Asked(D(2026, 1, 10), D(2026, 12, 31), basis)
            ctx = service.system_context(measured.tenant.owner)
            async with ctx.read() as connection:
                with counted(monkeypatch) as ran:
                    clients, domains = await store.tally(
                        connection, measured.contract.id, asked, thresholds, today
                    )
                needed.append(len(ran))
                page = await store.page_taken(connection, PageRequest(100), measured.contract.id, asked)
                ids = [one[0].case_id for one in page.items]
                ended = await store.list_ended(connection, measured.contract.id, ids, today)
            single = [
                client_steps(taken, asked, thresholds, closing_missing=False)
                for taken in page.items
                if taken[0].case_id not in ended or any(one.moment == "closing" for one in taken)
            ]
            found = [one for one in single if one is not None]
            sums = [sum(step.step for step in one.domains) for one in found]
            assert (clients.up, clients.equal, clients.down) == (
                sum(one > 0 for one in sums), sums.count(0), sum(one < 0 for one in sums),
            )  # fmt: skip
            assert clients.risen == sum(any(step.met for step in one.domains) for one in found)
            assert clients.distinguishable == sum(
                any(step.met and bool(step.reliable) for step in one.domains) for one in found
            )
            for domain in domains:
                steps = [step for one in found for step in one.domains if step.domain == domain.domain]
                assert domain.counted == len(steps)
                assert domain.up == sum(step.direction is StepDirection.UP for step in steps)
                assert domain.sum_last - domain.sum_first == sum(step.step for step in steps)
    assert set(needed) == {2}


async def test_a_file_takes_as_many_statements_for_one_line_as_for_many(
    measured: Measured, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One line, or thirty."""
    await select(measured, "day-activities")
    for number in range(1, 31):
        await client(measured, number)
    ran_for = []
    for size in (1, 30):
        rows = [(number, "progress", D(2026, 3, size), "day-activities=3") for number in range(1, size + 1)]
        with counted(monkeypatch) as ran:
            made = await measured.client().register_assessments(lines(measured, rows, f"groot-{size}"))
        assert made.accepted == size
        ran_for.append(len(ran))
    assert ran_for[0] == ran_for[1]
