"""The part of the access client about terms of the law on requests, and what a late decision costs (R-A55)."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from shared.clients.base import Client
from shared.schemas.access import (
    NewExtension,
    NewNoticeOfDefault,
    NewResumption,
    NewSuspension,
    PenaltyState,
    StatutoryTerm,
)
from shared.schemas.common import DerivationAnswer


class TermsClient(Client):
    """Terms of the law: read, moved, and their penalty (Awb 4:13 … 4:20)."""

    async def get_statutory_term(self, term_id: UUID) -> StatutoryTerm:
        """One of them."""
        return await self.get(f"/statutory-terms/{term_id}", StatutoryTerm)

    async def list_statutory_terms(self, **filters: Any) -> list[StatutoryTerm]:
        """All that match, oldest first; filters are named as in the query (`dueUntil`, `state`, `requestId`)."""
        return await self.page("/statutory-terms", StatutoryTerm, **filters)

    async def explain_statutory_term(self, term_id: UUID) -> DerivationAnswer:
        """Why it ends when it does."""
        return await self.get(f"/statutory-terms/{term_id}/derivation", DerivationAnswer)

    async def term_penalty(self, term_id: UUID, on: date | None = None) -> PenaltyState:
        """The penalty up to and including a day, today when none is named (Awb 4:17)."""
        asked = {} if on is None else {"on": on.isoformat()}
        return await self.get(f"/statutory-terms/{term_id}/penalty", PenaltyState, **asked)

    async def suspend_statutory_term(
        self, term_id: UUID, asked: NewSuspension, *, key: str | None = None
    ) -> StatutoryTerm:
        """Let it rest (Awb 4:15)."""
        return await self.post(f"/statutory-terms/{term_id}/suspension", StatutoryTerm, asked, key=key)

    async def resume_statutory_term(
        self, term_id: UUID, asked: NewResumption, *, key: str | None = None
    ) -> StatutoryTerm:
        """Let it run again."""
        return await self.post(f"/statutory-terms/{term_id}/resumption", StatutoryTerm, asked, key=key)

    async def extend_statutory_term(
        self, term_id: UUID, asked: NewExtension, *, key: str | None = None
    ) -> StatutoryTerm:
        """Tell until when it takes (Awb 4:14)."""
        return await self.post(f"/statutory-terms/{term_id}/extension", StatutoryTerm, asked, key=key)

    async def give_notice_of_default(
        self, term_id: UUID, asked: NewNoticeOfDefault, *, key: str | None = None
    ) -> StatutoryTerm:
        """Record a notice of default (Awb 4:17)."""
        return await self.post(f"/statutory-terms/{term_id}/notice-of-default", StatutoryTerm, asked, key=key)
