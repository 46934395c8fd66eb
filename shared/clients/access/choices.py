"""The part of the access client about choosing a provider, waiting for one, and contacts of the nurse at the practice."""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import quote
from uuid import UUID

from shared.clients.base import Client
from shared.schemas.access import (
    ChosenProvider,
    ClientDelay,
    DomainFlows,
    NewNurseContacts,
    NewOnwardReferral,
    NewProviderChoice,
    NewWaitingEntry,
    NurseContacts,
    NurseContactsChange,
    NurseEffect,
    ProviderCatalogue,
    ProviderChoice,
    Referral,
    ReferralApproval,
    ReferralCost,
    ReferralEscalation,
    RefusalCounts,
    WaitingEntry,
    WaitingEntryChange,
    WaitingPlacement,
    WaitingPosition,
    WaitingWithdrawn,
)
from shared.schemas.common import DerivationAnswer
from shared.values.choosing import ClientDelayReason, WaitingWithdrawal


def _dry(dry_run: bool) -> dict[str, str]:
    return {"dryRun": "true"} if dry_run else {}


def _days(first_day: date, last_day: date) -> dict[str, str]:
    return {"from": first_day.isoformat(), "until": last_day.isoformat()}


class ChoicesClient(Client):
    """Whom a citizen chose, who waits in which order, what follows on a referral (R-A24, R-A36, R-A37, R-A40, R-C43)."""

    async def refer_on(
        self, referral_id: UUID, new: NewOnwardReferral, *, key: str | None = None, dry_run: bool = False
    ) -> Referral:
        """Refer a citizen on to another provider (R-A24)."""
        path = f"/referrals/{referral_id}/onward-referrals"
        return await self.post(path, Referral, new, key=key, **_dry(dry_run))

    async def approve_referral(
        self, referral_id: UUID, approved: bool, *, key: str | None = None
    ) -> Referral:
        """Approve of an onward referral as the basic team, or deny it (R-A24)."""
        given = ReferralApproval(approved=approved)
        return await self.post(f"/referrals/{referral_id}/approval", Referral, given, key=key)

    async def escalate_referral(
        self, referral_id: UUID, step: ReferralEscalation, *, key: str | None = None
    ) -> Referral:
        """Take the next step of the escalation route after a refusal (R-A36)."""
        return await self.post(f"/referrals/{referral_id}/escalations", Referral, step, key=key)

    async def settle_referral_cost(
        self, referral_id: UUID, real_cents: int, *, key: str | None = None
    ) -> Referral:
        """Record what a referral really cost, in cents."""
        given = ReferralCost(real_cents=real_cents)
        return await self.post(f"/referrals/{referral_id}/cost", Referral, given, key=key)

    async def refusal_counts(
        self, first_day: date, last_day: date, contract_id: UUID | None = None
    ) -> RefusalCounts:
        """How often providers refuse, by how heavy the care is (E-19)."""
        asked = {**_days(first_day, last_day), "contractId": contract_id}
        return await self.get("/referrals/refusal-counts", RefusalCounts, **asked)

    async def domain_flows(self, first_day: date, last_day: date) -> DomainFlows:
        """What is referred from domain to domain, with costs (D-53)."""
        return await self.get("/referrals/domain-flows", DomainFlows, **_days(first_day, last_day))

    async def get_provider_catalogue(self, catalogue_id: UUID) -> ProviderCatalogue:
        """One catalogue as access knows it (R-C43)."""
        return await self.get(f"/provider-catalogues/{catalogue_id}", ProviderCatalogue)

    async def list_provider_catalogues(self, **filters: Any) -> list[ProviderCatalogue]:
        """All catalogues, by `procurementId` when asked."""
        return await self.page("/provider-catalogues", ProviderCatalogue, **filters)

    async def register_provider_choice(
        self, new: NewProviderChoice, *, key: str | None = None, dry_run: bool = False
    ) -> ProviderChoice:
        """Lay providers before a citizen (R-A40)."""
        return await self.post("/provider-choices", ProviderChoice, new, key=key, **_dry(dry_run))

    async def put_provider_choice(self, reference: str, new: NewProviderChoice) -> ProviderChoice:
        """The same under a reference of one's own: twice is once."""
        path = f"/provider-choices/by-reference/{quote(reference, safe='')}"
        response = await self.request("PUT", path, body=new)
        return ProviderChoice.model_validate_json(response.content)

    async def get_provider_choice(self, choice_id: UUID) -> ProviderChoice:
        """One of them."""
        return await self.get(f"/provider-choices/{choice_id}", ProviderChoice)

    async def list_provider_choices(self, **filters: Any) -> list[ProviderChoice]:
        """All that match, oldest first; filters are named as in the query (`requestId`, `state`)."""
        return await self.page("/provider-choices", ProviderChoice, **filters)

    async def explain_provider_choice(self, choice_id: UUID) -> DerivationAnswer:
        """Why it is what it is."""
        return await self.get(f"/provider-choices/{choice_id}/derivation", DerivationAnswer)

    async def record_choice(
        self, choice_id: UUID, provider: str, chosen_on: date | None = None, *, key: str | None = None
    ) -> ProviderChoice:
        """Record whom the citizen chose."""
        given = ChosenProvider(provider=provider, chosen_on=chosen_on)
        return await self.post(f"/provider-choices/{choice_id}/choice", ProviderChoice, given, key=key)

    async def assign_provider(self, choice_id: UUID, *, key: str | None = None) -> ProviderChoice:
        """Assign by rank where nobody chose within the term (R-C43)."""
        return await self.post(f"/provider-choices/{choice_id}/assignment", ProviderChoice, key=key)

    async def withdraw_provider_choice(self, choice_id: UUID, *, key: str | None = None) -> ProviderChoice:
        """Take a choice back."""
        return await self.post(f"/provider-choices/{choice_id}/withdrawal", ProviderChoice, key=key)

    async def register_waiting_entry(
        self, new: NewWaitingEntry, *, key: str | None = None, dry_run: bool = False
    ) -> WaitingEntry:
        """Put a citizen on the waiting list (R-A37)."""
        return await self.post("/waiting-entries", WaitingEntry, new, key=key, **_dry(dry_run))

    async def put_waiting_entry(self, reference: str, new: NewWaitingEntry) -> WaitingEntry:
        """The same under a reference of one's own: twice is once."""
        path = f"/waiting-entries/by-reference/{quote(reference, safe='')}"
        response = await self.request("PUT", path, body=new)
        return WaitingEntry.model_validate_json(response.content)

    async def get_waiting_entry(self, entry_id: UUID) -> WaitingEntry:
        """One of them."""
        return await self.get(f"/waiting-entries/{entry_id}", WaitingEntry)

    async def list_waiting_entries(self, **filters: Any) -> list[WaitingEntry]:
        """All that match, also who waits no more, oldest first; filters are named as in the query."""
        return await self.page("/waiting-entries", WaitingEntry, **filters)

    async def explain_waiting_entry(self, entry_id: UUID) -> DerivationAnswer:
        """Why it is what it is."""
        return await self.get(f"/waiting-entries/{entry_id}/derivation", DerivationAnswer)

    async def change_waiting_entry(
        self, entry_id: UUID, version: int, change: WaitingEntryChange, *, key: str | None = None
    ) -> WaitingEntry:
        """Change the version that was read; what is left out stays."""
        path, match = f"/waiting-entries/{entry_id}", {"If-Match": f'"{version}"'}
        response = await self.request("PATCH", path, body=change, key=key, headers=match)
        return WaitingEntry.model_validate_json(response.content)

    async def list_waiting_list(self, **filters: Any) -> list[WaitingPosition]:
        """Who waits, per product and who is next first; filters are named as in the query (`productCategory`)."""
        return await self.page("/waiting-list", WaitingPosition, **filters)

    async def delay_waiting_entry(
        self, entry_id: UUID, available_from: date, reason: ClientDelayReason, *, key: str | None = None
    ) -> WaitingEntry:
        """The client asks for a later day (G-61)."""
        given = ClientDelay(available_from=available_from, reason=reason)
        return await self.post(f"/waiting-entries/{entry_id}/client-delay", WaitingEntry, given, key=key)

    async def place_waiting_entry(
        self, entry_id: UUID, placement: WaitingPlacement, *, key: str | None = None
    ) -> WaitingEntry:
        """Give a place to who waits; out of order with a motive (E-75)."""
        return await self.post(f"/waiting-entries/{entry_id}/placement", WaitingEntry, placement, key=key)

    async def withdraw_waiting_entry(
        self, entry_id: UUID, reason: WaitingWithdrawal, *, key: str | None = None
    ) -> WaitingEntry:
        """Take somebody from the list without a place."""
        given = WaitingWithdrawn(reason=reason)
        return await self.post(f"/waiting-entries/{entry_id}/withdrawal", WaitingEntry, given, key=key)

    async def register_nurse_contact(
        self, new: NewNurseContacts, *, key: str | None = None, dry_run: bool = False
    ) -> NurseContacts:
        """Record contacts of the nurse at a practice (R-A47)."""
        return await self.post("/nurse-contacts", NurseContacts, new, key=key, **_dry(dry_run))

    async def put_nurse_contact(self, reference: str, new: NewNurseContacts) -> NurseContacts:
        """The same under a reference of one's own: twice is once."""
        path = f"/nurse-contacts/by-reference/{quote(reference, safe='')}"
        response = await self.request("PUT", path, body=new)
        return NurseContacts.model_validate_json(response.content)

    async def get_nurse_contact(self, contacts_id: UUID) -> NurseContacts:
        """One of them."""
        return await self.get(f"/nurse-contacts/{contacts_id}", NurseContacts)

    async def list_nurse_contacts(self, **filters: Any) -> list[NurseContacts]:
        """All that match, by `practice` when asked."""
        return await self.page("/nurse-contacts", NurseContacts, **filters)

    async def explain_nurse_contact(self, contacts_id: UUID) -> DerivationAnswer:
        """Which share of referrals was avoided."""
        return await self.get(f"/nurse-contacts/{contacts_id}/derivation", DerivationAnswer)

    async def change_nurse_contact(
        self, contacts_id: UUID, version: int, change: NurseContactsChange, *, key: str | None = None
    ) -> NurseContacts:
        """Correct the version that was read; what is left out stays."""
        path, match = f"/nurse-contacts/{contacts_id}", {"If-Match": f'"{version}"'}
        response = await self.request("PATCH", path, body=change, key=key, headers=match)
        return NurseContacts.model_validate_json(response.content)

    async def nurse_effect(self, first_day: date, last_day: date, practice: str | None = None) -> NurseEffect:
        """What the nurses did in a period beside the period before it (R-A47, E-51)."""
        asked = {**_days(first_day, last_day), "practice": practice}
        return await self.get("/nurse-contacts/effect", NurseEffect, **asked)
