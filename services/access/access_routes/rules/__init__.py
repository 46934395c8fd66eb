"""How a question becomes support: place, referrer, scenario, what the contract leaves open (R-A01, R-A02, R-A04, R-C38, N-90)."""

from services.access.access_routes.rules.contracts import (
    contract_findings,
    scenario_findings,
    under_contract,
)
from services.access.access_routes.rules.places import (
    ORDER,
    AccessRoute,
    free_access,
    place_of,
    route,
    route_of,
)
from services.access.access_routes.rules.referrers import Referrer, check_referrer
from services.access.access_routes.rules.scenarios import (
    CONSTRAINTS,
    Constraint,
    ProcessStep,
    ScenarioFound,
    check_scenario,
    process_steps,
)

__all__ = [
    "CONSTRAINTS",
    "ORDER",
    "AccessRoute",
    "Constraint",
    "ProcessStep",
    "Referrer",
    "ScenarioFound",
    "check_referrer",
    "check_scenario",
    "contract_findings",
    "free_access",
    "place_of",
    "process_steps",
    "route",
    "route_of",
    "scenario_findings",
    "under_contract",
]
