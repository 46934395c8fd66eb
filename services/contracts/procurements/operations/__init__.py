"""What can be done with a procurement: drafted and published, opened, scored and awarded."""

from services.contracts.procurements.operations.drafting import (
    change_procurement,
    conclude_phase,
    draft_procurement,
    get_procurement,
    list_procurements,
    list_procurements_by_id,
    publish_procurement,
    put_procurement,
    withdraw_procurement,
)
from services.contracts.procurements.operations.judging import award_procurement, open_bids, score_bids

__all__ = [
    "award_procurement",
    "change_procurement",
    "conclude_phase",
    "draft_procurement",
    "get_procurement",
    "list_procurements",
    "list_procurements_by_id",
    "open_bids",
    "publish_procurement",
    "put_procurement",
    "score_bids",
    "withdraw_procurement",
]
