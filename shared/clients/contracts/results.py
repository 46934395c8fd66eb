"""What contract years came to, as taken over from outcomes."""

from uuid import UUID

from shared.clients.base import Client
from shared.schemas.contracts import ContractResult


class ResultsClient(Client):
    """What contract years came to (R-X05)."""

    async def contract_results(self, contract_id: UUID, *, year: int | None = None) -> list[ContractResult]:
        """All results of a contract, of one year when asked."""
        return await self.page(f"/contracts/{contract_id}/results", ContractResult, year=year)

    async def contract_result(self, result_id: UUID) -> ContractResult:
        """One result."""
        return await self.get(f"/contract-results/{result_id}", ContractResult)
