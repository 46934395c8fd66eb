"""Samples in the database: a month once, a frozen population, and a secret that nothing else tells."""

from datetime import date
from typing import Any

import asyncpg
import pytest

from services.access.citizens.store import keys_of, sample_place
from services.access.review_samples import rules, store
from shared.kit.sealing import SealBroken
from shared.schemas.access import ReviewSample
from shared.values import new_id
from shared.values.reviewing import SampledKind

SECRET = "5a" * 32


@pytest.mark.rule("F-34")
async def test_a_population_is_frozen(agreed: Any) -> None:
    """One sample a month; its lines never change and never go; decisions of the month are its population, by no order."""
    decision = await agreed.decided()
    owner, today = agreed.tenant.owner, agreed.tenant.today
    made, _ = rules.promise(owner, "2026-04", SECRET, [], today, None)
    keys = keys_of(agreed.tenant.house.services["access"].system_context(owner))
    line = rules.Sampled(decision.id, SampledKind.DECISION, 1, "00" * 32, True)
    async with agreed.connection() as connection:
        await store.add_sample(connection, keys, made, SECRET, "test")
        (member,) = await store.list_population(connection, owner, made.ends_on)
        assert (member.subject_id, member.consultant, member.value_cents) == (
            decision.id, "j.jansen", 780_000,
        )  # fmt: skip
        assert await store.list_population(connection, owner, date(2026, 4, 19)) == []
        await store.add_lines(connection, made, [line])
        assert await store.list_population(connection, owner, made.ends_on) == []
        assert await store.list_lines(connection, made.id) == [line]
        assert await store.open_secret(connection, keys, made.id) == SECRET
        kept = await connection.raw.fetchrow("select * from review_samples where id = $1", made.id)
        assert kept["secret"] is None and bytes.fromhex(SECRET) not in kept["sealed"]
        assert SECRET not in str(dict(kept))
        with pytest.raises(SealBroken):
            keys.sealer.open(kept["sealed"], sample_place(owner, new_id()))
        assert await store.list_periods(connection, owner) == ["2026-04"]
        assert await store.list_beginnings(connection) == [made.id]
        assert await store.list_closed(connection, date(2026, 4, 30)) == []
        assert await store.list_closed(connection, date(2026, 5, 1)) == [made.id]
    for text in ("update review_sample_lines set chosen = false", "delete from review_sample_lines"):
        with pytest.raises(asyncpg.PostgresError):
            async with agreed.connection() as connection:
                await connection.raw.execute(text)
    with pytest.raises(asyncpg.UniqueViolationError):
        async with agreed.connection() as connection:
            again, _ = rules.promise(owner, "2026-04", SECRET, [], today, None)
            await store.add_sample(connection, keys, again, SECRET, "test")
    assert "secret" not in ReviewSample.model_fields
    async with agreed.connection(agreed.tenant.providers[0]) as connection:
        assert await store.list_lines(connection, made.id) == []
        assert await store.open_secret(connection, keys, new_id()) is None
