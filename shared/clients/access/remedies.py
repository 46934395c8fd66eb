"""The part of the access client about remedies."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from shared.clients.base import Client
from shared.schemas.access import NewRemedy, Remedy, RemedyDay, RemedyDecision, RemedyHandling
from shared.schemas.common import DerivationAnswer
from shared.values.remedies import RemedyHandler, RemedyOutcome


class RemediesClient(Client):
    """What citizens file who disagree, by the role that handles its kind (N-137, F-26)."""

    async def register_remedy(self, new: NewRemedy, *, key: str | None = None) -> Remedy:
        """File a remedy."""
        return await self.post("/remedies", Remedy, new, key=key)

    async def put_remedy(self, reference: str, new: NewRemedy, *, key: str | None = None) -> Remedy:
        """File it under one's own reference, or find the one that is there."""
        response = await self.request("PUT", f"/remedies/by-reference/{reference}", body=new, key=key)
        return Remedy.model_validate_json(response.content)

    async def get_remedy(self, remedy_id: UUID) -> Remedy:
        """One remedy."""
        return await self.get(f"/remedies/{remedy_id}", Remedy)

    async def list_remedies(self, **filters: Any) -> list[Remedy]:
        """All remedies of the kinds that the token handles; filters under the names of the query."""
        return await self.page("/remedies", Remedy, **filters)

    async def explain_remedy(self, remedy_id: UUID) -> DerivationAnswer:
        """By when it could be filed and is to be decided, and why."""
        return await self.get(f"/remedies/{remedy_id}/derivation", DerivationAnswer)

    async def handle_remedy(
        self, remedy_id: UUID, handler: str, handler_kind: RemedyHandler, *, key: str | None = None
    ) -> Remedy:
        """Take a remedy up."""
        body = RemedyHandling(handler=handler, handler_kind=handler_kind)
        return await self.post(f"/remedies/{remedy_id}/handling", Remedy, body, key=key)

    async def suspend_remedy(self, remedy_id: UUID, day: date, *, key: str | None = None) -> Remedy:
        """Let its term stand still."""
        return await self.post(f"/remedies/{remedy_id}/suspension", Remedy, RemedyDay(day=day), key=key)

    async def resume_remedy(self, remedy_id: UUID, day: date, *, key: str | None = None) -> Remedy:
        """Let its term go on."""
        return await self.post(f"/remedies/{remedy_id}/resumption", Remedy, RemedyDay(day=day), key=key)

    async def extend_remedy(self, remedy_id: UUID, *, key: str | None = None) -> Remedy:
        """Extend its term, once."""
        return await self.post(f"/remedies/{remedy_id}/extension", Remedy, key=key)

    async def give_remedy_notice(self, remedy_id: UUID, day: date, *, key: str | None = None) -> Remedy:
        """Record a notice of default on an objection."""
        body = RemedyDay(day=day)
        return await self.post(f"/remedies/{remedy_id}/notice-of-default", Remedy, body, key=key)

    async def decide_remedy(
        self,
        remedy_id: UUID,
        outcome: RemedyOutcome,
        decided_on: date,
        note: str | None = None,
        *,
        key: str | None = None,
    ) -> Remedy:
        """Decide a remedy."""
        body = RemedyDecision(outcome=outcome, decided_on=decided_on, outcome_note=note)
        return await self.post(f"/remedies/{remedy_id}/decision", Remedy, body, key=key)

    async def withdraw_remedy(self, remedy_id: UUID, *, key: str | None = None) -> Remedy:
        """Withdraw a remedy."""
        return await self.post(f"/remedies/{remedy_id}/withdrawal", Remedy, key=key)
