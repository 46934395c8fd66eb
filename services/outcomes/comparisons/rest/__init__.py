"""Fair comparison over REST."""

from services.outcomes.comparisons.rest import (
    case_mix_models,
    client_outcomes,
    comparisons,
    control_charts,
    rankings,
)

routers = [
    client_outcomes.router,
    client_outcomes.batches_router,
    case_mix_models.router,
    comparisons.router,
    comparisons.units_router,
    rankings.router,
    control_charts.router,
]
