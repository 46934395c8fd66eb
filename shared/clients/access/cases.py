"""The part of the access client about citizens and what they ask: requests, referrals, transfers."""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import quote
from uuid import UUID

from shared.clients.base import Client
from shared.schemas.access import (
    Citizen,
    CitizenSearch,
    FirstTalk,
    FoundCitizen,
    NewCitizen,
    NewDeparture,
    NewReferral,
    NewRequest,
    PersonalData,
    PersonalDataChange,
    Referral,
    RefuseReferral,
    Request,
    Transfer,
    TransferAcceptance,
)
from shared.schemas.common import DerivationAnswer
from shared.values.choosing import ClientDelayReason, RefusalKind
from shared.values.questions import ReferrerType
from shared.values.terms import ReferralState, RequestState, TransferState


def _dry(dry_run: bool) -> dict[str, str]:
    return {"dryRun": "true"} if dry_run else {}


class CasesClient(Client):
    """Citizens, their questions, and the referrals on them (R-A27, R-A56)."""

    async def register_citizen(self, new: NewCitizen, *, key: str | None = None) -> Citizen:
        """Record a citizen with the personal data that are needed, each for its purpose (F-01, F-02)."""
        return await self.post("/citizens", Citizen, new, key=key)

    async def get_citizen(self, citizen_id: UUID) -> Citizen:
        """One citizen: what is filled and why, without the data themselves."""
        return await self.get(f"/citizens/{citizen_id}", Citizen)

    async def list_citizens(self) -> list[Citizen]:
        """All citizens of the municipality, oldest first."""
        return await self.page("/citizens", Citizen)

    async def search_citizens(
        self, *, bsn: str | None = None, citizen_reference: str | None = None
    ) -> list[FoundCitizen]:
        """The surrogate of the citizen with this BSN or reference, if there is one."""
        asked = CitizenSearch(bsn=bsn, citizen_reference=citizen_reference)
        response = await self.request("POST", "/citizens/_search", body=asked)
        return [FoundCitizen.model_validate(one) for one in response.json()["items"]]

    async def get_personal_data(self, citizen_id: UUID) -> PersonalData:
        """A citizen's data in the clear, the BSN too."""
        return await self.get(f"/citizens/{citizen_id}/personal-data", PersonalData)

    async def correct_personal_data(
        self, citizen_id: UUID, version: int, change: PersonalDataChange, *, key: str | None = None
    ) -> Citizen:
        """Correct, add or take away personal data of the version that was read."""
        path, match = f"/citizens/{citizen_id}/personal-data", {"If-Match": f'"{version}"'}
        response = await self.request("PATCH", path, body=change, key=key, headers=match)
        return Citizen.model_validate_json(response.content)

    async def record_departure(
        self, citizen_id: UUID, departure: NewDeparture, *, key: str | None = None
    ) -> Transfer:
        """Record that a citizen moves to another municipality, which is offered the transfer (R-A56)."""
        return await self.post(f"/citizens/{citizen_id}/departure", Transfer, departure, key=key)

    async def get_transfer(self, transfer_id: UUID) -> Transfer:
        """One transfer."""
        return await self.get(f"/transfers/{transfer_id}", Transfer)

    async def list_transfers(self, *, state: TransferState | None = None) -> list[Transfer]:
        """All transfers that the municipality offered or was offered, oldest first."""
        return await self.page("/transfers", Transfer, state=state)

    async def accept_transfer(
        self, transfer_id: UUID, citizen_reference: str, *, key: str | None = None
    ) -> Transfer:
        """Take a citizen on, as the municipality of arrival, under a reference of one's own."""
        given = TransferAcceptance(citizen_reference=citizen_reference)
        return await self.post(f"/transfers/{transfer_id}/acceptance", Transfer, given, key=key)

    async def withdraw_transfer(self, transfer_id: UUID, *, key: str | None = None) -> Transfer:
        """Take an open transfer back, as the municipality of departure."""
        return await self.post(f"/transfers/{transfer_id}/withdrawal", Transfer, key=key)

    async def report_request(
        self, new: NewRequest, *, key: str | None = None, dry_run: bool = False
    ) -> Request:
        """Report a citizen's question."""
        return await self.post("/requests", Request, new, key=key, **_dry(dry_run))

    async def put_request(self, reference: str, new: NewRequest) -> Request:
        """Report a citizen's question under a reference of one's own: the same twice is one request."""
        response = await self.request("PUT", f"/requests/by-reference/{quote(reference, safe='')}", body=new)
        return Request.model_validate_json(response.content)

    async def get_request(self, request_id: UUID) -> Request:
        """One request."""
        return await self.get(f"/requests/{request_id}", Request)

    async def list_requests(
        self,
        *,
        state: RequestState | None = None,
        contact_on_from: date | None = None,
        contact_on_to: date | None = None,
        contract_id: UUID | None = None,
        citizen_id: UUID | None = None,
        external_reference: str | None = None,
        team: str | None = None,
        area: str | None = None,
        urgency: int | None = None,
        referrer_type: ReferrerType | None = None,
        acute: bool | None = None,
        elsewhere: bool | None = None,
        open_: bool | None = None,
    ) -> list[Request]:
        """All requests that match, oldest first."""
        flags = {"acute": acute, "elsewhere": elsewhere, "open": open_}
        asked: dict[str, Any] = {
            "state": state,
            "contactOnFrom": contact_on_from,
            "contactOnTo": contact_on_to,
            "contractId": contract_id,
            "citizenId": citizen_id,
            "externalReference": external_reference,
            "team": team,
            "area": area,
            "urgency": urgency,
            "referrerType": referrer_type,
            **{name: str(given).lower() for name, given in flags.items() if given is not None},
        }
        return await self.page("/requests", Request, **asked)

    async def hold_first_talk(
        self,
        request_id: UUID,
        held_on: date,
        *,
        delay_days: int | None = None,
        delay_reason: ClientDelayReason | None = None,
        key: str | None = None,
    ) -> Request:
        """Record the first talk, which ends the waiting time (R-O06), with the days that the client asked for (G-12)."""
        talk = FirstTalk(held_on=held_on, client_delay_days=delay_days, client_delay_reason=delay_reason)
        return await self.post(f"/requests/{request_id}/first-talk", Request, talk, key=key)

    async def explain_request(self, request_id: UUID) -> DerivationAnswer:
        """Why a request is what it is, with its waiting time once the first talk was held."""
        return await self.get(f"/requests/{request_id}/derivation", DerivationAnswer)

    async def make_referral(
        self, request_id: UUID, new: NewReferral, *, key: str | None = None, dry_run: bool = False
    ) -> Referral:
        """Refer the citizen to a member of the contract's consortium (R-A27)."""
        return await self.post(f"/requests/{request_id}/referrals", Referral, new, key=key, **_dry(dry_run))

    async def get_referral(self, referral_id: UUID) -> Referral:
        """One referral."""
        return await self.get(f"/referrals/{referral_id}", Referral)

    async def list_referrals(
        self,
        *,
        state: ReferralState | None = None,
        request_id: UUID | None = None,
        contract_id: UUID | None = None,
        provider: str | None = None,
        breach: bool | None = None,
        external_reference: str | None = None,
    ) -> list[Referral]:
        """All referrals that match, oldest first."""
        asked: dict[str, Any] = {
            "state": state,
            "requestId": request_id,
            "contractId": contract_id,
            "provider": provider,
            "breach": None if breach is None else str(breach).lower(),
            "externalReference": external_reference,
        }
        return await self.page("/referrals", Referral, **asked)

    async def accept_referral(self, referral_id: UUID, *, key: str | None = None) -> Referral:
        """Accept a referral, as the provider."""
        return await self.post(f"/referrals/{referral_id}/acceptance", Referral, key=key)

    async def refuse_referral(
        self,
        referral_id: UUID,
        reason: str,
        *,
        kind: RefusalKind = RefusalKind.REFUSED,
        key: str | None = None,
    ) -> Referral:
        """Refuse a referral, as the provider: a breach under an acceptance duty, unless it cannot deliver (R-A36)."""
        answer = RefuseReferral(reason=reason, kind=kind)
        return await self.post(f"/referrals/{referral_id}/refusal", Referral, answer, key=key)

    async def explain_referral(self, referral_id: UUID) -> DerivationAnswer:
        """Why a referral could be made, and what its answer means."""
        return await self.get(f"/referrals/{referral_id}/derivation", DerivationAnswer)
