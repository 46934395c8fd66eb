"""The SQL on amendments: numbered per contract, signed version by version."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import asyncpg
import pytest

from services.contracts.amendments import store
from services.contracts.amendments.rules import AgreementChange, Amendment, Signature
from shared.kit.problems import PreconditionFailed
from shared.kit.rows import PageRequest
from shared.values import new_id
from shared.values.terms import AmendmentReason, AmendmentState, Side
from tests.services.contracts import given
from tests.services.contracts.conftest import Ready

DAY = date(2026, 1, 1)


def amendment(ready: Ready, contract_id: UUID, number: int = 1, **changes: Any) -> Amendment:
    """A decided tightening of one norm."""
    told = Amendment(
        id=new_id(), owner=ready.tenant.owner, external_reference=None, parties=[ready.lead],
        contract_id=contract_id, number=number, reason=AmendmentReason.TIGHTENING, motivation="Hoger",
        decided_on=DAY, effective_on=date(2026, 7, 1), annual_amount_cents=None,
        agreement_changes=[AgreementChange(9, "7.5")], signatures=[],
    )  # fmt: skip
    return replace(told, **changes)


async def keep(ready: Ready, *amendments: Amendment) -> None:
    """Save amendments in a transaction of their own."""
    async with given.context(ready.tenant).begin() as connection:
        for one in amendments:
            await store.add_amendment(connection, one, "tests")
        connection.recorded = True


@pytest.mark.rule("R-C08")
async def test_a_signature_on_an_old_version_is_not_written_over_another(ready: Ready) -> None:
    """Both sides read version 1: the second to write is refused, and the first signature stays as it was."""
    kept = amendment(ready, (await ready.draft()).id)
    await keep(ready, kept)
    signed = [
        replace(kept, version=2, signatures=[Signature(side, oin, "directie", DAY, "j.jansen")])
        for side, oin in ((Side.PURCHASER, ready.tenant.owner), (Side.PROVIDER, ready.lead))
    ]
    async with given.context(ready.tenant).begin() as connection:
        await store.save_signed(connection, signed[0])
        connection.recorded = True
    with pytest.raises(PreconditionFailed):
        async with given.context(ready.tenant).begin() as connection:
            await store.save_signed(connection, signed[1])
    async with given.context(ready.tenant).begin() as connection:
        with pytest.raises(PreconditionFailed):
            await store.lock_amendment(connection, kept.id, 1)
        assert await store.lock_amendment(connection, kept.id, 2) == signed[0]
        connection.recorded = True


async def test_the_database_itself_refuses_a_second_of_a_number_a_negative_budget_and_no_contract(
    ready: Ready,
) -> None:
    """Keys and a CHECK, whatever the code does."""
    contract = await ready.draft()
    await keep(ready, amendment(ready, contract.id))
    for wrong, constraint in (
        (amendment(ready, contract.id), "uq_amendments_owner_contract_id_number"),
        (amendment(ready, contract.id, 2, annual_amount_cents=-1), "ck_amendments_amount"),
        (amendment(ready, new_id()), "fk_amendments_owner_contract_id_contracts"),
    ):
        with pytest.raises(asyncpg.IntegrityConstraintViolationError, match=constraint):
            await keep(ready, wrong)


async def test_each_contract_numbers_its_own_amendments(ready: Ready) -> None:
    """The next number follows the highest of the contract, and begins at 1."""
    first, second = await ready.draft(number="A"), await ready.draft(number="B")
    await keep(ready, amendment(ready, first.id, 1), amendment(ready, first.id, 2))
    async with given.context(ready.tenant).read() as connection:
        assert await store.next_number(connection, first.id) == 3
        assert await store.next_number(connection, second.id) == 1


async def test_amendments_are_listed_by_contract_state_and_reference(ready: Ready) -> None:
    """Of one contract with filters, of many at once, and only for who is a party."""
    first, second = await ready.draft(number="A"), await ready.draft(number="B")
    one = amendment(ready, first.id, external_reference="add-1")
    two = amendment(ready, first.id, 2, state=AmendmentState.IN_FORCE)
    three = amendment(ready, second.id)
    await keep(ready, one, two, three)
    async with given.context(ready.tenant, ready.lead).read() as connection:
        for state, reference, expected in (
            (None, None, [one, two]),
            (AmendmentState.IN_FORCE, None, [two]),
            (None, "add-1", [one]),
            (AmendmentState.IN_FORCE, "add-1", []),
        ):
            found = await store.list_amendments(connection, PageRequest(), first.id, state, reference)
            assert found.items == expected
        assert await store.list_amendments_by_contract(connection, [second.id, first.id]) == [one, two, three]
    async with given.context(ready.tenant, ready.tenant.auditor).read() as connection:
        assert await store.list_amendments_by_contract(connection, [first.id]) == []
