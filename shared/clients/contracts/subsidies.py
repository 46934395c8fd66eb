"""Subsidies, risk pools and shared savings."""

from typing import Any
from urllib.parse import quote
from uuid import UUID

from shared.clients.base import Client
from shared.schemas.common import DerivationAnswer
from shared.schemas.contracts import (
    DeterminationOptions,
    NewRiskPool,
    NewSharedSavingsAgreement,
    NewSubsidy,
    RiskPolicyAnswer,
    RiskPolicyAsked,
    RiskPool,
    SharedSavingsAgreement,
    Subsidy,
    SubsidyAccount,
    SubsidyDetermination,
    SubsidyRecovery,
)


class SubsidiesClient(Client):
    """Subsidies, risk pools and shared savings."""

    async def grant_subsidy(self, new: NewSubsidy, *, key: str | None = None) -> Subsidy:
        """Grant a subsidy (Awb 4:29)."""
        return await self.post("/subsidies", Subsidy, new, key=key)

    async def put_subsidy(self, reference: str, new: NewSubsidy) -> Subsidy:
        """Grant a subsidy under the client's own reference; the same again gives what is there."""
        path = f"/subsidies/by-reference/{quote(reference, safe='')}"
        response = await self.request("PUT", path, body=new)
        return Subsidy.model_validate_json(response.content)

    async def subsidy(self, subsidy_id: UUID) -> Subsidy:
        """One subsidy."""
        return await self.get(f"/subsidies/{subsidy_id}", Subsidy)

    async def subsidies(self, **filters: Any) -> list[Subsidy]:
        """All subsidies, by `state`, `contractId`, `recipient` or `externalReference`."""
        return await self.page("/subsidies", Subsidy, **filters)

    async def subsidy_derivation(self, subsidy_id: UUID) -> DerivationAnswer:
        """Why a subsidy was determined as it was."""
        return await self.get(f"/subsidies/{subsidy_id}/derivation", DerivationAnswer)

    async def determination_options(self, subsidy_id: UUID) -> DeterminationOptions:
        """On which grounds a subsidy can be determined lower (Awb 4:46)."""
        return await self.get(f"/subsidies/{subsidy_id}/determination-options", DeterminationOptions)

    async def account_for_subsidy(
        self, subsidy_id: UUID, account: SubsidyAccount, *, key: str | None = None
    ) -> Subsidy:
        """Account for activities and duties (Awb 4:45)."""
        return await self.post(f"/subsidies/{subsidy_id}/account", Subsidy, account, key=key)

    async def determine_subsidy(
        self, subsidy_id: UUID, determination: SubsidyDetermination, *, key: str | None = None
    ) -> Subsidy:
        """Determine a subsidy and set off its advances (Awb 4:46, 4:95)."""
        return await self.post(f"/subsidies/{subsidy_id}/determination", Subsidy, determination, key=key)

    async def recover_subsidy(
        self, subsidy_id: UUID, recovery: SubsidyRecovery, *, key: str | None = None
    ) -> Subsidy:
        """Decide to recover what was paid unduly (Awb 4:57)."""
        return await self.post(f"/subsidies/{subsidy_id}/recovery", Subsidy, recovery, key=key)

    async def assess_risk_policy(self, asked: RiskPolicyAsked) -> RiskPolicyAnswer:
        """Whether each risk is pooled or provided for (R-C59)."""
        return await self.post("/risk-pools/_assess", RiskPolicyAnswer, asked)

    async def register_risk_pool(self, new: NewRiskPool, *, key: str | None = None) -> RiskPool:
        """Register a pool of risk."""
        return await self.post("/risk-pools", RiskPool, new, key=key)

    async def confirm_risk_pool(self, risk_pool_id: UUID, *, key: str | None = None) -> RiskPool:
        """Confirm for the own municipality that it is a member of a pool (R-C59)."""
        return await self.post(f"/risk-pools/{risk_pool_id}/confirmations", RiskPool, key=key)

    async def put_risk_pool(self, reference: str, new: NewRiskPool) -> RiskPool:
        """Register a pool of risk under the client's own reference; the same again gives what is there."""
        path = f"/risk-pools/by-reference/{quote(reference, safe='')}"
        response = await self.request("PUT", path, body=new)
        return RiskPool.model_validate_json(response.content)

    async def risk_pool(self, risk_pool_id: UUID) -> RiskPool:
        """Read a pool of risk."""
        return await self.get(f"/risk-pools/{risk_pool_id}", RiskPool)

    async def risk_pools(self, **filters: Any) -> list[RiskPool]:
        """All of them, by `year`, `variant` or `externalReference`."""
        return await self.page("/risk-pools", RiskPool, **filters)

    async def risk_pool_derivation(self, risk_pool_id: UUID) -> DerivationAnswer:
        """Why it is what it is."""
        return await self.get(f"/risk-pools/{risk_pool_id}/derivation", DerivationAnswer)

    async def register_shared_savings_agreement(
        self, new: NewSharedSavingsAgreement, *, key: str | None = None
    ) -> SharedSavingsAgreement:
        """Register an agreement to share savings."""
        return await self.post("/shared-savings-agreements", SharedSavingsAgreement, new, key=key)

    async def put_shared_savings_agreement(
        self, reference: str, new: NewSharedSavingsAgreement
    ) -> SharedSavingsAgreement:
        """Register an agreement to share savings under the client's own reference; the same again gives what is there."""
        path = f"/shared-savings-agreements/by-reference/{quote(reference, safe='')}"
        response = await self.request("PUT", path, body=new)
        return SharedSavingsAgreement.model_validate_json(response.content)

    async def shared_savings_agreement(self, shared_savings_agreement_id: UUID) -> SharedSavingsAgreement:
        """Read an agreement to share savings."""
        return await self.get(
            f"/shared-savings-agreements/{shared_savings_agreement_id}", SharedSavingsAgreement
        )

    async def shared_savings_agreements(self, **filters: Any) -> list[SharedSavingsAgreement]:
        """All of them, by `contractId`, `form` or `externalReference`."""
        return await self.page("/shared-savings-agreements", SharedSavingsAgreement, **filters)

    async def shared_savings_agreement_derivation(
        self, shared_savings_agreement_id: UUID
    ) -> DerivationAnswer:
        """Why it is what it is."""
        return await self.get(
            f"/shared-savings-agreements/{shared_savings_agreement_id}/derivation", DerivationAnswer
        )
