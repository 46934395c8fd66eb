"""Plans of action, meetings with their cycles, and traffic lights."""

from typing import Any
from urllib.parse import quote
from uuid import UUID

from shared.clients.base import Client
from shared.schemas.common import DerivationAnswer
from shared.schemas.outcomes import (
    ImprovementPlan,
    IncentiveEvaluation,
    IncentiveOverview,
    Meeting,
    MeetingChange,
    MeetingCycle,
    MeetingCycleChange,
    NewImprovementPlan,
    NewIncentiveEvaluation,
    NewMeeting,
    NewMeetingCycle,
    NewPlanProgress,
    PlanClosure,
    PlanNeed,
    ProposedAgenda,
)


class ConsultingClient(Client):
    """Plans of action, meetings with their cycles, and traffic lights."""

    async def register_improvement_plan(
        self, new: NewImprovementPlan, *, key: str | None = None
    ) -> ImprovementPlan:
        """Propose a plan of action."""
        return await self.post("/improvement-plans", ImprovementPlan, new, key=key)

    async def put_improvement_plan(self, reference: str, new: NewImprovementPlan) -> ImprovementPlan:
        """Propose one under the client's own reference; the same again gives what is there."""
        path = f"/improvement-plans/by-reference/{quote(reference, safe='')}"
        response = await self.request("PUT", path, body=new)
        return ImprovementPlan.model_validate_json(response.content)

    async def improvement_plan(self, plan_id: UUID) -> ImprovementPlan:
        """One plan."""
        return await self.get(f"/improvement-plans/{plan_id}", ImprovementPlan)

    async def improvement_plans(self, **filters: Any) -> list[ImprovementPlan]:
        """All of them, by `contractId`, `state` or `externalReference`."""
        return await self.page("/improvement-plans", ImprovementPlan, **filters)

    async def explain_improvement_plan(self, plan_id: UUID) -> DerivationAnswer:
        """Whether a verdict asked for it."""
        return await self.get(f"/improvement-plans/{plan_id}/derivation", DerivationAnswer)

    async def agree_improvement_plan(self, plan_id: UUID, *, key: str | None = None) -> ImprovementPlan:
        """Agree to what the other side proposed."""
        return await self.post(f"/improvement-plans/{plan_id}/agreement", ImprovementPlan, key=key)

    async def tell_plan_progress(
        self, plan_id: UUID, told: NewPlanProgress, *, key: str | None = None
    ) -> ImprovementPlan:
        """Tell the progress."""
        return await self.post(f"/improvement-plans/{plan_id}/progress", ImprovementPlan, told, key=key)

    async def close_improvement_plan(
        self, plan_id: UUID, closure: PlanClosure, *, key: str | None = None
    ) -> ImprovementPlan:
        """Close it with what it came to, or withdraw it."""
        return await self.post(f"/improvement-plans/{plan_id}/closure", ImprovementPlan, closure, key=key)

    async def improvement_plan_needs(
        self, contract_id: UUID | None = None, *, term_days: int | None = None
    ) -> list[PlanNeed]:
        """Which agreements lag and which plan answers them."""
        return await self.page(
            "/improvement-plans/needed", PlanNeed, contractId=contract_id, termDays=term_days
        )

    async def register_meeting_cycle(self, new: NewMeetingCycle, *, key: str | None = None) -> MeetingCycle:
        """Agree on a cycle of meetings."""
        return await self.post("/meeting-cycles", MeetingCycle, new, key=key)

    async def put_meeting_cycle(self, reference: str, new: NewMeetingCycle) -> MeetingCycle:
        """Agree on one under the client's own reference; the same again gives what is there."""
        response = await self.request(
            "PUT", f"/meeting-cycles/by-reference/{quote(reference, safe='')}", body=new
        )
        return MeetingCycle.model_validate_json(response.content)

    async def meeting_cycle(self, cycle_id: UUID) -> MeetingCycle:
        """One cycle."""
        return await self.get(f"/meeting-cycles/{cycle_id}", MeetingCycle)

    async def meeting_cycles(self, **filters: Any) -> list[MeetingCycle]:
        """All of them, by `contractId`, `kind` or `externalReference`."""
        return await self.page("/meeting-cycles", MeetingCycle, **filters)

    async def change_meeting_cycle(
        self, cycle_id: UUID, version: int, change: MeetingCycleChange, *, key: str | None = None
    ) -> MeetingCycle:
        """Change a cycle of which this version was read."""
        response = await self.request(
            "PATCH", f"/meeting-cycles/{cycle_id}", body=change, key=key, headers={"If-Match": f'"{version}"'}
        )
        return MeetingCycle.model_validate_json(response.content)

    async def next_agenda(self, cycle_id: UUID) -> ProposedAgenda:
        """What the next meeting should be about."""
        return await self.get(f"/meeting-cycles/{cycle_id}/agenda", ProposedAgenda)

    async def register_meeting(self, new: NewMeeting, *, key: str | None = None) -> Meeting:
        """Record a meeting that was held."""
        return await self.post("/meetings", Meeting, new, key=key)

    async def put_meeting(self, reference: str, new: NewMeeting) -> Meeting:
        """Record one under the client's own reference; the same again gives what is there."""
        response = await self.request("PUT", f"/meetings/by-reference/{quote(reference, safe='')}", body=new)
        return Meeting.model_validate_json(response.content)

    async def meeting(self, meeting_id: UUID) -> Meeting:
        """One meeting."""
        return await self.get(f"/meetings/{meeting_id}", Meeting)

    async def meetings(self, **filters: Any) -> list[Meeting]:
        """All of them, by `contractId`, `cycleId`, `kind` or `externalReference`."""
        return await self.page("/meetings", Meeting, **filters)

    async def change_meeting(
        self, meeting_id: UUID, version: int, change: MeetingChange, *, key: str | None = None
    ) -> Meeting:
        """Tick off the agreements of a meeting of which this version was read."""
        response = await self.request(
            "PATCH", f"/meetings/{meeting_id}", body=change, key=key, headers={"If-Match": f'"{version}"'}
        )
        return Meeting.model_validate_json(response.content)

    async def register_incentive_evaluation(
        self, new: NewIncentiveEvaluation, *, key: str | None = None
    ) -> IncentiveEvaluation:
        """Give a dimension of a contract its light."""
        return await self.post("/incentive-evaluations", IncentiveEvaluation, new, key=key)

    async def put_incentive_evaluation(
        self, reference: str, new: NewIncentiveEvaluation
    ) -> IncentiveEvaluation:
        """Give one under the client's own reference; the same again gives what is there."""
        path = f"/incentive-evaluations/by-reference/{quote(reference, safe='')}"
        response = await self.request("PUT", path, body=new)
        return IncentiveEvaluation.model_validate_json(response.content)

    async def incentive_evaluation(self, evaluation_id: UUID) -> IncentiveEvaluation:
        """One light."""
        return await self.get(f"/incentive-evaluations/{evaluation_id}", IncentiveEvaluation)

    async def incentive_evaluations(self, **filters: Any) -> list[IncentiveEvaluation]:
        """All of them, by `contractId`, `year`, `dimension`, `light` or `externalReference`."""
        return await self.page("/incentive-evaluations", IncentiveEvaluation, **filters)

    async def incentive_overview(self, contract_id: UUID, year: int) -> IncentiveOverview:
        """The lights side by side."""
        path = "/incentive-evaluations/overview"
        return await self.get(path, IncentiveOverview, contractId=contract_id, year=year)
