"""What the contract manager, the alderman and the lead do: agree on the contract, and amend it in the yearly check."""

from __future__ import annotations

import asyncio

from deploy.demo.cast import ALDERMAN, CONTRACT_MANAGER, Cast
from shared.clients.contracts import ContractsClient

_SIGNED_AS = {"purchaser": "wethouder zorg", "provider": "bestuurder van de penvoerder"}


async def register(cast: Cast) -> None:
    """Register everybody whom the contract names, and who may take access decisions."""
    contracts, inputs = cast.municipality(ContractsClient, CONTRACT_MANAGER), cast.inputs
    await asyncio.gather(
        *(
            contracts.register_organisation(one, key=cast.key(f"organisation/{one.external_reference}"))
            for one in inputs.organisations
        )
    )
    await asyncio.gather(
        *(contracts.register_mandate(one, key=cast.key(f"mandate/{one.holder}")) for one in inputs.mandates)
    )


async def draft(cast: Cast) -> None:
    """Draft the contract; see a contract with gaps refused at activation, and a subsidy with a retention at once."""
    contracts, inputs = cast.municipality(ContractsClient, CONTRACT_MANAGER), cast.inputs
    consortium, population = await asyncio.gather(
        contracts.register_consortium(inputs.consortium, key=cast.key("consortium")),
        contracts.register_population(inputs.population, key=cast.key("population")),
    )
    named = {"consortium_id": consortium.id, "population_id": population.id}
    contract, incomplete = await asyncio.gather(
        contracts.draft_contract(inputs.contract.model_copy(update=named), key=cast.key("contract")),
        contracts.draft_contract(
            inputs.incomplete.model_copy(update={"consortium_id": consortium.id}), key=cast.key("incomplete")
        ),
    )
    cast.contract = contract.id
    await cast.refused(
        "activate-incomplete-contract",
        "R-C01",
        contracts.activate(incomplete.id, key=cast.key("incomplete/activation")),
        "reward-missing",
        "period-missing",
    )
    await cast.refused(
        "draft-subsidy-with-retention",
        "R-C09",
        contracts.draft_contract(inputs.subsidy.model_copy(update=named), key=cast.key("subsidy")),
    )


async def sign(cast: Cast) -> None:
    """Both sides sign."""
    alderman, lead = cast.municipality(ContractsClient, ALDERMAN), cast.lead(ContractsClient)
    await alderman.sign(cast.contract_id, _SIGNED_AS["purchaser"], key=cast.key("contract/signed"))
    await lead.sign(cast.contract_id, _SIGNED_AS["provider"], key=cast.key("contract/signed"))


async def activate(cast: Cast) -> None:
    """Bring the contract into force; from here on the feed tells the others."""
    contracts = cast.municipality(ContractsClient, CONTRACT_MANAGER)
    await contracts.activate(cast.contract_id, key=cast.key("contract/activation"))


async def amend(cast: Cast) -> None:
    """Amend the budget in the yearly check: refused without a reason, in force once both sides have signed (R-C07)."""
    contracts, amendment = cast.municipality(ContractsClient, CONTRACT_MANAGER), cast.inputs.amendment
    groundless = amendment.model_copy(update={"reason": None, "external_reference": None})
    await cast.refused(
        "amend-without-reason",
        "R-C07",
        contracts.decide_amendment(cast.contract_id, groundless, key=cast.key("amendment/groundless")),
    )
    decided = await contracts.decide_amendment(cast.contract_id, amendment, key=cast.key("amendment"))
    alderman, lead = cast.municipality(ContractsClient, ALDERMAN), cast.lead(ContractsClient)
    await alderman.sign_amendment(decided.id, _SIGNED_AS["purchaser"], key=cast.key("amendment/signed"))
    await lead.sign_amendment(decided.id, _SIGNED_AS["provider"], key=cast.key("amendment/signed"))
