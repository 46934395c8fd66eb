"""The square of a contract over HTTP: opened, spent from, and rebalanced with the municipality's consent (R-C20, F-29)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from shared.clients.base import Refusal
from shared.clients.contracts import ContractsClient
from shared.schemas.contracts import (
    CategorySpending,
    CategorySquare,
    CategoryTransfer,
    NewCategorySquare,
    NewCategoryTransfer,
)
from tests.services.contracts.conftest import Ready
from tests.support.tenants import new_tenant

M = 100_000_000
AMOUNTS = (150_000_000, M, M, 50_000_000)


def funding(*amounts: int) -> dict[str, Any]:
    """The square agreement: categories cat-1, cat-2, … with their amounts."""
    categories = [
        {"code": f"cat-{i}", "name": f"Categorie {i}", "amountCents": amount}
        for i, amount in enumerate(amounts, 1)
    ]
    return {
        "number": 1,
        "form": "square",
        "instalmentCount": 12,
        "motivation": "Ruimte voor maatwerk.",
        "categories": categories,
    }


async def opened(ready: Ready, *, year: int = 2026) -> CategorySquare:
    """The square of an active contract: 4.0 m = 1.5/1.0/1.0/0.5."""
    contract = await ready.active(fundingAgreements=[funding(*AMOUNTS)])
    return await ready.client().open_square(NewCategorySquare(contract_id=contract.id, year=year))


def moving(
    square: CategorySquare, amount: int, *, giver: str = "cat-1", taker: str = "cat-3"
) -> NewCategoryTransfer:
    """A transfer to ask for."""
    return NewCategoryTransfer(
        square_id=square.id, from_code=giver, to_code=taker, amount_cents=amount, motivation="Meer vraag."
    )


async def requested(ready: Ready, square: CategorySquare, amount: int, **codes: str) -> CategoryTransfer:
    """A transfer that the provider that is paid asked for."""
    return await ready.client(ready.lead).request_transfer(moving(square, amount, **codes))


async def balances(ready: Ready, square: CategorySquare) -> list[int]:
    """The balances of the categories now."""
    found = await ready.client().square(square.id)
    assert sum(one.balance_cents for one in found.categories) == found.total_cents == 4 * M
    return [one.balance_cents for one in found.categories]


@pytest.mark.rule("R-C20")
async def test_a_transfer_with_consent_moves_budget_and_the_total_stays(ready: Ready) -> None:
    """0.2 from 1 to 3: 1.5/1.0/1.0/0.5 becomes 1.3/1.0/1.2/0.5; who consented and when is on it (F-29)."""
    square = await opened(ready)
    assert await balances(ready, square) == list(AMOUNTS)
    asked = await requested(ready, square, 20_000_000)
    assert (asked.state, asked.requested_by, asked.requested_on) == (
        "requested",
        ready.lead,
        ready.tenant.today,
    )
    consented = await ready.client().consent_to_transfer(asked.id, "contractmanager")
    assert (consented.state, consented.approver, consented.decided_on) == (
        "consented", "contractmanager", ready.tenant.today,
    )  # fmt: skip
    assert await balances(ready, square) == list(AMOUNTS)
    dry = await ready.client(ready.lead).book_transfer(asked.id, dry_run=True)
    assert dry.state == "booked" and await balances(ready, square) == list(AMOUNTS)
    booked = await ready.client(ready.lead).book_transfer(asked.id)
    assert (booked.state, booked.booked_on, booked.version) == ("booked", ready.tenant.today, 3)
    assert await balances(ready, square) == [130_000_000, M, 120_000_000, 50_000_000]
    why = await ready.client().square_derivation(square.id)
    assert "€ 1.300.000,00" in why.steps[0].sentence and "€ 1.200.000,00" in why.steps[0].sentence
    assert (await ready.client().transfer_derivation(asked.id)).steps == why.steps


@pytest.mark.rule("R-C20")
async def test_without_consent_nothing_is_booked(ready: Ready) -> None:
    """Requested: refused with what it misses; refused or withdrawn: decided already."""
    square = await opened(ready)
    asked, other = [await requested(ready, square, 20_000_000) for _ in range(2)]
    answer = await ready.ask("POST", f"/category-transfers/{asked.id}/booking")
    told = answer.json()
    assert (answer.status_code, told["code"], told["rule"]) == (409, "category-consent-missing", "R-C20")
    refused = await ready.client().refuse_transfer(asked.id, "De vraag stijgt daar ook.")
    assert (refused.state, refused.refusal_reason) == ("refused", "De vraag stijgt daar ook.")
    assert (await ready.client(ready.lead).withdraw_category_transfer(other.id)).state == "withdrawn"
    for one in (asked, other):
        for act in ("booking", "consent"):
            again = await ready.ask("POST", f"/category-transfers/{one.id}/{act}", json={})
            assert (again.status_code, again.json()["code"]) == (409, "category-transfer-decided")
    assert await balances(ready, square) == list(AMOUNTS)


@pytest.mark.rule("R-C20")
async def test_a_fifth_category_is_refused(ready: Ready) -> None:
    """The contract with five categories is refused when it is drafted."""
    answer = await ready.ask("POST", "/contracts", json=ready.body(fundingAgreements=[funding(*AMOUNTS, 1)]))
    assert answer.status_code == 409, answer.text
    assert [one["rule"] for one in answer.json()["errors"]] == ["R-C20"]


@pytest.mark.rule("R-C20")
async def test_no_category_goes_below_zero_or_below_what_it_spent(ready: Ready) -> None:
    """Refused when asked for, and again when it is booked after more was spent; every point is told."""
    square = await opened(ready)
    path, body = "/category-transfers", {"squareId": str(square.id), "motivation": "Meer vraag."}
    answers = [
        await ready.ask("POST", path, oin=ready.lead, json={**body, **more})
        for more in (
            {"fromCode": "cat-4", "toCode": "cat-1", "amountCents": 50_000_001},
            {"fromCode": "cat-9", "toCode": "cat-8", "amountCents": 1},
            {"fromCode": "cat-4", "toCode": "cat-4", "amountCents": 50_000_001},
        )
    ]
    assert {one.status_code for one in answers} == {409}
    assert [[error["code"] for error in one.json()["errors"]] for one in answers] == [
        ["category-below-spent"], ["category-unknown", "category-unknown"], ["category-same", "category-below-spent"],
    ]  # fmt: skip
    asked = await requested(ready, square, 50_000_000, giver="cat-4", taker="cat-1")
    await ready.client().consent_to_transfer(asked.id)
    spending = {"spentOn": "2026-01-01", "categories": [{"code": "cat-4", "spentCents": 1}]}
    spent = await ready.ask("PUT", f"/squares/{square.id}/spending", json=spending)
    assert spent.status_code == 200, spent.text
    late = await ready.ask("POST", f"/category-transfers/{asked.id}/booking", oin=ready.lead)
    assert (late.status_code, late.json()["errors"][0]["code"]) == (409, "category-below-spent")
    less = await requested(ready, square, 49_999_999, giver="cat-4", taker="cat-1")
    await ready.client().consent_to_transfer(less.id)
    await ready.client().book_transfer(less.id)
    assert await balances(ready, square) == [199_999_999, M, M, 1]


@pytest.mark.rule("F-29")
async def test_the_municipality_consents_and_where_it_asked_a_second_person(ready: Ready) -> None:
    """The provider cannot consent; who asked for the municipality cannot either, a colleague can."""
    square = await opened(ready)
    theirs = await requested(ready, square, 1)
    denied = await ready.ask("POST", f"/category-transfers/{theirs.id}/consent", oin=ready.lead, json={})
    assert (denied.status_code, denied.json()["code"]) == (403, "purchaser-only")
    own = await ready.client().request_transfer(moving(square, 1))
    assert own.requested_by == ready.tenant.owner
    same = await ready.ask("POST", f"/category-transfers/{own.id}/consent", json={})
    assert (same.status_code, same.json()["code"], same.json()["rule"]) == (
        403,
        "second-person-needed",
        "F-29",
    )
    colleague = ready.tenant.client(ContractsClient, end_user="b.visser")
    assert (await colleague.consent_to_transfer(own.id)).approver == "b.visser"


async def test_spending_follows_its_day_and_overspending_is_shown(ready: Ready) -> None:
    """By the purchaser only; a known later day stands, the same again changes nothing."""
    square = await opened(ready)
    client = ready.client()

    def spent(day: date, **cents: int) -> CategorySpending:
        categories = [{"code": f"cat-{name[1:]}", "spentCents": one} for name, one in cents.items()]
        return CategorySpending.model_validate({"spentOn": day.isoformat(), "categories": categories})

    first = await client.register_spending(square.id, spent(date(2026, 6, 30), c1=M, c2=102_000_000))
    assert [one.remaining_cents for one in first.categories] == [50_000_000, -2_000_000, M, 50_000_000]
    assert await client.register_spending(square.id, spent(date(2026, 6, 30), c1=M, c2=102_000_000)) == first
    for wrong, code in (
        (spent(date(2026, 6, 29), c1=M), "spending-outdated"),
        (spent(date(2026, 7, 1), c7=1), "category-unknown"),
    ):
        with pytest.raises(Refusal) as met:
            await client.register_spending(square.id, wrong)
        assert met.value.code == "spending-refused"
        assert [one["code"] for one in met.value.problem["errors"]] == [code]
    denied = await ready.ask(
        "PUT", f"/squares/{square.id}/spending", oin=ready.lead,
        json={"spentOn": "2026-07-31", "categories": [{"code": "cat-1", "spentCents": 1}]},
    )  # fmt: skip
    assert (denied.status_code, denied.json()["code"]) == (403, "purchaser-only")


async def test_a_square_is_opened_once_a_year_from_a_signed_contract_with_such_an_agreement(
    ready: Ready,
) -> None:
    """A draft, a contract without a square, and a second square of a year are refused; the next year is open."""
    draft = await ready.draft(number="D-1", fundingAgreements=[funding(*AMOUNTS)])
    lump = await ready.draft(number="D-2")
    codes = {}
    for contract in (draft, lump):
        answer = await ready.ask("POST", "/squares", json={"contractId": str(contract.id), "year": 2026})
        assert (answer.status_code, answer.json()["code"]) == (409, "square-refused")
        codes[contract.number] = [one["code"] for one in answer.json()["errors"]]
    assert codes == {
        "D-1": ["contract-not-signed"],
        "D-2": ["contract-not-signed", "square-agreement-missing"],
    }
    square = await opened(ready)
    again = await ready.ask("POST", "/squares", json={"contractId": str(square.contract_id), "year": 2026})
    assert (again.status_code, again.json()["code"]) == (409, "square-exists")
    body = {"contractId": str(square.contract_id), "year": 2027, "fundingNumber": 1}
    first, same = [await ready.ask("PUT", "/squares/by-reference/v/27", json=body) for _ in range(2)]
    assert (first.status_code, same.status_code) == (201, 200) and first.json() == same.json()
    assert [one.year for one in await ready.client().squares(contractId=str(square.contract_id))] == [
        2026,
        2027,
    ]
    assert await ready.client().squares(year=2026) == [square]


async def test_who_is_paid_asks_members_read_and_strangers_see_nothing(ready: Ready) -> None:
    """Another member of the consortium reads the square but asks for nothing; another tenant meets 404."""
    square = await opened(ready)
    member = ready.tenant.providers[1]
    assert await ready.client(member).square(square.id) == square
    body = moving(square, 1).model_dump(mode="json", by_alias=True)
    denied = await ready.ask("POST", "/category-transfers", oin=member, json=body)
    assert (denied.status_code, denied.json()["code"]) == (403, "category-party-only")
    path = "/category-transfers/by-reference/vraag/1"
    first, again = [await ready.ask("PUT", path, oin=ready.lead, json=body) for _ in range(2)]
    assert (first.status_code, again.status_code) == (201, 200) and first.json() == again.json()
    found = await ready.client().category_transfers(squareId=str(square.id), state="requested")
    assert [str(one.id) for one in found] == [first.json()["id"]]
    assert await ready.client(ready.lead).category_transfers(externalReference="vraag/1") == found
    stranger = await new_tenant(ready.tenant.house, date(2026, 1, 1), providers=0)
    for path in (
        f"/squares/{square.id}",
        f"/squares/{square.id}/derivation",
        f"/category-transfers/{found[0].id}",
    ):
        assert (await stranger.ask("contracts", "GET", path)).status_code == 404
    asked = await stranger.ask("contracts", "POST", "/category-transfers", json=body)
    assert (asked.status_code, asked.json()["code"]) == (404, "square-not-found")
