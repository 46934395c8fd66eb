"""Surveys, completeness and what accountants covered."""

from __future__ import annotations

from urllib.parse import quote
from uuid import UUID

from shared.clients.base import Client
from shared.schemas.common import DerivationAnswer
from shared.schemas.outcomes import (
    AuditOverview,
    Completeness,
    NewSurvey,
    Survey,
    SurveyParticipation,
    SurveyYear,
)
from shared.values.measuring import SurveyAudience, SurveySource


class SurveysClient(Client):
    """What clients and partners say, what is registered of what is due, and what the auditors covered."""

    async def register_survey(
        self, new: NewSurvey, *, key: str | None = None, dry_run: bool = False
    ) -> Survey:
        """Register a survey."""
        return await self.post("/surveys", Survey, new, key=key, **({"dryRun": "true"} if dry_run else {}))

    async def put_survey(self, reference: str, new: NewSurvey) -> Survey:
        """Register a survey under a reference of one's own: the same twice is one survey."""
        response = await self.request("PUT", f"/surveys/by-reference/{quote(reference, safe='')}", body=new)
        return Survey.model_validate_json(response.content)

    async def get_survey(self, survey_id: UUID) -> Survey:
        """One survey."""
        return await self.get(f"/surveys/{survey_id}", Survey)

    async def surveys(
        self,
        *,
        contract_id: UUID | None = None,
        source: SurveySource | None = None,
        audience: SurveyAudience | None = None,
        provider: str | None = None,
        external_reference: str | None = None,
    ) -> list[Survey]:
        """All surveys that match, oldest first, corrected ones included."""
        return await self.page(
            "/surveys",
            Survey,
            contractId=contract_id,
            source=source,
            audience=audience,
            provider=provider,
            externalReference=external_reference,
        )

    async def explain_survey(self, survey_id: UUID) -> DerivationAnswer:
        """How a survey's figures came about."""
        return await self.get(f"/surveys/{survey_id}/derivation", DerivationAnswer)

    async def survey_series(
        self, contract_id: UUID, year: int, audience: SurveyAudience = SurveyAudience.CLIENTS
    ) -> SurveyYear:
        """The surveys of a contract year, each source its own series."""
        return await self.get(
            "/surveys/series", SurveyYear, contractId=contract_id, year=year, audience=audience
        )

    async def survey_participation(self, contract_id: UUID, year: int) -> SurveyParticipation:
        """Which providers took part in the survey that they are obliged to."""
        return await self.get(
            "/surveys/participation", SurveyParticipation, contractId=contract_id, year=year
        )

    async def completeness(self, year: int, contract_id: UUID | None = None) -> list[Completeness]:
        """How complete the measurements of contract years are, of one contract when asked."""
        return await self.page("/completeness", Completeness, year=year, contractId=contract_id)

    async def audit_overview(self, contract_id: UUID, year: int) -> AuditOverview:
        """What accountants covered of a contract year."""
        return await self.get("/audit-overview", AuditOverview, contractId=contract_id, year=year)
