"""Who goes from an old contract to a new one, and that nobody is a day without care (R-C60, D-57)."""

from services.access.transition_cohorts.rules.cohort import (
    CohortNotPrepared,
    CohortWarning,
    ProviderMove,
    TransferLine,
    TransitionCohort,
    TransitionCohortNotFound,
    TransitionRefused,
)
from services.access.transition_cohorts.rules.moving import (
    Moved,
    carry_out,
    check_prepared,
    goes,
    prepare,
    transfer_list,
    warnings_of,
    withdraw,
)

__all__ = [
    "CohortNotPrepared",
    "CohortWarning",
    "Moved",
    "ProviderMove",
    "TransferLine",
    "TransitionCohort",
    "TransitionCohortNotFound",
    "TransitionRefused",
    "carry_out",
    "check_prepared",
    "goes",
    "prepare",
    "transfer_list",
    "warnings_of",
    "withdraw",
]
