"""A tariff as it is agreed: who sees it, which switch holds, what its contract asks."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from services.contracts.tariffs.rules import (
    Agreed,
    Tariff,
    TariffTier,
    Terms,
    TrajectoryPrice,
    agree,
    check_contract,
    check_fixed,
    reindexed,
)
from shared.values import new_id
from shared.values.arrangements import Unit
from shared.values.terms import ContractState
from tests.services.contracts.tariffs.rules.samples import (
    CONTRACT,
    OWNER,
    PROVIDER,
    START,
    index,
    lines,
    product,
    tariff,
)

OTHER, AUDITOR, LEAD = (f"00000099{number:012}" for number in (1002, 2001, 1003))
AGREED = Agreed(
    id=CONTRACT, state=ContractState.DRAFT, parties=[PROVIDER, OTHER, AUDITOR, LEAD], payee=LEAD, auditor=AUDITOR,
    municipality_code="0484", indexation=False,
)  # fmt: skip


def made(contract: Agreed | None = None, **terms: Any) -> Tariff:
    """A tariff on these terms, with the index of 2027 known."""
    told = Terms(**{"product_code": "02A15", "amount": "50.00", "valid_from": START, **terms})
    return agree(told, product(), contract, [index()], id_=new_id(), owner=OWNER, reference=None)[0]


def test_who_sees_a_tariff_follows_from_its_scope() -> None:
    """General: who sees the product; a provider's: that one; a contract's: its parties; a member's: it, who is paid, the auditor."""
    assert made().parties == [PROVIDER]
    assert made(provider=OTHER).parties == [OTHER]
    assert made(AGREED, contract_id=CONTRACT).parties == AGREED.parties
    assert made(AGREED, contract_id=CONTRACT, provider=OTHER).parties == sorted([OTHER, LEAD, AUDITOR])


@pytest.mark.rule("R-C27")
def test_the_contracts_clause_is_the_switch_where_the_tariff_says_nothing() -> None:
    """Without a contract on; under a contract without indexation off; said on the tariff itself, that holds."""
    assert [made().indexed, made(AGREED, contract_id=CONTRACT).indexed] == [True, False]
    assert made(AGREED, contract_id=CONTRACT, indexed=True).indexed
    assert lines(made())[1] == (date(2027, 1, 1), "51.50")
    tiers = [TariffTier(threshold="1", amount_cents=1)]
    assert not made(amount=None, tiers=tiers).indexed


def test_a_unit_is_that_of_the_product_unless_it_is_said() -> None:
    """An hour; a trajectory where it is priced as one; minutes where that is said."""
    trajectory = TrajectoryPrice(interventions=[], periods=1)
    assert [made().unit, made(amount=None, trajectory=trajectory).unit, made(unit=Unit.MINUTE).unit] == [
        Unit.HOUR, Unit.TRAJECTORY, Unit.MINUTE,
    ]  # fmt: skip


@pytest.mark.rule("R-C27")
def test_only_indexes_of_its_own_kind_come_in() -> None:
    """The tariff of the kind `ova` passes over the general index; indexing again gives the same."""
    other = made(index_code="ova")
    assert lines(other) == [(START, "50.00")]
    again, _ = reindexed(other, [index(), index(code="ova", basis_points=100)])
    assert lines(again)[1] == (date(2027, 1, 1), "50.50")
    assert reindexed(again, [index(code="ova", basis_points=100)])[0] == again


@pytest.mark.rule("R-C08")
@pytest.mark.parametrize(
    ("contract", "since", "expected"),
    [
        (AGREED, START, []),
        (replace(AGREED, state=ContractState.OFFERED), START, []),
        (replace(AGREED, state=ContractState.SIGNED), START, ["amendment-needed"]),
        (replace(AGREED, state=ContractState.ACTIVE, amendment_id=new_id()), START, ["amendment-unfit"]),
        (
            replace(
                AGREED, state=ContractState.ACTIVE, amendment_id=new_id(), amendment_from=date(2026, 2, 1)
            ),
            START,
            ["amendment-later"],
        ),
        (replace(AGREED, state=ContractState.ACTIVE, amendment_id=new_id(), amendment_from=START), START, []),
        (
            replace(
                AGREED, state=ContractState.ACTIVE, amendment_id=new_id(), amendment_from=date(2026, 2, 1)
            ),
            None,
            [],
        ),
        (replace(AGREED, state=ContractState.ENDED), START, ["contract-over"]),
        (replace(AGREED, state=ContractState.TERMINATED), START, ["contract-over"]),
    ],
)
def test_what_a_contract_asks_depends_on_its_state(
    contract: Agreed, since: date | None, expected: list[str]
) -> None:
    """Free until it is signed; then with an amendment in force that is no later than the tariff; never once it is over."""
    own = tariff(contract_id=CONTRACT)
    assert [one.code for one in check_contract(own, contract, since)] == expected
    stranger = tariff(contract_id=CONTRACT, provider="00000099000000009999")
    assert next(check_contract(stranger, contract, since)).code == "provider-not-in-contract"
    assert list(check_contract(tariff(), None, since)) == []


def test_another_product_or_scope_is_another_tariff() -> None:
    """Each of the three that stay is named where it moved."""
    moved = replace(tariff(), product_code="x", contract_id=CONTRACT, provider=PROVIDER)
    assert [one.location for one in check_fixed(tariff(), moved)] == [
        "#/productCode",
        "#/contractId",
        "#/provider",
    ]
    assert list(check_fixed(tariff(), tariff())) == []
