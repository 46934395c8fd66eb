"""Day one and the municipality's own books, typed: openings, receivables, posting profiles, journals."""

from datetime import date
from typing import Any
from uuid import UUID

from shared.clients.base import Client
from shared.schemas.settlement import (
    Journal,
    NewJournal,
    NewOpening,
    NewPostingProfile,
    Opening,
    PostingProfile,
    ProfileEnding,
    Receivable,
    WriteOff,
)


class DayOne(Client):
    """What a municipality takes over, asks back and takes to its own books."""

    async def receivables(self, **filters: Any) -> list[Receivable]:
        """All receivables, by `contractId` or `state`."""
        return await self.page("/receivables", Receivable, **filters)

    async def receivable(self, receivable_id: UUID) -> Receivable:
        """One receivable."""
        return await self.get(f"/receivables/{receivable_id}", Receivable)

    async def propose_write_off(
        self, receivable_id: UUID, motivation: str, *, key: str | None = None
    ) -> Receivable:
        """Propose to write a receivable off; a second person confirms it."""
        new = WriteOff(motivation=motivation)
        return await self.post(f"/receivables/{receivable_id}/write-off", Receivable, new, key=key)

    async def confirm_write_off(self, receivable_id: UUID, *, key: str | None = None) -> Receivable:
        """Write off what another person proposed."""
        return await self.post(f"/receivables/{receivable_id}/write-off-confirmation", Receivable, key=key)

    async def open_books(self, new: NewOpening, *, key: str | None = None) -> Opening:
        """Take over what an older administration paid, all of it or nothing."""
        return await self.post("/openings", Opening, new, key=key)

    async def reverse_opening(self, opening_id: UUID, *, key: str | None = None) -> Opening:
        """Take an opening back: its instalments are payable again."""
        return await self.post(f"/openings/{opening_id}/reversal", Opening, key=key)

    async def opening(self, opening_id: UUID) -> Opening:
        """One opening with its lines."""
        return await self.get(f"/openings/{opening_id}", Opening)

    async def openings(self, **filters: Any) -> list[Opening]:
        """All openings with their lines, by `externalReference`."""
        return await self.page("/openings", Opening, **filters)

    async def add_posting_profile(self, new: NewPostingProfile, *, key: str | None = None) -> PostingProfile:
        """Say where an account lands in the municipality's own books."""
        return await self.post("/posting-profiles", PostingProfile, new, key=key)

    async def end_posting_profile(
        self, profile_id: UUID, last_day: date, *, key: str | None = None
    ) -> PostingProfile:
        """Give a posting profile its last day."""
        new = ProfileEnding(last_day=last_day)
        return await self.post(f"/posting-profiles/{profile_id}/ending", PostingProfile, new, key=key)

    async def posting_profile(self, profile_id: UUID) -> PostingProfile:
        """One posting profile."""
        return await self.get(f"/posting-profiles/{profile_id}", PostingProfile)

    async def posting_profiles(self, **filters: Any) -> list[PostingProfile]:
        """All posting profiles, by `contractId`, `account` or `externalReference`."""
        return await self.page("/posting-profiles", PostingProfile, **filters)

    async def make_journal(self, new: NewJournal, *, key: str | None = None) -> Journal:
        """Make the next journal for the municipality's own books, or one anew."""
        return await self.post("/journals", Journal, new, key=key)

    async def journal(self, journal_id: UUID) -> Journal:
        """One journal."""
        return await self.get(f"/journals/{journal_id}", Journal)

    async def journals(self, **filters: Any) -> list[Journal]:
        """All journals, by `externalReference`."""
        return await self.page("/journals", Journal, **filters)

    async def journal_file(self, journal_id: UUID) -> bytes:
        """The file of a journal (CSV), the same bytes each time."""
        headers = {"Accept": "text/csv"}
        return (await self.request("GET", f"/journals/{journal_id}/csv", headers=headers)).content
