"""The tariffs that a specification states travel into every contract of its award (R-C40, R-C64)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from shared.schemas.contracts import NewRealPrice
from tests.services.contracts import given
from tests.services.contracts.procuring import DEMAND, OUTLINE, Market
from tests.services.contracts.products.catalogue import registered
from tests.services.contracts.tariffs.examples import ELEMENTS

MEETS = {"admissionAnswers": [{"criterion": 1, "meets": True}]}


def stated(*tariffs: dict[str, Any], model: str = "zeeland", **more: Any) -> dict[str, Any]:
    """What a procedure says of its tariffs."""
    return {"procedure": {"model": model, "tariffs": list(tariffs), **more}}


def tariff(amount: str = "58.20", code: str = "02A03", **more: Any) -> dict[str, Any]:
    """A tariff by the hour."""
    return {"productCode": code, "unit": "hour", "tariff": amount, **more}


async def unfit(market: Market, **changes: Any) -> list[tuple[str, str, str]]:
    """Where, by which code and by which rule a publication is refused."""
    draft = await market.draft("zeeland", number=f"INK-{len(str(changes))}", **changes)
    answer = await market.ask("POST", f"/procurements/{draft.id}/publication")
    assert (answer.status_code, answer.json()["code"]) == (409, "procurement-incomplete"), answer.text
    return [(one["location"], one["code"], one["rule"]) for one in answer.json()["errors"]]


@pytest.mark.rule("R-C40", "R-C64")
@pytest.mark.parametrize("model", ["zeeland", "administrative"])
async def test_every_winner_comes_into_force_at_the_tariff_of_the_specification(
    market: Market, model: str
) -> None:
    """Two winners, 58.20 with its cost elements: each contract runs by it, and each provider sees its own alone."""
    more = {"covenant": {"title": "Samen"}} if model == "administrative" else {}
    body = stated(tariff(costElements=ELEMENTS), model=model, **more)
    procurement = await market.publish(model, legalForm="covenant" if more else "contract", **body)
    for number in (0, 1):
        await market.bid(procurement, number, **MEETS)
    await market.close(procurement)
    await market.score(procurement)
    dry = await market.ask("POST", f"/procurements/{procurement.id}/award?dryRun=true")
    assert dry.status_code == 200 and await market.client().tariffs() == []
    awarded = await market.client().award_procurement(procurement.id)
    fee = {"number": 1, "form": "production", "productCodes": ["02A03"], "motivation": "op- en afschalen"}
    for one in awarded.awards:
        own = market.client(one.provider)
        (mine,) = await own.tariffs()
        assert (mine.contract_id, mine.amount, mine.valid_from) == (
            one.contract_id, "58.20", date(2026, 7, 1),
        )  # fmt: skip
        assert (await own.explain_tariff(mine.id)).steps
        path = f"/contracts/{one.contract_id}"
        change = {"fundingAgreements": [fee], "legalForm": "contract"}
        patched = await market.ask("PATCH", path, json=change, headers={"If-Match": '"1"'})
        assert patched.status_code == 200, patched.text
        await market.client().sign(one.contract_id)
        await own.sign(one.contract_id)
        assert (await market.client().activate(one.contract_id)).state == "active"
    facts = await given.facts(market.tenant, "tariff-agreed")
    assert {one["data"]["amount"] for one in facts} == {"58.20"} and len(facts) == 2


@pytest.mark.rule("R-C40")
async def test_a_contract_of_a_lot_gets_the_tariffs_of_its_lot(market: Market) -> None:
    """Of two lots the one has hours of 58.20 and the other of 61.00; an award of both agrees each once."""
    await registered(market.tenant, code="02A04")
    lots = [
        {"number": 1, "name": "Noord", "productCodes": ["02A03"]},
        {"number": 2, "name": "Zuid", "productCodes": ["02A04"]},
    ]
    body = stated(tariff(), tariff("61.00", "02A04"))
    outline = {**OUTLINE, "productCodes": ["02A03", "02A04"]}
    procurement = await market.publish("zeeland", lots=lots, contract=outline, **body)
    for lot in (1, 2):
        await market.bid(procurement, 0, lot=lot, **MEETS)
    awarded = await market.award(procurement)
    contracts = {one.lot: one.contract_id for one in awarded.awards}
    assert {(one.contract_id, one.product_code, one.amount) for one in await market.client().tariffs()} == {
        (contracts[1], "02A03", "58.20"),
        (contracts[2], "02A04", "61.00"),
    }


@pytest.mark.rule("R-C40", "R-C64")
async def test_a_tariff_that_cannot_be_agreed_is_refused_before_it_is_fixed(market: Market) -> None:
    """Outside the catalogue or the assignment, by another unit, twice, without a first day, below the real price."""
    place = "#/procedure/tariffs"
    outline = {**OUTLINE, "productCodes": ["02A03", "02A99"]}
    assert await unfit(market, contract=outline, **stated(tariff(), tariff(code="02A99"))) == [
        (f"{place}/1/productCode", "product-unknown", "N-113")
    ]
    assert await unfit(market, **stated({**tariff(), "unit": "dayPart"})) == [
        (f"{place}/0/unit", "unit-other", "N-112")
    ]
    assert await unfit(market, **stated(tariff(), tariff("60.00"))) == [
        (f"{place}/1/productCode", "tariff-twice", "R-C40")
    ]
    await registered(market.tenant, code="02A04")
    assert await unfit(market, **stated(tariff(code="02A04"))) == [
        (f"{place}/0/productCode", "product-not-procured", "R-C40")
    ]
    assert await unfit(market, contract={**OUTLINE, "startDate": None}) == [
        ("#/contract/startDate", "start-missing", "R-C40")
    ]
    elements = [{"element": "professional", "amount": "46.04"}]
    low = await unfit(market, **stated(tariff("45.00", costElements=elements)))
    assert low == [(f"{place}/0/tariff", "below-real-price", "R-C64")]
    bylaw = {
        "municipalityCode": "0484", "productCode": "02A03", "law": "wmo2015", "amount": "58.21",
        "source": "Verordening 2026", "validFrom": "2026-01-01",
    }  # fmt: skip
    await market.client().register_real_price(NewRealPrice.model_validate(bylaw))
    assert await unfit(market, admissionCriteria=DEMAND) == low
    twice = await market.ask(
        "POST", "/procurements",
        json=market.body("zeeland", **stated(tariff(costElements=[*elements, *elements]))),
    )  # fmt: skip
    assert twice.status_code == 400


@pytest.mark.rule("R-C40", "R-C64")
async def test_an_award_whose_tariffs_are_not_allowed_any_more_leaves_nothing(market: Market) -> None:
    """A bylaw of later with a real price of 58.21: the award is refused whole, without a contract or a tariff."""
    procurement = await market.publish("zeeland")
    for number in (0, 1):
        await market.bid(procurement, number, **MEETS)
    await market.close(procurement)
    await market.score(procurement)
    bylaw = {
        "municipalityCode": "0484", "productCode": "02A03", "law": "wmo2015", "amount": "58.21",
        "source": "Verordening 2026", "validFrom": "2026-01-01",
    }  # fmt: skip
    await market.client().register_real_price(NewRealPrice.model_validate(bylaw))
    refused = await market.ask("POST", f"/procurements/{procurement.id}/award")
    assert (refused.status_code, refused.json()["code"]) == (409, "tariff-below-real-price")
    assert (await market.client().procurement(procurement.id)).state == "ranked"
    assert (await market.client().contracts(), await market.client().tariffs()) == ([], [])
