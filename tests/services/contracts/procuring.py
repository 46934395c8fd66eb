"""A market to procure on: a purchaser with registered providers, procedures of every model, and the day of closing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import httpx

from shared.clients.contracts import ContractsClient
from shared.schemas.contracts import Bid, BidScoring, NewBid, NewOrganisation, NewProcurement, Procurement
from shared.values.terms import OrganisationKind
from tests.services.contracts.products.catalogue import body
from tests.support.tenants import Tenant

CLOSES = "2026-01-02T09:00:00Z"
OUTLINE = {"productCodes": ["02A03"], "startDate": "2026-07-01", "baseTermMonths": 48}
DEMAND = [{"number": 1, "name": "Keurmerk", "demand": "Heeft u het keurmerk?"}]


def criterion(number: int, measure: str, weight: int, method: str = "linear", **more: Any) -> dict[str, Any]:
    """An award criterion as JSON."""
    told = {"number": number, "name": f"Criterium {number}", "measure": measure, "weightBasisPoints": weight}
    return {**told, "method": method, **more}


WAITING = criterion(1, "waitingTime", 3000, best="0", worst="50")
SATISFIED = criterion(2, "satisfaction", 3000, best="10", worst="0")
PREFERRED = criterion(3, "clientPreference", 2000, "yesNo")
CHEAP = criterion(4, "price", 2000, best="0", worst="100")
FOUR = [WAITING, SATISFIED, PREFERRED, CHEAP]
QUALITY = [criterion(1, "quality", 6000, "assessed"), criterion(2, "price", 4000, best="40", worst="80")]
BY_INDICATOR = [criterion(1, "indicator", 10000, best="10", worst="0", indicatorCode="client-satisfaction")]
ACTIVITY = [{"number": 1, "name": "Ontmoeting in de buurt"}]
PHASES = [
    {"number": 1, "kind": "dialogue", "name": "Verkennen", "endsOn": "2026-01-01"},
    {"number": 2, "kind": "proposal", "name": "Voorstel", "endsOn": "2026-01-02"},
]


def of_model(model: str, invited: list[str], framework: UUID | None = None) -> dict[str, Any]:
    """What each model asks beside number, name and closing moment: just enough to be published."""
    case = {"caseReference": "vraag-17"}
    tariffs = [{"productCode": "02A03", "unit": "hour", "tariff": "58.20"}]
    results = [{"number": 1, "indicatorCode": "self-reliance", "operator": "min", "norm": "7.0"}]
    own: dict[str, dict[str, Any]] = {
        "zeeland": {"procedure": {"tariffs": tariffs}, "admissionCriteria": DEMAND},
        "dynamicSelection": {"procedure": case, "awardCriteria": FOUR},
        "administrative": {"procedure": {"covenant": {"title": "Samen"}}, "admissionCriteria": DEMAND},
        "dialogue": {"procedure": {"phases": PHASES}, "awardCriteria": QUALITY, "maximumWinners": 1},
        "catalogue": {"procedure": {"choiceTermDays": 5}, "awardCriteria": BY_INDICATOR},
        "oneToOne": {
            "procedure": {"ground": "exclusiveRights", "motivation": "Alleen deze aanbieder heeft het."},
            "invited": invited[:1],
        },
        "perClient": {"procedure": case, "openness": "invited", "invited": invited, "awardCriteria": QUALITY},
        "miniCompetition": {"procedure": {**case, "frameworkId": str(framework)}},
        "classicTender": {"procedure": {}, "awardCriteria": QUALITY, "maximumWinners": 1},
        "auction": {"procedure": {**case, "productCode": "02A03", "unit": "hour"}},
        "policyDriven": {
            "procedure": {"results": results, "cycleMonths": 12}, "awardCriteria": QUALITY, "maximumWinners": 1,
        },
        "subsidyTender": {"procedure": {"activities": ACTIVITY}, "awardCriteria": QUALITY, "maximumWinners": 1},
        "classicSubsidy": {"procedure": {"activities": ACTIVITY}, "invited": invited[:1]},
    }  # fmt: skip
    body = own[model]
    return {**body, "procedure": {"model": model, **body["procedure"]}}


@dataclass
class Market:
    """A tenant whose providers are in its register."""

    tenant: Tenant

    @property
    def providers(self) -> list[str]:
        """The OINs of its providers."""
        return self.tenant.providers

    def client(self, oin: str | None = None) -> ContractsClient:
        """The contracts service, typed, as an organisation (the purchaser when none is named)."""
        return self.tenant.client(ContractsClient, oin)

    async def ask(self, method: str, path: str, **more: Any) -> httpx.Response:
        """One plain request to the contracts service."""
        return await self.tenant.ask("contracts", method, path, **more)

    async def register(self, *oins: str) -> None:
        """Enter providers in the purchaser's register of organisations, and what is procured in its catalogue."""
        path = "/products/by-reference/procured"
        entered = await self.ask("PUT", path, json=body(code="02A03", visibleTo=[]))
        assert entered.status_code in (200, 201), entered.text
        for oin in oins:
            new = NewOrganisation(oin=oin, kind=OrganisationKind.PROVIDER, name=f"Aanbieder {oin[-3:]}")
            await self.client().register_organisation(new)

    def body(self, model: str, framework: UUID | None = None, **changes: Any) -> dict[str, Any]:
        """A procedure of a model as JSON, complete; None leaves a member out."""
        told = {
            "number": f"INK-{model}",
            "name": "Begeleiding individueel",
            "municipalityCode": "0484",
            "closesAt": CLOSES,
            "contract": OUTLINE,
            **of_model(model, self.providers, framework),
            **changes,
        }
        return {name: value for name, value in told.items() if value is not None}

    async def draft(self, model: str, framework: UUID | None = None, **changes: Any) -> Procurement:
        """A draft of that procedure."""
        new = NewProcurement.model_validate(self.body(model, framework, **changes))
        return await self.client().draft_procurement(new)

    async def publish(self, model: str, framework: UUID | None = None, **changes: Any) -> Procurement:
        """That procedure, published."""
        return await self.client().publish_procurement((await self.draft(model, framework, **changes)).id)

    async def bid(self, procurement: Procurement, number: int, **content: Any) -> Bid:
        """A provider's bid, by its place in the list."""
        new = NewBid.model_validate(content)
        return await self.client(self.providers[number]).submit_bid(procurement.id, new)

    async def next_day(self) -> None:
        """Move the contracts service's clock of the tenant one day: past the closing moment."""
        self.tenant.today += timedelta(days=1)
        day = {"today": self.tenant.today.isoformat()}
        moved = await self.ask("POST", f"/sandbox/{self.tenant.owner}/days", json=day)
        assert moved.status_code == 200, moved.text

    async def close(self, procurement: Procurement) -> Procurement:
        """The procedure after its closing moment, its bids opened."""
        while self.tenant.today < date(2026, 1, 2):
            await self.next_day()
        return await self.client().open_bids(procurement.id)

    async def score(self, procurement: Procurement, *assessments: dict[str, Any]) -> Procurement:
        """The procedure with its bids in order."""
        scoring = BidScoring.model_validate({"assessments": list(assessments)})
        return await self.client().score_bids(procurement.id, scoring)

    async def award(self, procurement: Procurement, *assessments: dict[str, Any]) -> Procurement:
        """The procedure closed, scored and awarded."""
        await self.close(procurement)
        await self.score(procurement, *assessments)
        return await self.client().award_procurement(procurement.id)


def found(bid: Bid, number: int, score: str, motivation: str | None = None) -> dict[str, Any]:
    """What assessors found of a bid."""
    told = {"bidId": str(bid.id), "criterion": number, "score": score}
    return told if motivation is None else {**told, "motivation": motivation}
