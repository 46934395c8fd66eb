"""Who may do what with flows and with what populations cost."""

from services.outcomes.rights.base import DUE, READERS, R, W
from shared.kit.rights import PURCHASERS, READ, Right

FLOWS = (
    Right(
        "flows", READ, R, READERS, remark="a provider sees its own; who sees no single cases no small numbers"
    ),
    Right("flows", "register_flow_rebuild", W, PURCHASERS),
    Right("population_costs", READ, R, READERS),
    Right("population_costs", "apply_population", None, DUE),
    Right("population_costs", "apply_characteristic", None, DUE),
    Right("population_costs", "apply_import", None, DUE),
    Right("population_costs", "apply_schedule", None, DUE),
    Right("population_costs", "apply_retention", None, DUE),
)
