"""The part of the access client about questions on their way to an answer: acts, clarifications, plans, pilot flames, takeovers."""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import quote
from uuid import UUID

from shared.clients.base import Client
from shared.schemas.access import (
    AcuteFlag,
    AssessResidence,
    Clarification,
    HouseholdPlan,
    HouseholdPlanChange,
    HouseholdPlanEnding,
    NewClarification,
    NewHouseholdPlan,
    NewPilotFlame,
    PilotFlame,
    PilotFlameContact,
    PilotFlameReentry,
    Request,
    RequestApplication,
    RequestChange,
    RequestEnding,
    RequestQuestion,
    Residence,
    ResponsibleMunicipality,
)
from shared.schemas.common import Batch, DerivationAnswer, LineError
from shared.values.questions import RequestEnd

NDJSON = "application/x-ndjson"


def _match(version: int) -> dict[str, str]:
    return {"If-Match": f'"{version}"'}


class QuestionsClient(Client):
    """A citizen's question after it was reported (N-125 … N-127, R-A23, R-A51, R-A56)."""

    async def question(self, request_id: UUID) -> RequestQuestion:
        """The question itself, with the motives, for the municipality alone."""
        return await self.get(f"/requests/{request_id}/question", RequestQuestion)

    async def change_request(self, request_id: UUID, version: int, change: RequestChange) -> Request:
        """Complete a request; what is left out stays."""
        response = await self.request(
            "PATCH", f"/requests/{request_id}", body=change, headers=_match(version)
        )
        return Request.model_validate_json(response.content)

    async def apply_for_request(
        self, request_id: UUID, application_on: date, *, key: str | None = None
    ) -> Request:
        """Record the application (R-A55)."""
        body = RequestApplication(application_on=application_on)
        return await self.post(f"/requests/{request_id}/application", Request, body, key=key)

    async def flag_acute(self, request_id: UUID, flag: AcuteFlag, *, key: str | None = None) -> Request:
        """Say that a question is acute or is not (G-40)."""
        return await self.post(f"/requests/{request_id}/acute-flag", Request, flag, key=key)

    async def determine_responsible_municipality(
        self, request_id: UUID, residence: Residence, *, key: str | None = None
    ) -> Request:
        """Determine who is responsible (R-A56)."""
        path = f"/requests/{request_id}/responsible-municipality"
        return await self.post(path, Request, residence, key=key)

    async def assess_responsible_municipality(self, asked: AssessResidence) -> ResponsibleMunicipality:
        """Who would be responsible, without recording anything (R-A56)."""
        return await self.post("/responsible-municipality/_assess", ResponsibleMunicipality, asked)

    async def withdraw_request(
        self, request_id: UUID, reason: RequestEnd, note: str | None = None, *, key: str | None = None
    ) -> Request:
        """The citizen wants it no longer."""
        body = RequestEnding(reason=reason, note=note)
        return await self.post(f"/requests/{request_id}/withdrawal", Request, body, key=key)

    async def close_request(
        self, request_id: UUID, reason: RequestEnd, note: str | None = None, *, key: str | None = None
    ) -> Request:
        """Close a request without a decision."""
        body = RequestEnding(reason=reason, note=note)
        return await self.post(f"/requests/{request_id}/closure", Request, body, key=key)

    async def record_clarification(
        self, request_id: UUID, new: NewClarification, *, key: str | None = None
    ) -> Clarification:
        """Record how a question was made clear (N-127)."""
        return await self.post(f"/requests/{request_id}/clarifications", Clarification, new, key=key)

    async def put_clarification(
        self, request_id: UUID, reference: str, new: NewClarification
    ) -> Clarification:
        """The same under a reference of one's own: the same twice is one."""
        path = f"/requests/{request_id}/clarifications/by-reference/{quote(reference, safe='')}"
        response = await self.request("PUT", path, body=new)
        return Clarification.model_validate_json(response.content)

    async def get_clarification(self, clarification_id: UUID) -> Clarification:
        """One clarification."""
        return await self.get(f"/clarifications/{clarification_id}", Clarification)

    async def list_clarifications(self, **filters: Any) -> list[Clarification]:
        """All clarifications that match, oldest first; of a request the last one counts."""
        return await self.page("/clarifications", Clarification, **filters)

    async def explain_clarification(self, clarification_id: UUID) -> DerivationAnswer:
        """What was found in a clarification, in words."""
        return await self.get(f"/clarifications/{clarification_id}/derivation", DerivationAnswer)

    async def register_household_plan(
        self, new: NewHouseholdPlan, *, key: str | None = None
    ) -> HouseholdPlan:
        """Make a plan for a household (R-A23)."""
        return await self.post("/household-plans", HouseholdPlan, new, key=key)

    async def put_household_plan(self, reference: str, new: NewHouseholdPlan) -> HouseholdPlan:
        """The same under a reference of one's own: the same twice is one plan."""
        path = f"/household-plans/by-reference/{quote(reference, safe='')}"
        response = await self.request("PUT", path, body=new)
        return HouseholdPlan.model_validate_json(response.content)

    async def get_household_plan(self, plan_id: UUID) -> HouseholdPlan:
        """One plan; a provider gets its own part."""
        return await self.get(f"/household-plans/{plan_id}", HouseholdPlan)

    async def list_household_plans(self, **filters: Any) -> list[HouseholdPlan]:
        """All plans that match, oldest first."""
        return await self.page("/household-plans", HouseholdPlan, **filters)

    async def explain_household_plan(self, plan_id: UUID) -> DerivationAnswer:
        """What a plan lacks, in words."""
        return await self.get(f"/household-plans/{plan_id}/derivation", DerivationAnswer)

    async def change_household_plan(
        self, plan_id: UUID, version: int, change: HouseholdPlanChange
    ) -> HouseholdPlan:
        """Change a plan; a list replaces the list."""
        response = await self.request(
            "PATCH", f"/household-plans/{plan_id}", body=change, headers=_match(version)
        )
        return HouseholdPlan.model_validate_json(response.content)

    async def end_household_plan(
        self, plan_id: UUID, ended_on: date | None = None, *, key: str | None = None
    ) -> HouseholdPlan:
        """End a plan: its members may be in another one."""
        body = HouseholdPlanEnding(ended_on=ended_on)
        return await self.post(f"/household-plans/{plan_id}/ending", HouseholdPlan, body, key=key)

    async def light_pilot_flame(
        self, request_id: UUID, new: NewPilotFlame, *, key: str | None = None
    ) -> PilotFlame:
        """Close a case with light contact (R-A51)."""
        return await self.post(f"/requests/{request_id}/pilot-flames", PilotFlame, new, key=key)

    async def put_pilot_flame(self, request_id: UUID, reference: str, new: NewPilotFlame) -> PilotFlame:
        """The same under a reference of one's own: the same twice is one."""
        path = f"/requests/{request_id}/pilot-flames/by-reference/{quote(reference, safe='')}"
        response = await self.request("PUT", path, body=new)
        return PilotFlame.model_validate_json(response.content)

    async def get_pilot_flame(self, flame_id: UUID) -> PilotFlame:
        """One pilot flame."""
        return await self.get(f"/pilot-flames/{flame_id}", PilotFlame)

    async def list_pilot_flames(self, **filters: Any) -> list[PilotFlame]:
        """All pilot flames that match, oldest first."""
        return await self.page("/pilot-flames", PilotFlame, **filters)

    async def explain_pilot_flame(self, flame_id: UUID) -> DerivationAnswer:
        """Why the next contact is when it is."""
        return await self.get(f"/pilot-flames/{flame_id}/derivation", DerivationAnswer)

    async def contact_pilot_flame(
        self, flame_id: UUID, contact: PilotFlameContact, *, key: str | None = None
    ) -> PilotFlame:
        """Record a light contact."""
        return await self.post(f"/pilot-flames/{flame_id}/contact", PilotFlame, contact, key=key)

    async def reenter_pilot_flame(
        self, flame_id: UUID, reentry: PilotFlameReentry, *, key: str | None = None
    ) -> Request:
        """The citizen comes back: a new request, linked to the old one."""
        return await self.post(f"/pilot-flames/{flame_id}/reentry", Request, reentry, key=key)

    async def end_pilot_flame(self, flame_id: UUID, *, key: str | None = None) -> PilotFlame:
        """Put a pilot flame out."""
        return await self.post(f"/pilot-flames/{flame_id}/ending", PilotFlame, key=key)

    async def take_over_file(
        self, source_system: str, lines: bytes, *, media: str = NDJSON, key: str | None = None
    ) -> Batch:
        """Take over a file of open requests from another system (R-A56)."""
        response = await self.request(
            "POST", "/file-takeovers", content=lines, content_type=media, key=key,
            params={"sourceSystem": source_system},
        )  # fmt: skip
        return Batch.model_validate_json(response.content)

    async def get_file_takeover(self, takeover_id: UUID) -> Batch:
        """One file with its counts and first faults."""
        return await self.get(f"/file-takeovers/{takeover_id}", Batch)

    async def takeover_errors(self, takeover_id: UUID) -> list[LineError]:
        """Everything that was wrong with the lines of a file, in the sender's order."""
        path = f"/file-takeovers/{takeover_id}/errors"
        response = await self.request("GET", path, headers={"Accept": NDJSON})
        return [LineError.model_validate_json(line) for line in response.content.splitlines()]
