"""Outcomes of clients, case-mix models, comparisons, rankings and control charts."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote
from uuid import UUID

from shared.clients.base import Client
from shared.schemas.common import Batch, DerivationAnswer
from shared.schemas.outcomes import (
    CaseMixModel,
    ClientOutcome,
    Comparison,
    ComparisonUnit,
    ControlChart,
    NewCaseMixModel,
    NewClientOutcome,
    NewComparison,
    NewRanking,
    NewSeriesCharts,
    Ranking,
    RankingWithdrawal,
    SeriesCharts,
)
from shared.values.comparing import ChartKind, ComparedUnit, ComparisonMethod, ModelState, OutcomeKind
from shared.values.reporting import Standing


def _named(path: str, reference: str) -> str:
    return f"{path}/by-reference/{quote(reference, safe='')}"


class ComparisonsClient(Client):
    """Fair comparison."""

    async def register_client_outcome(
        self, new: NewClientOutcome, *, key: str | None = None, dry_run: bool = False
    ) -> ClientOutcome:
        """Register one client's outcome, without the client."""
        more: dict[str, Any] = {"dryRun": "true"} if dry_run else {}
        return await self.post("/client-outcomes", ClientOutcome, new, key=key, **more)

    async def put_client_outcome(self, reference: str, new: NewClientOutcome) -> ClientOutcome:
        """Register an outcome under a reference of one's own: the same twice is one outcome."""
        response = await self.request("PUT", _named("/client-outcomes", reference), body=new)
        return ClientOutcome.model_validate_json(response.content)

    async def register_client_outcomes(
        self, lines: bytes, key: str | None = None, *, media: str = "text/csv"
    ) -> Batch:
        """Register a file of outcomes, CSV with a header row or NDJSON."""
        response = await self.request(
            "POST", "/client-outcome-batches", content=lines, content_type=media, key=key
        )
        return Batch.model_validate_json(response.content)

    async def get_client_outcome(self, outcome_id: UUID) -> ClientOutcome:
        """One client's outcome."""
        return await self.get(f"/client-outcomes/{outcome_id}", ClientOutcome)

    async def client_outcomes(
        self,
        *,
        indicator: str | None = None,
        quarter: str | None = None,
        provider: str | None = None,
        kind: OutcomeKind | None = None,
        batch_id: UUID | None = None,
        external_reference: str | None = None,
    ) -> list[ClientOutcome]:
        """All outcomes that match, corrected ones included."""
        return await self.page(
            "/client-outcomes", ClientOutcome, indicator=indicator, quarter=quarter, provider=provider, kind=kind,
            batchId=batch_id, externalReference=external_reference,
        )  # fmt: skip

    async def register_case_mix_model(self, new: NewCaseMixModel, *, key: str | None = None) -> CaseMixModel:
        """Ask for a model; a job fits it."""
        return await self.post("/case-mix-models", CaseMixModel, new, key=key)

    async def put_case_mix_model(self, reference: str, new: NewCaseMixModel) -> CaseMixModel:
        """Ask for a model under a reference of one's own: the same twice is one model."""
        response = await self.request("PUT", _named("/case-mix-models", reference), body=new)
        return CaseMixModel.model_validate_json(response.content)

    async def get_case_mix_model(self, model_id: UUID) -> CaseMixModel:
        """One model."""
        return await self.get(f"/case-mix-models/{model_id}", CaseMixModel)

    async def case_mix_models(
        self,
        *,
        indicator: str | None = None,
        state: ModelState | None = None,
        external_reference: str | None = None,
    ) -> list[CaseMixModel]:
        """All models that match."""
        return await self.page(
            "/case-mix-models", CaseMixModel, indicator=indicator, state=state, externalReference=external_reference
        )  # fmt: skip

    async def explain_case_mix_model(self, model_id: UUID) -> DerivationAnswer:
        """How a model came about."""
        return await self.get(f"/case-mix-models/{model_id}/derivation", DerivationAnswer)

    async def register_comparison(self, new: NewComparison, *, key: str | None = None) -> Comparison:
        """Compare providers, areas or teams."""
        return await self.post("/comparisons", Comparison, new, key=key)

    async def put_comparison(self, reference: str, new: NewComparison) -> Comparison:
        """Compare under a reference of one's own: the same twice is one comparison."""
        response = await self.request("PUT", _named("/comparisons", reference), body=new)
        return Comparison.model_validate_json(response.content)

    async def get_comparison(self, comparison_id: UUID) -> Comparison:
        """One comparison, without its units."""
        return await self.get(f"/comparisons/{comparison_id}", Comparison)

    async def comparisons(
        self,
        *,
        indicator: str | None = None,
        unit: ComparedUnit | None = None,
        method: ComparisonMethod | None = None,
        external_reference: str | None = None,
    ) -> list[Comparison]:
        """All comparisons that match."""
        return await self.page(
            "/comparisons", Comparison, indicator=indicator, unit=unit, method=method, externalReference=external_reference
        )  # fmt: skip

    async def comparison_units(
        self, comparison_id: UUID | None = None, *, standing: Standing | None = None
    ) -> list[ComparisonUnit]:
        """The units of a comparison that one may see."""
        return await self.page(
            "/comparison-units", ComparisonUnit, comparisonId=comparison_id, standing=standing
        )

    async def get_comparison_unit(self, unit_id: UUID) -> ComparisonUnit:
        """One unit of a comparison."""
        return await self.get(f"/comparison-units/{unit_id}", ComparisonUnit)

    async def explain_comparison(self, comparison_id: UUID) -> DerivationAnswer:
        """Why a comparison came out as it did."""
        return await self.get(f"/comparisons/{comparison_id}/derivation", DerivationAnswer)

    async def register_ranking(self, new: NewRanking, *, key: str | None = None) -> Ranking:
        """Publish the ranking that a comparison allows."""
        return await self.post("/rankings", Ranking, new, key=key)

    async def put_ranking(self, reference: str, new: NewRanking) -> Ranking:
        """Publish under a reference of one's own: the same twice is one ranking."""
        response = await self.request("PUT", _named("/rankings", reference), body=new)
        return Ranking.model_validate_json(response.content)

    async def withdraw_ranking(
        self, ranking_id: UUID, withdrawal: RankingWithdrawal, *, key: str | None = None
    ) -> Ranking:
        """Withdraw a ranking: nobody is named by it any more."""
        return await self.post(f"/rankings/{ranking_id}/withdrawal", Ranking, withdrawal, key=key)

    async def get_ranking(self, ranking_id: UUID) -> Ranking:
        """One published ranking."""
        return await self.get(f"/rankings/{ranking_id}", Ranking)

    async def rankings(
        self,
        *,
        comparison_id: UUID | None = None,
        indicator: str | None = None,
        unit: ComparedUnit | None = None,
        external_reference: str | None = None,
    ) -> list[Ranking]:
        """All published rankings that match."""
        return await self.page(
            "/rankings", Ranking, comparisonId=comparison_id, indicator=indicator, unit=unit,
            externalReference=external_reference,
        )  # fmt: skip

    async def explain_ranking(self, ranking_id: UUID) -> DerivationAnswer:
        """Why a ranking holds whom it holds."""
        return await self.get(f"/rankings/{ranking_id}/derivation", DerivationAnswer)

    async def compute_control_charts(self, asked: NewSeriesCharts) -> SeriesCharts:
        """The control charts of series that are brought along."""
        response = await self.request("POST", "/control-charts/_compute", body=asked)
        return SeriesCharts.model_validate_json(response.content)

    async def control_chart(
        self, indicator_id: UUID, kind: ChartKind, *, base_until: str | None = None, corrected: bool = False
    ) -> ControlChart:
        """A control chart of an indicator's quarters."""
        more = {"corrected": "true"} if corrected else {}
        return await self.get(
            "/control-charts", ControlChart, indicatorId=indicator_id, kind=kind, baseUntil=base_until, **more
        )
