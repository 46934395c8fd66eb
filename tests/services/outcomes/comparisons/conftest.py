"""Twelve providers with a hundred clients each, as a municipality registers them in one file."""

from __future__ import annotations

import math
import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest_asyncio

from shared.clients.outcomes import OutcomesClient
from shared.schemas.common import Batch
from shared.schemas.outcomes import (
    CaseMixModel,
    ComparabilityVerdict,
    NewCaseMixModel,
    NewComparison,
    NewIndicatorDefinition,
)
from shared.values.comparing import AgeBand, Comparability, ComparabilityTest, Covariate, Sex
from shared.values.indicating import Direction
from shared.values.terms import IndicatorKind, IndicatorScope, MeasurementSource
from tests.services.outcomes.conftest import Measured, _measured
from tests.support.tenants import Tenant

INDICATOR = "goals-reached"
COLUMNS = (
    "externalReference,contractId,provider,indicator,kind,quarter,outcome,area,team,ageBand,sex,severity"
)
PASSED = [ComparabilityVerdict(test=test, verdict=Comparability.COMPARABLE) for test in ComparabilityTest]


@dataclass
class Compared:
    """A municipality on 1 March 2027 that defined an indicator, with its own providers and invented others."""

    measured: Measured
    others: list[str]

    @property
    def tenant(self) -> Tenant:
        """The municipality."""
        return self.measured.tenant

    @property
    def own(self) -> str:
        """A provider with a token of its own."""
        return self.measured.lead

    def client(self, oin: str | None = None) -> OutcomesClient:
        """The outcomes service, typed."""
        return self.measured.client(oin)

    async def work(self) -> int:
        """Do the jobs that were asked."""
        found: int = await self.tenant.house.services["outcomes"].jobs.work([self.tenant.owner])
        return found

    async def fitted(self, *covariates: Covariate) -> CaseMixModel:
        """A model on the whole of 2026, fitted and frozen."""
        asked = NewCaseMixModel(
            indicator=INDICATOR, quarter_from="2026-Q1", quarter_to="2026-Q4", covariates=list(covariates)
        )
        made = await self.client().register_case_mix_model(asked)
        assert await self.work() == 1
        return await self.client().get_case_mix_model(made.id)

    def question(self, **other: Any) -> NewComparison:
        """A comparison of providers over 2026, without correction."""
        told = {
            "indicator": INDICATOR, "quarter_from": "2026-Q1", "quarter_to": "2026-Q4", "unit": "provider", "method": "none",
            "direction": "higherIsBetter", "tests": PASSED,
        }  # fmt: skip
        return NewComparison.model_validate({**told, **other})


def word(number: int) -> str:
    """A number in letters: digits might pass for a citizen's."""
    return "".join(chr(ord("a") + int(digit)) for digit in str(number))


def lines(providers: list[str], seed: int = 1) -> list[list[str]]:
    """A hundred clients each: heavier ones reach less, the first provider does far better, the last far worse."""
    draw = random.Random(seed)
    rows = []
    for place, provider in enumerate(providers):
        gain = 1.6 if place == 0 else -1.6 if place == len(providers) - 1 else 0.0
        for number in range(100):
            severity = draw.randint(1, 5)
            chance = 1 / (1 + math.exp(-(1.2 - 0.4 * severity + gain)))
            rows.append([
                f"r-{word(place)}-{word(number)}", "", provider, INDICATOR, "binary", f"2026-Q{number % 4 + 1}",
                "1" if draw.random() < chance else "0", f"WK0484{number % 3:02}", "Noord" if number % 2 else "Zuid",
                draw.choice(list(AgeBand)).value, draw.choice([Sex.FEMALE, Sex.MALE]).value, str(severity),
            ])  # fmt: skip
    return rows


def file_of(rows: list[list[str]]) -> bytes:
    """The rows as a CSV file."""
    return "\n".join([COLUMNS, *(",".join(row) for row in rows)]).encode()


async def register(compared: Compared, rows: list[list[str]]) -> Batch:
    """Send rows as the municipality."""
    return await compared.client().register_client_outcomes(file_of(rows))


@pytest_asyncio.fixture
async def compared(tenant_on: Callable[[date], Awaitable[Tenant]]) -> Compared:
    """A municipality with an indicator of its own, and nobody's outcomes yet."""
    found = await _measured(await tenant_on(date(2027, 3, 1)))
    new = NewIndicatorDefinition(
        code=INDICATOR, valid_from=date(2026, 1, 1), name_nl="Doelen bereikt", name_en="Goals reached",
        kind=IndicatorKind.OUTCOME, scope=IndicatorScope.CLIENT, unit="0 of 1", direction=Direction.HIGHER_IS_BETTER,
        source=MeasurementSource.PROVIDER,
    )  # fmt: skip
    made = await found.post("/indicator-definitions", new)
    assert made.status_code == 201, made.text
    tail = found.tenant.owner[8:]
    others = [f"000000990000{place:02}{tail[:6]}" for place in range(11)]
    return Compared(found, others)
