"""The self-sufficiency matrix: editions, selections, assessments, and what they come to."""

from __future__ import annotations

from datetime import date
from urllib.parse import quote
from uuid import UUID

from shared.clients.base import Client
from shared.clients.outcomes.measured import CSV
from shared.schemas.common import Batch, DerivationAnswer
from shared.schemas.outcomes import (
    Assessment,
    AssessmentCounts,
    AssessmentEdition,
    AssessmentSelection,
    ClientSteps,
    MissingAssessment,
    NewAssessment,
    NewAssessmentSelection,
    NewReliabilityNorm,
    ReliabilityNorm,
    SelfSufficiencyProfiles,
    StepsAsked,
)
from shared.values.self_sufficiency import AssessmentMoment, ProfileGrouping, Rater
from shared.values.terms import Law


def _dry(dry_run: bool) -> dict[str, str]:
    return {"dryRun": "true"} if dry_run else {}


def _asked(asked: StepsAsked) -> dict[str, object]:
    return {
        "from": asked.date_from,
        "until": asked.date_until,
        "basis": asked.basis,
        "rater": asked.rater,
        "edition": asked.edition,
        "minimumSteps": asked.minimum_steps,
    }


class AssessmentsClient(Client):
    """What is scored of clients on the matrix, and what it comes to."""

    async def assessment_editions(self) -> list[AssessmentEdition]:
        """The editions of the matrix."""
        response = await self.request("GET", "/assessment-editions")
        return [AssessmentEdition.model_validate(one) for one in response.json()["items"]]

    async def assessment_edition(self, code: str) -> AssessmentEdition:
        """One edition of the matrix."""
        return await self.get(f"/assessment-editions/{code}", AssessmentEdition)

    async def select_domains(
        self, new: NewAssessmentSelection, *, key: str | None = None, dry_run: bool = False
    ) -> AssessmentSelection:
        """Say, as the municipality, which domains are asked and what for."""
        return await self.post("/assessment-selections", AssessmentSelection, new, key=key, **_dry(dry_run))

    async def put_selection(self, reference: str, new: NewAssessmentSelection) -> AssessmentSelection:
        """The same under a reference of one's own: the same twice is one selection."""
        path = f"/assessment-selections/by-reference/{quote(reference, safe='')}"
        response = await self.request("PUT", path, body=new)
        return AssessmentSelection.model_validate_json(response.content)

    async def assessment_selection(self, selection_id: UUID) -> AssessmentSelection:
        """One selection."""
        return await self.get(f"/assessment-selections/{selection_id}", AssessmentSelection)

    async def assessment_selections(
        self, *, contract_id: UUID | None = None, external_reference: str | None = None
    ) -> list[AssessmentSelection]:
        """All selections that match, oldest first."""
        return await self.page(
            "/assessment-selections", AssessmentSelection, contractId=contract_id, externalReference=external_reference
        )  # fmt: skip

    async def applicable_selection(
        self,
        law: Law,
        *,
        allocation_number: int | None = None,
        care_start_id: UUID | None = None,
        purchaser: str | None = None,
        on: date | None = None,
    ) -> AssessmentSelection:
        """The selection that holds for a client: which domains may be scored."""
        return await self.get(
            "/assessment-selections/applicable", AssessmentSelection,
            law=law, allocationNumber=allocation_number, careStartId=care_start_id, purchaser=purchaser, on=on,
        )  # fmt: skip

    async def register_assessment(
        self, new: NewAssessment, *, key: str | None = None, dry_run: bool = False
    ) -> Assessment:
        """Register an assessment of one client."""
        return await self.post("/assessments", Assessment, new, key=key, **_dry(dry_run))

    async def put_assessment(self, reference: str, new: NewAssessment) -> Assessment:
        """The same under a reference of one's own: the same twice is one assessment."""
        path = f"/assessments/by-reference/{quote(reference, safe='')}"
        response = await self.request("PUT", path, body=new)
        return Assessment.model_validate_json(response.content)

    async def register_assessments(
        self, lines: bytes, key: str | None = None, *, media: str = CSV, dry_run: bool = False
    ) -> Batch:
        """Register a file of assessments, CSV with a header row or NDJSON; read it with `get_batch`."""
        response = await self.request(
            "POST", "/assessment-batches",
            content=lines, content_type=media, key=key, params=_dry(dry_run) or None,
        )  # fmt: skip
        return Batch.model_validate_json(response.content)

    async def assessment(self, assessment_id: UUID) -> Assessment:
        """One assessment."""
        return await self.get(f"/assessments/{assessment_id}", Assessment)

    async def assessments(
        self,
        *,
        contract_id: UUID | None = None,
        allocation_number: int | None = None,
        moment: AssessmentMoment | None = None,
        rater: Rater | None = None,
        batch_id: UUID | None = None,
        external_reference: str | None = None,
    ) -> list[Assessment]:
        """All assessments that match, oldest first, corrected ones included."""
        return await self.page(
            "/assessments", Assessment,
            contractId=contract_id, allocationNumber=allocation_number, moment=moment, rater=rater, batchId=batch_id,
            externalReference=external_reference,
        )  # fmt: skip

    async def assessment_steps(self, contract_id: UUID, asked: StepsAsked) -> list[ClientSteps]:
        """The steps of a contract's clients, for who pays by them or works with them."""
        return await self.page("/assessment-steps", ClientSteps, contractId=contract_id, **_asked(asked))

    async def assessment_counts(self, contract_id: UUID, asked: StepsAsked) -> AssessmentCounts:
        """How many of a contract's clients rose, stayed and declined."""
        return await self.get("/assessment-counts", AssessmentCounts, contractId=contract_id, **_asked(asked))

    async def missing_assessments(
        self, contract_id: UUID, rater: Rater | None = None
    ) -> list[MissingAssessment]:
        """Of which clients of a contract an assessment is missing."""
        return await self.page("/missing-assessments", MissingAssessment, contractId=contract_id, rater=rater)

    async def self_sufficiency_profiles(
        self, grouping: ProfileGrouping, asked: StepsAsked, contract_id: UUID | None = None
    ) -> SelfSufficiencyProfiles:
        """The profiles of areas, target groups or contracts, without small numbers (F-08)."""
        return await self.get(
            "/self-sufficiency-profiles", SelfSufficiencyProfiles,
            grouping=grouping, contractId=contract_id, **_asked(asked),
        )  # fmt: skip

    async def freeze_reliability(
        self, new: NewReliabilityNorm, *, key: str | None = None, dry_run: bool = False
    ) -> ReliabilityNorm:
        """Freeze for a year how exactly an edition measures."""
        return await self.post("/reliability-norms", ReliabilityNorm, new, key=key, **_dry(dry_run))

    async def put_reliability(self, reference: str, new: NewReliabilityNorm) -> ReliabilityNorm:
        """The same under a reference of one's own: the same twice is one."""
        path = f"/reliability-norms/by-reference/{quote(reference, safe='')}"
        response = await self.request("PUT", path, body=new)
        return ReliabilityNorm.model_validate_json(response.content)

    async def reliability_norm(self, norm_id: UUID) -> ReliabilityNorm:
        """One frozen reliability."""
        return await self.get(f"/reliability-norms/{norm_id}", ReliabilityNorm)

    async def reliability_norms(self, year: int | None = None) -> list[ReliabilityNorm]:
        """All frozen reliabilities, of one year when asked."""
        return await self.page("/reliability-norms", ReliabilityNorm, year=year)

    async def explain_reliability(self, norm_id: UUID) -> DerivationAnswer:
        """Why a step must be so large to be more than measurement error."""
        return await self.get(f"/reliability-norms/{norm_id}/derivation", DerivationAnswer)
