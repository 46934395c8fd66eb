"""The self-sufficiency matrix over REST: selections, assessments and files, and what they come to."""

from services.outcomes.assessments.rest import figures, selections, taken

routers = (
    selections.editions_router,
    selections.router,
    taken.router,
    taken.batches_router,
    figures.router,
    figures.norms_router,
)

__all__ = ["routers"]
