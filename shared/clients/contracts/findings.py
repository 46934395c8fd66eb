"""Findings, incentive profiles, definition tests, circumstances and the lists of the sources."""

from typing import Any
from uuid import UUID

from shared.clients.base import Client
from shared.schemas.common import DerivationAnswer
from shared.schemas.contracts import (
    AreaIncentives,
    Assess,
    Assessment,
    Circumstances,
    ContractCircumstances,
    DefinitionTest,
    DefinitionVersion,
    FindingKind,
    Findings,
    FundingFormInfo,
    IncentiveProfile,
    NewDefinitionTest,
    SourceText,
    SubsidyCheck,
)


class FindingsClient(Client):
    """What is found about contracts, and what is entered for it."""

    async def findings(self, contract_id: UUID, **filters: Any) -> Findings:
        """What is found about a contract, by `severity` when asked."""
        response = await self.request("GET", f"/contracts/{contract_id}/findings", params=filters)
        return Findings.model_validate_json(response.content)

    async def assess(self, draft: Assess) -> Assessment:
        """What is found about a draft that is not saved."""
        return await self.post("/contracts/_assess", Assessment, draft)

    async def incentive_profile(self, contract_id: UUID) -> IncentiveProfile:
        """What the sources argue of the forms of a contract."""
        return await self.get(f"/contracts/{contract_id}/incentive-profile", IncentiveProfile)

    async def area_incentives(self, **filters: Any) -> AreaIncentives:
        """The incentives of what runs in an area, by `municipalityCode` or `region`, `on` a day (R-C61)."""
        response = await self.request("GET", "/incentive-profiles", params=filters)
        return AreaIncentives.model_validate_json(response.content)

    async def set_definition_test(self, contract_id: UUID, new: NewDefinitionTest) -> DefinitionTest:
        """Hold a contract against the definition of population funding (R-C02)."""
        response = await self.request("PUT", f"/contracts/{contract_id}/definition-test", body=new)
        return DefinitionTest.model_validate_json(response.content)

    async def definition_test_of(self, contract_id: UUID) -> DefinitionTest:
        """The definition test of a contract."""
        return await self.get(f"/contracts/{contract_id}/definition-test", DefinitionTest)

    async def definition_versions(self, contract_id: UUID) -> list[DefinitionVersion]:
        """Every version of a contract's definition test, oldest first."""
        response = await self.request("GET", f"/contracts/{contract_id}/definition-test/versions")
        return [DefinitionVersion.model_validate(one) for one in response.json()["items"]]

    async def definition_test(self, test_id: UUID) -> DefinitionTest:
        """One definition test."""
        return await self.get(f"/definition-tests/{test_id}", DefinitionTest)

    async def definition_tests(self, **filters: Any) -> list[DefinitionTest]:
        """All definition tests, by `contractId` or `score`."""
        return await self.page("/definition-tests", DefinitionTest, **filters)

    async def definition_test_derivation(self, test_id: UUID) -> DerivationAnswer:
        """Why a definition test scores what it scores."""
        return await self.get(f"/definition-tests/{test_id}/derivation", DerivationAnswer)

    async def set_circumstances(self, contract_id: UUID, new: Circumstances) -> ContractCircumstances:
        """Enter what is known around a contract."""
        response = await self.request("PUT", f"/contracts/{contract_id}/circumstances", body=new)
        return ContractCircumstances.model_validate_json(response.content)

    async def circumstances_of(self, contract_id: UUID) -> ContractCircumstances:
        """What is known around a contract."""
        return await self.get(f"/contracts/{contract_id}/circumstances", ContractCircumstances)

    async def circumstances(self, circumstances_id: UUID) -> ContractCircumstances:
        """The circumstances with this id."""
        return await self.get(f"/circumstances/{circumstances_id}", ContractCircumstances)

    async def all_circumstances(self, **filters: Any) -> list[ContractCircumstances]:
        """All circumstances, by `contractId`."""
        return await self.page("/circumstances", ContractCircumstances, **filters)

    async def subsidy_checks(self) -> list[SubsidyCheck]:
        """The subsidies that reach for results (F-19)."""
        return await self.page("/subsidy-checks", SubsidyCheck)

    async def source_texts(self, **filters: Any) -> list[SourceText]:
        """The texts of the sources, by `row`, `dimension` or `basicForm`."""
        response = await self.request("GET", "/source-texts", params=filters)
        return [SourceText.model_validate(one) for one in response.json()["items"]]

    async def funding_forms(self, **filters: Any) -> list[FundingFormInfo]:
        """Every form of funding with its fields, by `basicForm`."""
        response = await self.request("GET", "/funding-forms", params=filters)
        return [FundingFormInfo.model_validate(one) for one in response.json()["items"]]

    async def finding_kinds(self, **filters: Any) -> list[FindingKind]:
        """Every kind of finding, by `severity`."""
        response = await self.request("GET", "/finding-kinds", params=filters)
        return [FindingKind.model_validate(one) for one in response.json()["items"]]
