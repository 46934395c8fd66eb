"""Definitions of indicators, libraries of the sources, and findings on a contract's set of indicators."""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import quote
from uuid import UUID

from shared.clients.base import Client
from shared.schemas.common import DerivationAnswer
from shared.schemas.outcomes import (
    DefinitionValue,
    IndicatorDefinition,
    IndicatorDefinitionChange,
    IndicatorFindingKind,
    IndicatorFindings,
    IndicatorLibrary,
    IndicatorLimits,
    IndicatorPolicy,
    LibraryImport,
    LibraryToImport,
    NewDefinitionAgreement,
    NewDefinitionVersion,
    NewIndicatorDefinition,
)

_DEFINITIONS = "/indicator-definitions"


class DefinitionsClient(Client):
    """What indicators mean, and where sets of them go wrong."""

    async def define_indicator(
        self, new: NewIndicatorDefinition, *, key: str | None = None, dry_run: bool = False
    ) -> IndicatorDefinition:
        """Define an indicator."""
        params = {"dryRun": "true"} if dry_run else {}
        return await self.post(_DEFINITIONS, IndicatorDefinition, new, key=key, **params)

    async def put_indicator_definition(
        self, reference: str, new: NewIndicatorDefinition
    ) -> IndicatorDefinition:
        """Define an indicator under a reference of one's own: the same twice is one definition."""
        path = f"{_DEFINITIONS}/by-reference/{quote(reference, safe='')}"
        response = await self.request("PUT", path, body=new)
        return IndicatorDefinition.model_validate_json(response.content)

    async def indicator_definition(
        self, definition_id: UUID, valid_on: date | None = None
    ) -> IndicatorDefinition:
        """One definition, with only the version of a day when one is asked."""
        return await self.get(f"{_DEFINITIONS}/{definition_id}", IndicatorDefinition, validOn=valid_on)

    async def indicator_definitions(self, **filters: Any) -> list[IndicatorDefinition]:
        """All definitions that match: code, library, kind, scope, source, externalReference, validOn."""
        return await self.page(_DEFINITIONS, IndicatorDefinition, **filters)

    async def renew_indicator_definition(
        self, definition_id: UUID, new: NewDefinitionVersion, *, key: str | None = None
    ) -> IndicatorDefinition:
        """Define an indicator anew from a day on."""
        return await self.post(f"{_DEFINITIONS}/{definition_id}/versions", IndicatorDefinition, new, key=key)

    async def change_indicator_definition(
        self, definition_id: UUID, version: int, change: IndicatorDefinitionChange
    ) -> IndicatorDefinition:
        """Say with which providers consensus is sought, on the version that was read."""
        response = await self.request(
            "PATCH",
            f"{_DEFINITIONS}/{definition_id}",
            body=change,
            headers={"If-Match": f'"{version}"'},
        )
        return IndicatorDefinition.model_validate_json(response.content)

    async def agree_indicator_definition(
        self, definition_id: UUID, new: NewDefinitionAgreement, *, key: str | None = None
    ) -> IndicatorDefinition:
        """Agree with a version of a definition."""
        return await self.post(
            f"{_DEFINITIONS}/{definition_id}/agreements", IndicatorDefinition, new, key=key
        )

    async def indicator_value(
        self, definition_id: UUID, numerator: int, denominator: int, valid_on: date | None = None
    ) -> DefinitionValue:
        """A value by a definition: 6 of 200 is 3.0 % (R-O29)."""
        return await self.get(
            f"{_DEFINITIONS}/{definition_id}/value",
            DefinitionValue,
            numerator=numerator,
            denominator=denominator,
            validOn=valid_on,
        )

    async def explain_indicator_definition(self, definition_id: UUID) -> DerivationAnswer:
        """Why a definition is what it is."""
        return await self.get(f"{_DEFINITIONS}/{definition_id}/derivation", DerivationAnswer)

    async def indicator_libraries(self) -> list[IndicatorLibrary]:
        """The libraries of the sources, without their items."""
        response = await self.request("GET", "/indicator-libraries")
        return [IndicatorLibrary.model_validate(one) for one in response.json()["items"]]

    async def indicator_library(self, code: str) -> IndicatorLibrary:
        """One library with its items."""
        return await self.get(f"/indicator-libraries/{code}", IndicatorLibrary)

    async def import_indicator_library(
        self, code: str, asked: LibraryToImport, *, key: str | None = None
    ) -> LibraryImport:
        """Take a library over as definitions; safe to repeat."""
        return await self.post(f"/indicator-libraries/{code}/import", LibraryImport, asked, key=key)

    async def library_imports(self, library: str | None = None) -> list[LibraryImport]:
        """What was taken over of libraries, of one when asked."""
        return await self.page("/library-imports", LibraryImport, library=library)

    async def library_import(self, import_id: UUID) -> LibraryImport:
        """What one import did."""
        return await self.get(f"/library-imports/{import_id}", LibraryImport)

    async def indicator_findings(self, contract_id: UUID, **asked: Any) -> IndicatorFindings:
        """What is found about a contract's indicators; asked: severity, ceilingUseBasisPoints."""
        return await self.get(f"/contracts/{contract_id}/indicator-findings", IndicatorFindings, **asked)

    async def all_indicator_findings(self, **asked: Any) -> list[IndicatorFindings]:
        """What is found about the indicators of every contract; asked: severity."""
        return await self.page("/indicator-findings", IndicatorFindings, **asked)

    async def indicator_finding_kinds(self) -> list[IndicatorFindingKind]:
        """Every kind of finding on indicators."""
        response = await self.request("GET", "/indicator-finding-kinds")
        return [IndicatorFindingKind.model_validate(one) for one in response.json()["items"]]

    async def indicator_policy(self) -> IndicatorPolicy:
        """The purchaser's limits for findings, or the defaults."""
        return await self.get("/indicator-policy", IndicatorPolicy)

    async def set_indicator_policy(self, version: int, limits: IndicatorLimits) -> IndicatorPolicy:
        """Set the purchaser's limits for findings, on the version that was read."""
        headers = {"If-Match": f'"{version}"'}
        response = await self.request("PUT", "/indicator-policy", body=limits, headers=headers)
        return IndicatorPolicy.model_validate_json(response.content)
