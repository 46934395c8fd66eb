"""The outcomes service, typed."""

from uuid import UUID

from shared.clients.base import Client
from shared.schemas.outcomes import ContractVerdict


class OutcomesClient(Client):
    """Outcomes over HTTP."""

    async def contract_verdict(self, contract_id: UUID, year: int) -> ContractVerdict | None:
        """The verdict on a contract year, or None while there is none."""
        found = await self.page("/contract-verdicts", ContractVerdict, contractId=str(contract_id), year=year)
        return found[0] if found else None
