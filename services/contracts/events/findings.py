"""The facts on what findings rest on."""

from services.contracts.findings import store
from shared.kit.logbook import EventType
from shared.kit.replays import by_id
from shared.schemas import contracts as schemas

FINDINGS = {
    "definition-tested": EventType(
        schemas.DefinitionTest,
        "Een contract is aan de definitie van populatiebekostiging getoetst (R-C02).",
        "A contract was held against the definition of population funding (R-C02).",
        resource="findings",
        since="0.3.0",
        read=by_id(store.DEFINITION_TESTS.get),
    ),
    "circumstances-entered": EventType(
        schemas.ContractCircumstances,
        "Vastgelegd is wat rond een contract bekend is; alleen de opdrachtgever ziet dit feit.",
        "What is known around a contract was entered; only the purchaser sees this fact.",
        resource="findings",
        since="0.3.0",
        own=True,
    ),
}
