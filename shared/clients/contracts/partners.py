"""Who takes part: organisations and consortia as they change, recognitions, cooperations of municipalities, keys within a consortium."""

from datetime import date
from typing import Any, TypeVar
from urllib.parse import quote
from uuid import UUID

from pydantic import BaseModel

from shared.clients.base import Client
from shared.schemas.common import DerivationAnswer
from shared.schemas.contracts import (
    Consortium,
    ConsortiumChange,
    ConsortiumKey,
    ConsortiumKeyChange,
    Cooperation,
    CooperationChange,
    CooperationPowers,
    KeySplit,
    NewConsortium,
    NewConsortiumKey,
    NewCooperation,
    NewKeySplit,
    NewOrganisation,
    NewRecognition,
    NewRecognitionCheck,
    Organisation,
    OrganisationChange,
    Recognition,
    RecognitionChange,
    RecognitionCheck,
)

Model = TypeVar("Model", bound=BaseModel)


class PartnersClient(Client):
    """Organisations and consortia as they change, recognitions, cooperations and consortium keys."""

    async def put_organisation(self, reference: str, new: NewOrganisation) -> Organisation:
        """Register an organisation under the client's own reference, or bring it to this."""
        return await self._bring("organisations", reference, Organisation, new)

    async def change_organisation(
        self, organisation_id: UUID, version: int, change: OrganisationChange, *, key: str | None = None
    ) -> Organisation:
        """Change an organisation of which this version was read."""
        return await self._change(f"/organisations/{organisation_id}", version, Organisation, change, key)

    async def put_consortium(self, reference: str, new: NewConsortium) -> Consortium:
        """Register a consortium under the client's own reference, or bring it to this."""
        return await self._bring("consortia", reference, Consortium, new)

    async def change_consortium(
        self, consortium_id: UUID, version: int, change: ConsortiumChange, *, key: str | None = None
    ) -> Consortium:
        """Change a consortium of which this version was read."""
        return await self._change(f"/consortia/{consortium_id}", version, Consortium, change, key)

    async def register_recognition(self, new: NewRecognition, *, key: str | None = None) -> Recognition:
        """Register what an organisation was recognised for (R-C58)."""
        return await self.post("/recognitions", Recognition, new, key=key)

    async def put_recognition(self, reference: str, new: NewRecognition) -> Recognition:
        """Register a recognition under the client's own reference, or bring it to this."""
        return await self._bring("recognitions", reference, Recognition, new)

    async def change_recognition(
        self, recognition_id: UUID, version: int, change: RecognitionChange, *, key: str | None = None
    ) -> Recognition:
        """Change a recognition of which this version was read."""
        return await self._change(f"/recognitions/{recognition_id}", version, Recognition, change, key)

    async def recognition(self, recognition_id: UUID) -> Recognition:
        """One recognition."""
        return await self.get(f"/recognitions/{recognition_id}", Recognition)

    async def recognitions(self, **filters: Any) -> list[Recognition]:
        """All recognitions, by `organisation`, `kind`, `code` or `externalReference`."""
        return await self.page("/recognitions", Recognition, **filters)

    async def check_recognitions(self, asked: NewRecognitionCheck) -> RecognitionCheck:
        """Whether a provider may deliver on a day (R-C58)."""
        return await self.post("/recognitions/_check", RecognitionCheck, asked)

    async def register_cooperation(self, new: NewCooperation, *, key: str | None = None) -> Cooperation:
        """Register municipalities that purchase together (N-37)."""
        return await self.post("/cooperations", Cooperation, new, key=key)

    async def put_cooperation(self, reference: str, new: NewCooperation) -> Cooperation:
        """Register a cooperation under the client's own reference, or bring it to this."""
        return await self._bring("cooperations", reference, Cooperation, new)

    async def change_cooperation(
        self, cooperation_id: UUID, version: int, change: CooperationChange, *, key: str | None = None
    ) -> Cooperation:
        """Change a cooperation of which this version was read."""
        return await self._change(f"/cooperations/{cooperation_id}", version, Cooperation, change, key)

    async def cooperation(self, cooperation_id: UUID) -> Cooperation:
        """One cooperation."""
        return await self.get(f"/cooperations/{cooperation_id}", Cooperation)

    async def cooperations(self, **filters: Any) -> list[Cooperation]:
        """All cooperations, by `model`, `host` or `externalReference`."""
        return await self.page("/cooperations", Cooperation, **filters)

    async def cooperation_powers(self, cooperation_id: UUID, on: date | None = None) -> CooperationPowers:
        """Which powers the host has on a day, or today (R-C51)."""
        asked = {} if on is None else {"on": on.isoformat()}
        return await self.get(f"/cooperations/{cooperation_id}/powers", CooperationPowers, **asked)

    async def enter_consortium_key(self, new: NewConsortiumKey, *, key: str | None = None) -> ConsortiumKey:
        """Enter how members divide a year, as information (R-C11)."""
        return await self.post("/consortium-keys", ConsortiumKey, new, key=key)

    async def put_consortium_key(self, reference: str, new: NewConsortiumKey) -> ConsortiumKey:
        """Enter a key under the client's own reference, or bring it to this."""
        return await self._bring("consortium-keys", reference, ConsortiumKey, new)

    async def change_consortium_key(
        self, key_id: UUID, version: int, change: ConsortiumKeyChange, *, key: str | None = None
    ) -> ConsortiumKey:
        """Divide a year otherwise, of which this version of the key was read."""
        return await self._change(f"/consortium-keys/{key_id}", version, ConsortiumKey, change, key)

    async def consortium_key(self, key_id: UUID) -> ConsortiumKey:
        """One key."""
        return await self.get(f"/consortium-keys/{key_id}", ConsortiumKey)

    async def consortium_keys(self, **filters: Any) -> list[ConsortiumKey]:
        """All keys, by `consortiumId`, `year` or `externalReference`."""
        return await self.page("/consortium-keys", ConsortiumKey, **filters)

    async def consortium_key_derivation(self, key_id: UUID) -> DerivationAnswer:
        """Why the key divides a whole."""
        return await self.get(f"/consortium-keys/{key_id}/derivation", DerivationAnswer)

    async def split_by_key(self, asked: NewKeySplit) -> KeySplit:
        """What an amount comes to for each member (R-S56)."""
        return await self.post("/consortium-keys/_split", KeySplit, asked)

    async def _bring(self, resource: str, reference: str, model: type[Model], new: BaseModel) -> Model:
        path = f"/{resource}/by-reference/{quote(reference, safe='')}"
        return model.model_validate_json((await self.request("PUT", path, body=new)).content)

    async def _change(
        self, path: str, version: int, model: type[Model], change: BaseModel, key: str | None
    ) -> Model:
        match = {"If-Match": f'"{version}"'}
        response = await self.request("PATCH", path, body=change, key=key, headers=match)
        return model.model_validate_json(response.content)
