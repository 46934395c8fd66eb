"""What a contract looks like in the graph, with what stands around it."""

# Strawberry's decorators are typed for its own descriptors, not for functions that return the domain's objects.
# mypy: disallow-untyped-decorators=False

from datetime import date
from typing import TYPE_CHECKING, Annotated, Any
from uuid import UUID

import strawberry
from strawberry.types import Info

from services.contracts.amendments import operations as amendments
from services.contracts.consortia.graphql import Consortium, Member, consortium_of
from services.contracts.contract_documents import operations as documents
from services.contracts.contract_results import operations as results
from services.contracts.contracts import operations, rules
from services.contracts.evaluations import operations as evaluations
from services.contracts.findings.graphql.types import CONTRACT_FIELDS
from services.contracts.organisations.graphql import Organisation, organisations_of
from services.contracts.populations.graphql import Population, population_of
from shared.kit.graphql import BY_HAND, Derivation, derivation_of, graph_type, loader
from shared.schemas import contracts as schemas

if TYPE_CHECKING:
    from services.contracts.amendments.graphql import Amendment
    from services.contracts.contract_documents.graphql import ContractDocument
    from services.contracts.contract_results.graphql import ContractResult
    from services.contracts.evaluations.graphql import Evaluation

LaterDocument = Annotated[
    "ContractDocument", strawberry.lazy("services.contracts.contract_documents.graphql")
]
LaterResult = Annotated["ContractResult", strawberry.lazy("services.contracts.contract_results.graphql")]
LaterEvaluation = Annotated["Evaluation", strawberry.lazy("services.contracts.evaluations.graphql")]
LaterAmendment = Annotated["Amendment", strawberry.lazy("services.contracts.amendments.graphql")]
BY_HAND[schemas.Member] = Member
ResultAgreement: Any = graph_type(
    schemas.ResultAgreement, "Een resultaatafspraak met een norm vanaf een ingangsdatum (N-117, R-C08)"
)
Signature: Any = graph_type(schemas.Signature, "Wie voor welke kant tekende, en wanneer")
BY_HAND[schemas.ResultAgreement], BY_HAND[schemas.Signature] = ResultAgreement, Signature


async def contract_of(info: Info, contract_id: UUID) -> rules.Contract | None:
    """A contract by id, through the loader; None when it is not there or not yours."""
    found: rules.Contract | None = await loader(info, "contracts", operations.list_contracts_by_id).load(
        contract_id
    )
    return found


async def _consortium(info: Info, root: strawberry.Parent[Any]) -> Any:
    """The consortium, where the reader may see it."""
    return await consortium_of(info, root.consortium_id)


async def _population(info: Info, root: strawberry.Parent[Any]) -> Any:
    """The population."""
    return await population_of(info, root.population_id)


async def _payee(info: Info, root: strawberry.Parent[Any]) -> Any:
    """The lead for payment as an organisation, where the reader may see it."""
    found = await organisations_of(info, root.owner, [root.payee] if root.payee else [])
    return found[0] if found else None


async def _amendments(info: Info, root: strawberry.Parent[Any]) -> Any:
    """The amendments, oldest first."""
    found = loader(info, "amendments-by-contract", amendments.list_amendments_by_contract, many=True)
    return await found.load(root.id)


def _agreements_on(root: strawberry.Parent[Any], day: date) -> Any:
    """Of each agreement the norm that is valid on a day."""
    return rules.agreements_on(root.agreements, day)


async def _evaluations(info: Info, root: strawberry.Parent[Any]) -> Any:
    """The evaluations that were held, oldest first."""
    found = loader(info, "contract-evaluations", evaluations.list_evaluations_by_contract, many=True)
    return await found.load(root.id)


async def _documents(info: Info, root: strawberry.Parent[Any]) -> Any:
    """The signed documents, each with the version to which it belongs."""
    found = loader(info, "contract-documents", documents.list_documents_by_contract, many=True)
    return await found.load(root.id)


async def _results(info: Info, root: strawberry.Parent[Any]) -> Any:
    """What its years came to, as outcomes told it."""
    found = loader(info, "contract-results", results.list_results_by_contract, many=True)
    return await found.load(root.id)


async def _versions(info: Info, root: strawberry.Parent[Any]) -> Any:
    """The versions in two times, in the order in which they were written."""
    found = loader(info, "contract-versions", operations.list_versions_by_contract, many=True)
    return await found.load(root.id)


async def _derivation(info: Info, root: strawberry.Parent[Any]) -> Derivation:
    """Why term and reward are what they are."""
    return await derivation_of(info, root.id)


ContractVersion: Any = graph_type(
    schemas.ContractVersion, "Wat op welke dagen gold, van wanneer tot wanneer dat bekend was (R-C08)"
)
Contract: Any = graph_type(
    schemas.Contract,
    "Een contract in zijn nieuwste versie (contract)",
    entity=contract_of,
    fields={
        **CONTRACT_FIELDS,
        "consortium": strawberry.field(
            resolver=_consortium, graphql_type=Consortium | None, description="Het samenwerkingsverband"
        ),
        "population": strawberry.field(
            resolver=_population, graphql_type=Population | None, description="De populatie"
        ),
        "payee_organisation": strawberry.field(
            resolver=_payee, graphql_type=Organisation | None, description="De penvoerder als organisatie"
        ),
        "amendments": strawberry.field(
            resolver=_amendments, graphql_type=list[LaterAmendment], description="De addenda, in volgorde"
        ),
        "evaluations": strawberry.field(
            resolver=_evaluations,
            graphql_type=list[LaterEvaluation],
            description="De gehouden evaluaties en toetsen, oudste eerst",
        ),
        "documents": strawberry.field(
            resolver=_documents,
            graphql_type=list[LaterDocument],
            description="De getekende stukken, elk bij zijn versie",
        ),
        "results": strawberry.field(
            resolver=_results,
            graphql_type=list[LaterResult],
            description="Wat zijn jaren opleverden, overgenomen uit outcomes (R-X05)",
        ),
        "versions": strawberry.field(
            resolver=_versions,
            graphql_type=list[ContractVersion],
            description="De versies in twee tijden, in volgorde van schrijven",
        ),
        "agreements_on": strawberry.field(
            resolver=_agreements_on,
            graphql_type=list[ResultAgreement],
            description="De normen die op een dag gelden (R-C08)",
        ),
        "derivation": strawberry.field(
            resolver=_derivation,
            description="Waarom looptijd en bekostiging zijn wat zij zijn (R-C04, R-C05, R-S01)",
        ),
    },
)
