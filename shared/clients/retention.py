"""The part of the access client about how long what is kept: terms, holds, erasures, destruction lists, and the dossier."""

from __future__ import annotations

from uuid import UUID

from shared.clients.base import Client
from shared.schemas.access import (
    DestructionDeclaration,
    DestructionLine,
    DestructionList,
    Erasure,
    LegalHold,
    LegalHoldRelease,
    NewDestructionList,
    NewErasure,
    NewLegalHold,
    NewRetentionTerm,
    RetentionTerm,
)
from shared.schemas.common import DerivationAnswer
from shared.schemas.data_subjects import Dossier
from shared.values.terms import ErasureGround, RecordCategory


class RetentionClient(Client):
    """What access keeps of citizens, for how long, and how it goes (F-37, F-38)."""

    async def list_retention_terms(self) -> list[RetentionTerm]:
        """The term of each category, with the law that it rests on."""
        return await self.page("/retention-terms", RetentionTerm)

    async def get_retention_term(self, category: RecordCategory) -> RetentionTerm:
        """The term of one category."""
        return await self.get(f"/retention-terms/{category}", RetentionTerm)

    async def set_retention_term(
        self, category: RecordCategory, version: int, years: int, reason: str
    ) -> RetentionTerm:
        """Keep a category longer than the law says, from the version that was read, or back to the law; never shorter."""
        new, match = NewRetentionTerm(years=years, reason=reason), {"If-Match": f'"{version}"'}
        response = await self.request("PUT", f"/retention-terms/{category}", body=new, headers=match)
        return RetentionTerm.model_validate_json(response.content)

    async def place_legal_hold(self, new: NewLegalHold, *, key: str | None = None) -> LegalHold:
        """Stop the destruction of a citizen's file."""
        return await self.post("/legal-holds", LegalHold, new, key=key)

    async def get_legal_hold(self, hold_id: UUID) -> LegalHold:
        """One legal hold."""
        return await self.get(f"/legal-holds/{hold_id}", LegalHold)

    async def list_legal_holds(self, *, citizen_id: UUID | None = None) -> list[LegalHold]:
        """All legal holds, released ones too, oldest first."""
        return await self.page("/legal-holds", LegalHold, citizenId=citizen_id)

    async def release_legal_hold(self, hold_id: UUID, reason: str, *, key: str | None = None) -> LegalHold:
        """Lift a legal hold."""
        given = LegalHoldRelease(reason=reason)
        return await self.post(f"/legal-holds/{hold_id}/release", LegalHold, given, key=key)

    async def erase_citizen(
        self, citizen_id: UUID, ground: ErasureGround, *, key: str | None = None
    ) -> Erasure:
        """Erase a citizen: what is left is a dead surrogate."""
        return await self.post(f"/citizens/{citizen_id}/erasure", Erasure, NewErasure(ground=ground), key=key)

    async def get_erasure(self, erasure_id: UUID) -> Erasure:
        """One erasure."""
        return await self.get(f"/erasures/{erasure_id}", Erasure)

    async def list_erasures(self, *, citizen_id: UUID | None = None) -> list[Erasure]:
        """All erasures, oldest first."""
        return await self.page("/erasures", Erasure, citizenId=citizen_id)

    async def explain_erasure(self, erasure_id: UUID) -> DerivationAnswer:
        """Why a citizen could be erased."""
        return await self.get(f"/erasures/{erasure_id}/derivation", DerivationAnswer)

    async def propose_destruction_list(
        self, new: NewDestructionList, *, key: str | None = None
    ) -> DestructionList:
        """Propose to destroy the files whose term passed."""
        return await self.post("/destruction-lists", DestructionList, new, key=key)

    async def get_destruction_list(self, list_id: UUID) -> DestructionList:
        """One destruction list."""
        return await self.get(f"/destruction-lists/{list_id}", DestructionList)

    async def list_destruction_lists(self) -> list[DestructionList]:
        """All destruction lists, oldest first."""
        return await self.page("/destruction-lists", DestructionList)

    async def list_destruction_lines(self, list_id: UUID) -> list[DestructionLine]:
        """Who is on a destruction list, and who stays for what reason."""
        return await self.page(f"/destruction-lists/{list_id}/lines", DestructionLine)

    async def explain_destruction_list(self, list_id: UUID) -> DerivationAnswer:
        """By which terms a list was made, or what its execution did."""
        return await self.get(f"/destruction-lists/{list_id}/derivation", DerivationAnswer)

    async def approve_destruction_list(self, list_id: UUID, *, key: str | None = None) -> DestructionList:
        """Approve a list, as another person than who proposed it."""
        return await self.post(f"/destruction-lists/{list_id}/approval", DestructionList, key=key)

    async def execute_destruction_list(self, list_id: UUID, *, key: str | None = None) -> DestructionList:
        """Execute an approved list."""
        return await self.post(f"/destruction-lists/{list_id}/execution", DestructionList, key=key)

    async def get_destruction_declaration(self, list_id: UUID) -> DestructionDeclaration:
        """The declaration of destruction."""
        return await self.get(f"/destruction-lists/{list_id}/declaration", DestructionDeclaration)

    async def get_dossier(self, citizen_id: UUID) -> Dossier:
        """Everything that the four services keep of one citizen."""
        return await self.get(f"/citizens/{citizen_id}/dossier", Dossier)
