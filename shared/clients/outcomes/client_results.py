"""Results of clients: opinions of evaluators, what they come to, what is to be done."""

from __future__ import annotations

from datetime import date
from urllib.parse import quote
from uuid import UUID

from shared.clients.base import Client
from shared.schemas.common import DerivationAnswer
from shared.schemas.outcomes import (
    ClientResult,
    ClientResultCounts,
    NewResultOpinion,
    ResultOpinion,
    ResultTask,
)
from shared.values.client_results import ClientResultState


def _dry(dry_run: bool) -> dict[str, str]:
    return {"dryRun": "true"} if dry_run else {}


class ClientResultsClient(Client):
    """What became of what was wanted for clients."""

    async def give_opinion(
        self, new: NewResultOpinion, *, key: str | None = None, dry_run: bool = False
    ) -> ResultOpinion:
        """Say, as an evaluator, what became of a desired result."""
        return await self.post("/result-opinions", ResultOpinion, new, key=key, **_dry(dry_run))

    async def put_opinion(self, reference: str, new: NewResultOpinion) -> ResultOpinion:
        """The same under a reference of one's own: the same twice is one opinion."""
        path = f"/result-opinions/by-reference/{quote(reference, safe='')}"
        response = await self.request("PUT", path, body=new)
        return ResultOpinion.model_validate_json(response.content)

    async def result_opinion(self, opinion_id: UUID) -> ResultOpinion:
        """One opinion."""
        return await self.get(f"/result-opinions/{opinion_id}", ResultOpinion)

    async def result_opinions(
        self, *, desired_result_id: UUID | None = None, external_reference: str | None = None
    ) -> list[ResultOpinion]:
        """All opinions that match, oldest first."""
        return await self.page(
            "/result-opinions", ResultOpinion, desiredResultId=desired_result_id, externalReference=external_reference
        )  # fmt: skip

    async def client_result(self, client_result_id: UUID) -> ClientResult:
        """One client result."""
        return await self.get(f"/client-results/{client_result_id}", ClientResult)

    async def client_results(
        self,
        *,
        contract_id: UUID | None = None,
        desired_result_id: UUID | None = None,
        state: ClientResultState | None = None,
        attributable: bool | None = None,
    ) -> list[ClientResult]:
        """All client results that match, oldest first."""
        return await self.page(
            "/client-results", ClientResult,
            contractId=contract_id, desiredResultId=desired_result_id, state=state,
            attributable=None if attributable is None else str(attributable).lower(),
        )  # fmt: skip

    async def explain_client_result(self, client_result_id: UUID) -> DerivationAnswer:
        """Why a client result is what it is."""
        return await self.get(f"/client-results/{client_result_id}/derivation", DerivationAnswer)

    async def client_result_tasks(self, contract_id: UUID | None = None) -> list[ResultTask]:
        """What is to be done about desired results."""
        return await self.page("/client-results/tasks", ResultTask, contractId=contract_id)

    async def client_result_counts(
        self, contract_id: UUID, date_from: date, date_until: date
    ) -> ClientResultCounts:
        """What became of a contract's desired results whose term lies in a period."""
        asked: dict[str, object] = {"from": date_from, "until": date_until}
        return await self.get("/client-results/counts", ClientResultCounts, contractId=contract_id, **asked)
