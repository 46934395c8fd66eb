"""Who may see where support piles up, what it costs whom, and how it shifts: the municipality alone."""

from services.access.rights.base import ACTIVITY, CREATE, DUE, R
from shared.kit.rights import PURCHASERS, READ, Right

OF_STACKING = "care_stacking"

SPENDING = (
    Right(OF_STACKING, READ, R, PURCHASERS, ACTIVITY),
    Right(OF_STACKING, "due_stacked", None, DUE),
    Right(OF_STACKING, "review_stacked", None, DUE, ACTIVITY, CREATE),
    Right("costly_clients", READ, R, PURCHASERS, ACTIVITY),
    # Counts and sums by the level of a product: no person is in them.
    Right("substitutions", READ, R, PURCHASERS),
)
