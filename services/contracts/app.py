"""The contracts service on one page: what it offers; it follows and asks nobody."""

import strawberry

from services.contracts.activities import ACTIVITIES
from services.contracts.amendments import rest as amendments_rest
from services.contracts.amendments.graphql import AmendmentMutation, AmendmentQuery
from services.contracts.authorisations import rest as authorisations_rest
from services.contracts.authorisations.graphql import AuthorisationMutation, AuthorisationQuery
from services.contracts.consortia import rest as consortia_rest
from services.contracts.consortia.graphql import ConsortiumMutation, ConsortiumQuery
from services.contracts.contracts import rest as contracts_rest
from services.contracts.contracts.graphql import ContractMutation, ContractQuery
from services.contracts.events import EVENTS
from services.contracts.mandates import rest as mandates_rest
from services.contracts.mandates.graphql import MandateMutation, MandateQuery
from services.contracts.organisations import operations as organisations
from services.contracts.organisations import rest as organisations_rest
from services.contracts.organisations.graphql import OrganisationMutation, OrganisationQuery
from services.contracts.populations import rest as populations_rest
from services.contracts.populations.graphql import PopulationMutation, PopulationQuery
from services.contracts.power_transfers import rest as power_transfers_rest
from services.contracts.power_transfers.graphql import PowerTransferMutation, PowerTransferQuery
from services.contracts.rights import RIGHTS
from services.contracts.settings import Settings
from services.contracts.subjects import SUBJECTS
from shared.kit.application import application
from shared.kit.context import Context
from shared.kit.http import Surface
from shared.kit.service import Service
from shared.schemas.common import NewSandboxTenant
from shared.schemas.contracts import NewOrganisation
from shared.values.terms import OrganisationKind

ABOUT = (
    "Wie wat met wie afspreekt: organisaties, samenwerkingsverbanden, populaties, contracten, addenda, mandaten, machtigingen"
    " en overgedragen bevoegdheden. Betaalt, meet en kent niets toe; de andere diensten volgen zijn feed."
)


@strawberry.type
class Query(
    OrganisationQuery,
    ConsortiumQuery,
    PopulationQuery,
    ContractQuery,
    AmendmentQuery,
    MandateQuery,
    AuthorisationQuery,
    PowerTransferQuery,
):
    """What can be read."""


@strawberry.type
class Mutation(
    OrganisationMutation,
    ConsortiumMutation,
    PopulationMutation,
    ContractMutation,
    AmendmentMutation,
    MandateMutation,
    AuthorisationMutation,
    PowerTransferMutation,
):
    """What can be done."""


async def seed(ctx: Context, asked: NewSandboxTenant) -> None:
    """Register the invented organisations of a sandbox."""
    named = {asked.owner: (OrganisationKind.MUNICIPALITY, "Zandbakgemeente")}
    for number, oin in enumerate(asked.organisations, 1):
        kind = OrganisationKind.AUDITOR if oin in asked.auditors else OrganisationKind.PROVIDER
        named[oin] = (kind, f"Zandbak{'accountant' if oin in asked.auditors else 'aanbieder'} {number}")
    for oin, (kind, name) in named.items():
        new = NewOrganisation(oin=oin, kind=kind, name=name)
        await organisations.seed_organisation(ctx.acting_for(asked.owner), new)


def create_app(settings: Settings) -> Surface:
    """The whole service."""
    routers = [
        organisations_rest.router,
        consortia_rest.router,
        populations_rest.router,
        contracts_rest.router,
        amendments_rest.router,
        mandates_rest.router,
        authorisations_rest.router,
        power_transfers_rest.router,
    ]
    return application(
        Service(settings, rights=RIGHTS, events=EVENTS, activities=ACTIVITIES, subjects=SUBJECTS, seed=seed),
        routers,
        Query,
        Mutation,
        about=ABOUT,
    )
