"""A contract that carries its own prices does not come into force below the real price (R-C39, R-C64)."""

from __future__ import annotations

from typing import Any

import pytest

from shared.schemas.contracts import NewRealPrice
from tests.services.contracts.conftest import Ready
from tests.services.contracts.products.catalogue import registered


def trajectory(tariff: str) -> dict[str, Any]:
    """Ten weeks of two hours of 02A15 at this tariff."""
    talk = {"name": "Gesprekken", "unitsPerPeriod": "2", "unit": "hour", "tariff": tariff}
    return {
        "number": 1, "form": "trajectory", "motivation": "Een heel traject", "productCodes": ["02A15"], "periods": 10,
        "interventions": [talk],
    }  # fmt: skip


async def real_price(ready: Ready, municipality: str) -> None:
    """The bylaw's 46.04 for an hour of 02A15."""
    told = {
        "municipalityCode": municipality, "productCode": "02A15", "law": "wmo2015", "amount": "46.04",
        "source": "Verordening 2026", "validFrom": "2026-01-01",
    }  # fmt: skip
    await ready.client().register_real_price(NewRealPrice.model_validate(told))


@pytest.mark.rule("R-C39", "R-C64")
async def test_a_trajectory_below_the_real_price_does_not_come_into_force(ready: Ready) -> None:
    """An intervention of 45.00 against 46.04 stops offer and activation, at its place; 46.04 runs, and needs no tariff."""
    await registered(ready.tenant)
    await real_price(ready, "0484")
    low = await ready.signed(fundingAgreements=[trajectory("45.00")])
    draft = await ready.draft(number="B", fundingAgreements=[trajectory("45.00")])
    for path in (f"/contracts/{low.id}/activation", f"/contracts/{draft.id}/offer"):
        stopped = await ready.ask("POST", path)
        assert (stopped.status_code, stopped.json()["code"]) == (409, "contract-tariffs-not-allowed")
        assert [(one["location"], one["code"], one["rule"]) for one in stopped.json()["errors"]] == [
            ("#/fundingAgreements/0/interventions/0/tariff", "below-real-price", "R-C64")
        ]
    mended = await ready.ask(
        "PATCH",
        f"/contracts/{draft.id}",
        json={"fundingAgreements": [trajectory("46.04")]},
        headers={"If-Match": '"1"'},
    )
    assert mended.status_code == 200, mended.text
    await ready.client().sign(draft.id, "wethouder zorg")
    await ready.client(ready.lead).sign(draft.id, "bestuurder")
    assert (await ready.client().activate(draft.id)).state == "active"


@pytest.mark.rule("R-C64")
async def test_tiers_are_held_against_the_real_price_of_the_own_municipality(ready: Ready) -> None:
    """600 minutes for 460.39 are less than 10 hours of 46.04; the bylaw of another municipality binds nothing here."""
    await registered(ready.tenant)
    await real_price(ready, "0569")
    tiers = {
        "number": 1, "form": "tieredTariff", "motivation": "Minder regels", "productCodes": ["02A15"],
        "unit": "minute",
        "tiers": [{"threshold": "600", "amountCents": 46_039}],
    }  # fmt: skip
    contract = await ready.signed(fundingAgreements=[tiers])
    dry = await ready.ask("POST", f"/contracts/{contract.id}/activation?dryRun=true")
    assert dry.status_code == 200, dry.text
    await real_price(ready, "0484")
    stopped = await ready.ask("POST", f"/contracts/{contract.id}/activation")
    assert [(one["location"], one["code"]) for one in stopped.json()["errors"]] == [
        ("#/fundingAgreements/0/tiers/0/amountCents", "below-real-price")
    ]
