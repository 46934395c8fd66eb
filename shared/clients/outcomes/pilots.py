"""The triple aim, and pilots evaluated."""

from typing import Any
from urllib.parse import quote
from uuid import UUID

from shared.clients.base import Client
from shared.schemas.common import DerivationAnswer
from shared.schemas.outcomes import (
    NewPilotEvaluation,
    NewTripleAim,
    PilotEvaluation,
    PilotEvaluationChange,
    TripleAim,
)


class PilotsClient(Client):
    """The triple aim, and pilots evaluated."""

    async def register_triple_aim(self, new: NewTripleAim, *, key: str | None = None) -> TripleAim:
        """Judge the three aims of a population."""
        return await self.post("/triple-aims", TripleAim, new, key=key)

    async def put_triple_aim(self, reference: str, new: NewTripleAim) -> TripleAim:
        """Judge the three aims under the client's own reference; the same again gives what is there."""
        response = await self.request(
            "PUT", f"/triple-aims/by-reference/{quote(reference, safe='')}", body=new
        )
        return TripleAim.model_validate_json(response.content)

    async def triple_aim(self, triple_aim_id: UUID) -> TripleAim:
        """One judgement on the three aims."""
        return await self.get(f"/triple-aims/{triple_aim_id}", TripleAim)

    async def triple_aims(self, **filters: Any) -> list[TripleAim]:
        """All judgements, by `contractId`, `pilotId`, `verdict` or `externalReference`."""
        return await self.page("/triple-aims", TripleAim, **filters)

    async def triple_aim_derivation(self, triple_aim_id: UUID) -> DerivationAnswer:
        """Why it is what it is."""
        return await self.get(f"/triple-aims/{triple_aim_id}/derivation", DerivationAnswer)

    async def register_pilot_evaluation(
        self, new: NewPilotEvaluation, *, key: str | None = None
    ) -> PilotEvaluation:
        """Evaluate a pilot."""
        return await self.post("/pilot-evaluations", PilotEvaluation, new, key=key)

    async def put_pilot_evaluation(self, reference: str, new: NewPilotEvaluation) -> PilotEvaluation:
        """Evaluate a pilot under the client's own reference; the same again gives what is there."""
        path = f"/pilot-evaluations/by-reference/{quote(reference, safe='')}"
        response = await self.request("PUT", path, body=new)
        return PilotEvaluation.model_validate_json(response.content)

    async def pilot_evaluation(self, pilot_evaluation_id: UUID) -> PilotEvaluation:
        """One evaluation."""
        return await self.get(f"/pilot-evaluations/{pilot_evaluation_id}", PilotEvaluation)

    async def pilot_evaluations(self, **filters: Any) -> list[PilotEvaluation]:
        """All evaluations, by `pilotId`, `contractId`, `verdict` or `externalReference`."""
        return await self.page("/pilot-evaluations", PilotEvaluation, **filters)

    async def change_pilot_evaluation(
        self,
        pilot_evaluation_id: UUID,
        version: int,
        change: PilotEvaluationChange,
        *,
        key: str | None = None,
    ) -> PilotEvaluation:
        """Decide on the roll-out of a pilot of which this version was read."""
        path, match = f"/pilot-evaluations/{pilot_evaluation_id}", {"If-Match": f'"{version}"'}
        response = await self.request("PATCH", path, body=change, key=key, headers=match)
        return PilotEvaluation.model_validate_json(response.content)

    async def pilot_evaluation_derivation(self, pilot_evaluation_id: UUID) -> DerivationAnswer:
        """Why it is what it is."""
        return await self.get(f"/pilot-evaluations/{pilot_evaluation_id}/derivation", DerivationAnswer)
