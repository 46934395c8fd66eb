"""The amounts of a ceiling under a signed contract change by amendment only (R-C08, R-C23)."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from services.contracts.ceilings.rules import Bound, bounds_of, check_amendment
from shared.schemas.contracts import Ceiling, CeilingShift, CeilingTerms
from shared.values import new_id
from shared.values.terms import ContractState
from tests.services.contracts import given
from tests.services.contracts.amendments.test_rest import NORM, decide, sign_both
from tests.services.contracts.ceilings.test_rest import M, agreed, level_one, of_population
from tests.services.contracts.ceilings.test_rules import ceiling, pot
from tests.services.contracts.conftest import Ready


async def faults(ready: Ready, method: str, path: str, body: dict[str, Any], version: int = 1) -> list[Any]:
    """Where, by which code and by which rule a ceiling is refused."""
    match = {"headers": {"If-Match": f'"{version}"'}} if method == "PUT" else {}
    answer = await ready.ask(method, path, json=body, **match)
    assert (answer.status_code, answer.json()["code"]) == (409, "ceiling-refused"), answer.text
    return [(one["location"], one["code"], one["rule"]) for one in answer.json()["errors"]]


async def revised(ready: Ready, known: Ceiling, body: dict[str, Any]) -> Ceiling:
    """That ceiling on other terms."""
    return await ready.client().revise_ceiling(known.id, known.version, CeilingTerms.model_validate(body))


@pytest.mark.rule("R-C08", "R-C23")
async def test_other_amounts_under_a_contract_in_force_take_an_amendment(ready: Ready) -> None:
    """Free in a draft; in force 3.5 m to 3.2 m is refused until both sides signed an amendment of this contract."""
    contract = await ready.draft()
    body = of_population(
        ready, "populationSecondLine", amountCents=340_000_000, teamCents=None, secondLineCents=None,
        contractId=str(contract.id),
    )  # fmt: skip
    pot = await agreed(ready, body)
    pot = await revised(ready, pot, {**body, "amountCents": 350_000_000})
    await ready.client().sign(contract.id, "wethouder zorg")
    await ready.client(ready.lead).sign(contract.id, "bestuurder")
    lower, path = {**body, "amountCents": 320_000_000}, f"/ceilings/{pot.id}"
    needed = [("#/amendmentId", "amendment-needed", "R-C23")]
    assert await faults(ready, "PUT", path, lower, 2) == needed
    contract = await ready.client().activate(contract.id)
    assert await faults(ready, "PUT", path, lower, 2) == needed
    decided = await decide(ready, contract, NORM)
    by_it = {**lower, "amendmentId": str(decided.id)}
    assert await faults(ready, "PUT", path, by_it, 2) == [("#/amendmentId", "amendment-unfit", "R-C08")]
    await sign_both(ready, decided)
    pot = await revised(ready, pot, by_it)
    assert (pot.version, pot.amount_cents, pot.amendment_id) == (3, 320_000_000, decided.id)
    facts = await given.facts(ready.tenant, "ceiling-revised")
    assert [one["data"]["amendmentId"] for one in facts] == [None, str(decided.id)]
    unknown = {**lower, "amountCents": 1, "amendmentId": str(UUID(int=7))}
    gone = await ready.ask("PUT", path, json=unknown, headers={"If-Match": '"3"'})
    assert (gone.status_code, gone.json()["code"]) == (404, "amendment-not-found")
    # What changed before needs the word of both again, and another name or warning needs none.
    assert await faults(ready, "PUT", path, {**lower, "amountCents": 310_000_000}, 3) == needed
    pot = await revised(ready, pot, {**lower, "name": "Tweede lijn", "warningBasisPoints": 8_000})
    assert (pot.version, pot.name, pot.amendment_id) == (4, "Tweede lijn", decided.id)


@pytest.mark.rule("R-C23")
async def test_one_more_ceiling_for_the_same_year_and_whom_is_a_change_too(ready: Ready) -> None:
    """The first of a year is agreed beside the contract; a second of 400,000 beside that of 500,000 takes an amendment."""
    contract = await ready.active()
    body = level_one(ready, contractId=str(contract.id))
    await agreed(ready, {**body, "externalReference": "plafond-1"})
    again = await ready.ask("POST", "/ceilings", json={**body, "externalReference": "plafond-1"})
    assert again.status_code == 200
    lower = {**body, "amountCents": 40_000_000}
    assert await faults(ready, "POST", "/ceilings", lower) == [("#/amendmentId", "amendment-needed", "R-C23")]
    assert (await agreed(ready, {**lower, "year": 2027})).year == 2027
    other = await ready.draft(number="ALP-2")
    amendment = await sign_both(ready, await decide(ready, contract, NORM))
    told = {**level_one(ready), "contractId": str(other.id), "amendmentId": str(amendment.id)}
    unfit = [("#/amendmentId", "amendment-unfit", "R-C08")]
    assert await faults(ready, "POST", "/ceilings", told) == unfit
    assert await faults(ready, "POST", "/ceilings", {**told, "contractId": None}) == unfit
    assert (await agreed(ready, {**lower, "amendmentId": str(amendment.id)})).amendment_id == amendment.id


@pytest.mark.rule("R-C23")
async def test_in_force_the_lines_of_level_three_stay_one_pot(ready: Ready) -> None:
    """Team +0.3 by using second line 3.2 needs no amendment, by a shift or by revising; another total does."""
    contract = await ready.active()
    body = of_population(ready, "populationAllLines", contractId=str(contract.id))
    made = await agreed(ready, body)
    shift = CeilingShift(from_line="secondLine", to_line="team", amount_cents=30_000_000)
    made = await ready.client().shift_lines(made.id, shift)
    assert (made.team_cents, made.second_line_cents) == (280_000_000, 320_000_000)
    back = await revised(ready, made, body)
    assert (back.version, back.team_cents) == (3, 250_000_000)
    more = {**body, "amountCents": 7 * M, "teamCents": 350_000_000}
    assert await faults(ready, "PUT", f"/ceilings/{made.id}", more, 3) == [
        ("#/amendmentId", "amendment-needed", "R-C23")
    ]


@pytest.mark.rule("R-C08", "R-C23")
@pytest.mark.parametrize(
    ("state", "amendment", "expected"),
    [
        (ContractState.DRAFT, None, []),
        (ContractState.OFFERED, None, []),
        (ContractState.SIGNED, None, ["amendment-needed"]),
        (ContractState.SUSPENDED, None, ["amendment-needed"]),
        (ContractState.ENDED, None, ["contract-over"]),
        (ContractState.TERMINATED, "2026-01-01", ["contract-over"]),
        (ContractState.ACTIVE, "2026-12-31", []),
        (ContractState.ACTIVE, "2027-01-01", ["amendment-later"]),
    ],
)
def test_what_the_state_of_the_contract_asks(
    state: ContractState, amendment: str | None, expected: list[str]
) -> None:
    """A draft or an offer nothing, a contract that is over takes no other amounts, and an amendment is in time."""
    from_ = None if amendment is None else date.fromisoformat(amendment)
    named = None if from_ is None else new_id()
    bound = Bound(id=new_id(), state=state, amendment_id=named, amendment_from=from_)
    assert [one.code for one in check_amendment(ceiling(), bound, changes=True)] == expected
    assert list(check_amendment(ceiling(), bound, changes=False)) == []


@pytest.mark.rule("R-C23")
def test_what_bounds_is_told_apart_from_what_does_not() -> None:
    """A floor that is named and one that follows are the same; a line moves the bound below level 3 only."""
    assert bounds_of(ceiling(name="Anders", warning_basis_points=1)) == bounds_of(ceiling())
    for other in ({"maximum_citizens": 61}, {"guaranteed_basis_points": 1}, {"team_cents": 1}):
        assert bounds_of(ceiling(**other)) != bounds_of(ceiling()), other
    assert "team_cents" not in bounds_of(pot(6 * M, 3 * M))
