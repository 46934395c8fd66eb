"""The life of a contract: its moves, its versions in two times, its evaluations, documents and calendar."""

from datetime import date
from typing import Any
from urllib.parse import quote
from uuid import UUID

from shared.clients.base import Client
from shared.schemas.common import DerivationAnswer
from shared.schemas.contracts import (
    CalendarEntry,
    Contract,
    ContractDocument,
    ContractVersion,
    Evaluation,
    ExtensionExercise,
    NewContractDocument,
    NewEvaluation,
    NewSuspension,
    NewTermination,
)


class LifeClient(Client):
    """The life of a contract; filters and days are named as in the query (`validOn`, `knownOn`)."""

    async def offer(self, contract_id: UUID, *, key: str | None = None) -> Contract:
        """Freeze a complete draft and offer it to the other side."""
        return await self.post(f"/contracts/{contract_id}/offer", Contract, key=key)

    async def suspend(
        self, contract_id: UUID, suspension: NewSuspension, *, key: str | None = None
    ) -> Contract:
        """Let a contract rest from a day on."""
        return await self.post(f"/contracts/{contract_id}/suspension", Contract, suspension, key=key)

    async def resume(self, contract_id: UUID, *, key: str | None = None) -> Contract:
        """End a suspension today, or call off one that is planned."""
        return await self.post(f"/contracts/{contract_id}/resumption", Contract, key=key)

    async def exercise_option(
        self, contract_id: UUID, option: int, evidence: ExtensionExercise, *, key: str | None = None
    ) -> Contract:
        """Extend a contract by its next option (R-C04, R-C45, R-C46)."""
        path = f"/contracts/{contract_id}/extension-options/{option}/exercise"
        return await self.post(path, Contract, evidence, key=key)

    async def terminate(
        self, contract_id: UUID, termination: NewTermination, *, key: str | None = None
    ) -> Contract:
        """End a contract on its ground, or decide not to renew it (R-C09, R-C10)."""
        return await self.post(f"/contracts/{contract_id}/termination", Contract, termination, key=key)

    async def contract_as(self, contract_id: UUID, **days: Any) -> Contract:
        """One contract as it was valid on a day (`validOn`), as known at the end of another (`knownOn`)."""
        response = await self.request("GET", f"/contracts/{contract_id}", params=days)
        return Contract.model_validate_json(response.content)

    async def contract_versions(self, contract_id: UUID) -> list[ContractVersion]:
        """A contract's versions in two times, in the order in which they were written."""
        return await self.page(f"/contracts/{contract_id}/versions", ContractVersion)

    async def hold_evaluation(self, new: NewEvaluation, *, key: str | None = None) -> Evaluation:
        """Record an evaluation that was held (R-C05, R-C06, R-C07)."""
        return await self.post("/evaluations", Evaluation, new, key=key)

    async def put_evaluation(self, reference: str, new: NewEvaluation) -> Evaluation:
        """Record an evaluation under the client's own reference; the same again gives what is there."""
        path = f"/evaluations/by-reference/{quote(reference, safe='')}"
        response = await self.request("PUT", path, body=new)
        return Evaluation.model_validate_json(response.content)

    async def evaluation(self, evaluation_id: UUID) -> Evaluation:
        """One evaluation."""
        return await self.get(f"/evaluations/{evaluation_id}", Evaluation)

    async def evaluations(self, **filters: Any) -> list[Evaluation]:
        """All evaluations, by `contractId`, `kind` or `externalReference`."""
        return await self.page("/evaluations", Evaluation, **filters)

    async def evaluation_derivation(self, evaluation_id: UUID) -> DerivationAnswer:
        """When an evaluation was due, and what it found."""
        return await self.get(f"/evaluations/{evaluation_id}/derivation", DerivationAnswer)

    async def contract_calendar(self, start: date, until: date) -> list[CalendarEntry]:
        """What is awaited of all contracts from a day up to and including another (D-39)."""
        days = {"from": start.isoformat(), "until": until.isoformat()}
        response = await self.request("GET", "/contract-calendar", params=days)
        return [CalendarEntry.model_validate(one) for one in response.json()["items"]]

    async def file_document(self, new: NewContractDocument, *, key: str | None = None) -> ContractDocument:
        """File a signed document with a version of a contract."""
        return await self.post("/contract-documents", ContractDocument, new, key=key)

    async def put_document(self, reference: str, new: NewContractDocument) -> ContractDocument:
        """File a signed document under the client's own reference; the same again gives what is there."""
        path = f"/contract-documents/by-reference/{quote(reference, safe='')}"
        response = await self.request("PUT", path, body=new)
        return ContractDocument.model_validate_json(response.content)

    async def document(self, document_id: UUID) -> ContractDocument:
        """One document, without its bytes."""
        return await self.get(f"/contract-documents/{document_id}", ContractDocument)

    async def documents(self, **filters: Any) -> list[ContractDocument]:
        """All documents, by `contractId`, `contractVersion`, `kind` or `externalReference`."""
        return await self.page("/contract-documents", ContractDocument, **filters)

    async def document_content(self, document_id: UUID) -> bytes:
        """The bytes of a document."""
        headers = {"Accept": "application/octet-stream"}
        return (
            await self.request("GET", f"/contract-documents/{document_id}/content", headers=headers)
        ).content
