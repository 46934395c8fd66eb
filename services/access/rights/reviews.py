"""Who may do what with what keeps decisions right: reviews, samples, advice of experts. All of it is the municipality's own."""

from services.access.rights.base import ACTIVITY, CREATE, DUE, UPDATE, R, W
from shared.kit.rights import PURCHASERS, READ, Right

OF_REVIEWS, OF_SAMPLES, OF_ADVICE = "reviews", "review_samples", "expert_advices"
ANOTHER = "never who took or prepared the decision (F-28)"
OWN = "who holds a mandate to decide sees the own feedback alone (R-A49)"
THIRD = "a ratifier is never who took or prepared the decision (F-28)"

REVIEWS = (
    Right(OF_REVIEWS, READ, R, PURCHASERS, ACTIVITY),
    Right(OF_REVIEWS, "list_consultant_feedback", R, PURCHASERS, ACTIVITY, remark=OWN),
    Right(OF_REVIEWS, "register_review", W, PURCHASERS, ACTIVITY, CREATE),
    Right(OF_REVIEWS, "assign_review", W, PURCHASERS, ACTIVITY, UPDATE, ANOTHER),
    Right(OF_REVIEWS, "contact_review", W, PURCHASERS, ACTIVITY, UPDATE),
    Right(OF_REVIEWS, "complete_review", W, PURCHASERS, ACTIVITY, UPDATE, ANOTHER),
    Right(OF_REVIEWS, "cancel_review", W, PURCHASERS, ACTIVITY, UPDATE),
    Right(OF_REVIEWS, "send_review_feedback", W, PURCHASERS, ACTIVITY, UPDATE),
    Right(OF_REVIEWS, "due_half_years", None, DUE),
    Right(OF_REVIEWS, "open_half_year", None, DUE, ACTIVITY, CREATE),
    Right(OF_REVIEWS, "due_started_before", None, DUE),
    Right(OF_REVIEWS, "open_started_before", None, DUE, ACTIVITY, CREATE),
    Right(OF_REVIEWS, "due_closings", None, DUE),
    Right(OF_REVIEWS, "close_review", None, DUE, ACTIVITY, UPDATE),
    Right(OF_SAMPLES, READ, R, PURCHASERS),
    Right(OF_SAMPLES, "register_review_sample", W, PURCHASERS),
    Right(OF_SAMPLES, "due_promises", None, DUE),
    Right(OF_SAMPLES, "promise_sample", None, DUE),
    Right(OF_SAMPLES, "due_draws", None, DUE),
    Right(OF_SAMPLES, "draw_sample", None, DUE),
    Right(OF_ADVICE, READ, R, PURCHASERS, ACTIVITY),
    Right(OF_ADVICE, "register_expert_advice", W, PURCHASERS, ACTIVITY, CREATE, THIRD),
)
