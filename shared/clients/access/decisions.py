"""The part of the access client about decisions, from draft to final."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from shared.clients.base import Client
from shared.schemas.access import (
    Decision,
    DecisionChange,
    DecisionMotivation,
    DecisionReadiness,
    NewDecision,
    NewEffort,
    NewNotification,
)
from shared.schemas.common import DerivationAnswer
from shared.values.deciding import DecisionOutcome, DecisionState
from shared.values.terms import Law


def _dry(dry_run: bool) -> dict[str, str]:
    return {"dryRun": "true"} if dry_run else {}


class DecisionsClient(Client):
    """Decisions: drafted, judged at every gate, taken, made known (R-A03 … R-A29)."""

    async def take_decision(
        self, request_id: UUID, new: NewDecision, *, key: str | None = None, dry_run: bool = False
    ) -> Decision:
        """Take the access decision on a request, as the token's end user, or keep a draft of it (R-A03)."""
        return await self.post(f"/requests/{request_id}/decisions", Decision, new, key=key, **_dry(dry_run))

    async def get_decision(self, decision_id: UUID) -> Decision:
        """One decision."""
        return await self.get(f"/decisions/{decision_id}", Decision)

    async def list_decisions(
        self,
        *,
        request_id: UUID | None = None,
        contract_id: UUID | None = None,
        provider: str | None = None,
        law: Law | None = None,
        allocation_number: int | None = None,
        external_reference: str | None = None,
        state: DecisionState | None = None,
        outcome: DecisionOutcome | None = None,
        citizen_id: UUID | None = None,
    ) -> list[Decision]:
        """All decisions that match, oldest first."""
        asked: dict[str, Any] = {
            "requestId": request_id,
            "contractId": contract_id,
            "provider": provider,
            "law": law,
            "allocationNumber": allocation_number,
            "externalReference": external_reference,
            "state": state,
            "outcome": outcome,
            "citizenId": citizen_id,
        }
        return await self.page("/decisions", Decision, **asked)

    async def explain_decision(self, decision_id: UUID) -> DerivationAnswer:
        """Why a decision could be taken, and until when objection is open (R-A29)."""
        return await self.get(f"/decisions/{decision_id}/derivation", DerivationAnswer)

    async def get_motivation(self, decision_id: UUID) -> DecisionMotivation:
        """The motivation of a decision, for the municipality that took it."""
        return await self.get(f"/decisions/{decision_id}/motivation", DecisionMotivation)

    async def decision_readiness(self, decision_id: UUID) -> DecisionReadiness:
        """How a decision stands at every gate."""
        return await self.get(f"/decisions/{decision_id}/readiness", DecisionReadiness)

    async def change_decision(
        self, decision_id: UUID, version: int, change: DecisionChange, *, key: str | None = None
    ) -> Decision:
        """Change a draft in the version that was read; what is left out stays."""
        path, match = f"/decisions/{decision_id}", {"If-Match": f'"{version}"'}
        response = await self.request("PATCH", path, body=change, key=key, headers=match)
        return Decision.model_validate_json(response.content)

    async def submit_decision(self, decision_id: UUID, *, key: str | None = None) -> Decision:
        """Lay a draft before others; above the threshold the switch team gets its review (R-A07)."""
        return await self.post(f"/decisions/{decision_id}/submission", Decision, key=key)

    async def finalise_decision(
        self, decision_id: UUID, *, key: str | None = None, dry_run: bool = False
    ) -> Decision:
        """Make a draft final, as the token's end user (R-A03)."""
        path = f"/decisions/{decision_id}/finalisation"
        return await self.post(path, Decision, None, key=key, **_dry(dry_run))

    async def withdraw_decision(self, decision_id: UUID, *, key: str | None = None) -> Decision:
        """Withdraw a draft."""
        return await self.post(f"/decisions/{decision_id}/withdrawal", Decision, key=key)

    async def add_effort(self, decision_id: UUID, effort: NewEffort, *, key: str | None = None) -> Decision:
        """Add the actual effort to a decision on a result (R-A25)."""
        return await self.post(f"/decisions/{decision_id}/effort", Decision, effort, key=key)

    async def notify_decision(
        self, decision_id: UUID, told: NewNotification, *, key: str | None = None
    ) -> Decision:
        """Record on which day a decision was made known (R-A29)."""
        return await self.post(f"/decisions/{decision_id}/notification", Decision, told, key=key)
