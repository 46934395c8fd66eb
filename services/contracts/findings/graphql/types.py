"""What findings look like in the graph, and the fields that they add to a contract."""

# Strawberry's decorators are typed for its own descriptors, not for functions that return the domain's objects.
# mypy: disallow-untyped-decorators=False

from typing import Any
from uuid import UUID

import msgspec
import strawberry
from strawberry.types import Info

from services.contracts.contracts.rules import Terms
from services.contracts.findings import rules
from services.contracts.findings.operations import assessing, entering
from shared.kit.graphql import BY_HAND, Derivation, context_of, derivation_of, graph_type, loader
from shared.schemas import contracts as schemas
from shared.values.findings import FindingSeverity

Finding: Any = graph_type(schemas.Finding, "Een bevinding met reden, vindplaats en wat haar wegneemt")
Unassessed: Any = graph_type(schemas.Unassessed, "Wat niet te beoordelen is zolang een feit ontbreekt")
BY_HAND[schemas.Finding], BY_HAND[schemas.Unassessed] = Finding, Unassessed
Findings: Any = graph_type(schemas.Findings, "Wat over een contract is gevonden, het zwaarste eerst")
IncentiveProfile: Any = graph_type(
    schemas.IncentiveProfile, "Het prikkelprofiel van de gekozen vormen, zonder kleuren (N-44, R-C61)"
)
BY_HAND[schemas.IncentiveProfile] = IncentiveProfile
Assessment: Any = graph_type(
    schemas.Assessment, "Bevindingen en prikkelprofiel van een niet opgeslagen concept"
)
DefinitionVersion: Any = graph_type(
    schemas.DefinitionVersion, "De definitietoets zoals zij in een versie was"
)
SourceText: Any = graph_type(schemas.SourceText, "Een tekst van de bronnen (N-78 … N-88)")
FundingFormInfo: Any = graph_type(
    schemas.FundingFormInfo, "Een bekostigingsvorm met velden en het aantal verplichte (N-06, G-78)"
)
FindingKind: Any = graph_type(schemas.FindingKind, "Een soort bevinding")
SubsidyCheck: Any = graph_type(schemas.SubsidyCheck, "Een subsidie met haar clausules op resultaten (F-19)")


async def _test_entity(info: Info, test_id: UUID) -> Any:
    return await entering.get_definition_test(context_of(info), test_id)


async def _circumstances_entity(info: Info, circumstances_id: UUID) -> Any:
    return await entering.get_circumstances(context_of(info), circumstances_id)


async def _derivation(info: Info, root: strawberry.Parent[Any]) -> Derivation:
    """Why the score is what it is."""
    return await derivation_of(info, root.id)


async def _versions(info: Info, root: strawberry.Parent[Any]) -> Any:
    """Every version, oldest first."""
    if isinstance(root, rules.DefinitionTest):
        return root.versions
    return await entering.list_definition_versions(context_of(info), root.contract_id)


DefinitionTest: Any = graph_type(
    schemas.DefinitionTest,
    "Een contract getoetst aan de definitie van populatiebekostiging (R-C02)",
    entity=_test_entity,
    fields={
        "versions": strawberry.field(
            resolver=_versions, graphql_type=list[DefinitionVersion], description="Alle versies, oudste eerst"
        ),
        "derivation": strawberry.field(resolver=_derivation, description="Waarom de score is wat hij is"),
    },
)
ContractCircumstances: Any = graph_type(
    schemas.ContractCircumstances,
    "Wat rond een contract bekend is; alleen voor de opdrachtgever",
    entity=_circumstances_entity,
)


async def _findings(info: Info, root: strawberry.Parent[Any], severity: FindingSeverity | None = None) -> Any:
    """What is found about the contract as it is now."""
    load = loader(info, "findings-by-contract", assessing.list_findings_by_contract)
    found = await load.load(root.id)
    return [one for one in found.findings if severity in (None, one.severity)] if found is not None else []


async def _unassessed(info: Info, root: strawberry.Parent[Any]) -> Any:
    """What cannot be judged for want of a fact."""
    found = await loader(info, "findings-by-contract", assessing.list_findings_by_contract).load(root.id)
    return found.unassessed if found is not None else []


def _profile(info: Info, root: strawberry.Parent[Any]) -> Any:
    """What the sources argue of the forms in this version."""
    terms = msgspec.convert(root, Terms, from_attributes=True)
    today = terms.start_date or context_of(info).today
    return rules.profile(rules.Case(terms, rules.Circumstances(), today))


async def _definition_test(info: Info, root: strawberry.Parent[Any]) -> Any:
    """The definition test, where there is one."""
    load = loader(info, "definition-test-by-contract", entering.list_definition_tests_by_contract)
    return await load.load(root.id)


CONTRACT_FIELDS: dict[str, Any] = {
    "findings": strawberry.field(
        resolver=_findings,
        graphql_type=list[Finding],
        description="De bevindingen over het contract zoals het nu is",
    ),
    "unassessed": strawberry.field(
        resolver=_unassessed,
        graphql_type=list[Unassessed],
        description="Wat niet te beoordelen is zolang een feit ontbreekt",
    ),
    "incentive_profile": strawberry.field(
        resolver=_profile,
        graphql_type=IncentiveProfile,
        description="Het prikkelprofiel van de gekozen vormen (N-44, R-C61)",
    ),
    "definition_test": strawberry.field(
        resolver=_definition_test,
        graphql_type=DefinitionTest | None,
        description="De toets aan de definitie van populatiebekostiging (R-C02)",
    ),
}
