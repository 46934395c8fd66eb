"""Cases, flows, what populations cost, and waiting times of areas and teams."""

from typing import Any
from urllib.parse import quote
from uuid import UUID

from shared.clients.base import Client
from shared.schemas.outcomes import (
    Case,
    FlowExplanations,
    FlowRebuild,
    Flows,
    NewFlowRebuild,
    PopulationCost,
    WaitingTimesByGroup,
)


class FlowsClient(Client):
    """Cases, flows, what populations cost, and waiting times of areas and teams."""

    async def case(self, case_id: UUID) -> Case:
        """One case, by the id of the decision, the referral or the start of care."""
        return await self.get(f"/cases/{case_id}", Case)

    async def cases(self, **filters: Any) -> list[Case]:
        """All cases, by `contractId` or `provider`."""
        return await self.page("/cases", Case, **filters)

    async def flows(self, **asked: Any) -> Flows:
        """The flows that `contractId`, `by`, `period`, `since`, `until` and `windowMonths` ask for."""
        return await self.get("/flows", Flows, **asked)

    async def explain_flows(self, **asked: Any) -> FlowExplanations:
        """Why the same flows say what they say."""
        return await self.get("/flows/explanation", FlowExplanations, **asked)

    async def register_flow_rebuild(
        self, new: NewFlowRebuild | None = None, *, key: str | None = None
    ) -> FlowRebuild:
        """Count all flows from scratch."""
        return await self.post("/flow-rebuilds", FlowRebuild, new or NewFlowRebuild(), key=key)

    async def put_flow_rebuild(self, reference: str, new: NewFlowRebuild) -> FlowRebuild:
        """Count all flows from scratch under the client's own reference; the same again gives what is there."""
        path = f"/flow-rebuilds/by-reference/{quote(reference, safe='')}"
        response = await self.request("PUT", path, body=new)
        return FlowRebuild.model_validate_json(response.content)

    async def flow_rebuild(self, flow_rebuild_id: UUID) -> FlowRebuild:
        """One count from scratch."""
        return await self.get(f"/flow-rebuilds/{flow_rebuild_id}", FlowRebuild)

    async def flow_rebuilds(self, **filters: Any) -> list[FlowRebuild]:
        """All counts from scratch, by `externalReference`."""
        return await self.page("/flow-rebuilds", FlowRebuild, **filters)

    async def population_costs(self, **filters: Any) -> list[PopulationCost]:
        """What contract years cost, by `year`, `contractId`, `populationId` or `areaCode`."""
        return await self.page("/population-costs", PopulationCost, **filters)

    async def waiting_times_by_group(self, contract_id: UUID, quarter: str, by: str) -> WaitingTimesByGroup:
        """The waiting times of a contract in a quarter for each "area" or "team"."""
        return await self.get(
            "/waiting-times/groups", WaitingTimesByGroup, contractId=contract_id, quarter=quarter, by=by
        )
