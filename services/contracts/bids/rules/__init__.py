"""What a bid is, when it is taken and what each reader is shown of it, decided without I/O."""

from services.contracts.bids.rules.bidding import check_fit, check_open, replace_content, submit, withdraw
from services.contracts.bids.rules.problems import (
    BidderOutside,
    BiddingClosed,
    BidExists,
    BidNotFound,
    BidNotSealed,
    BidUnfit,
    DroppedOut,
)
from services.contracts.bids.rules.terms import (
    OPEN_TO_PURCHASER,
    Bid,
    BidAnswer,
    BidContent,
    BidOutcome,
    Call,
    Criterion,
    CriterionScore,
)

__all__ = [
    "OPEN_TO_PURCHASER",
    "Bid",
    "BidAnswer",
    "BidContent",
    "BidExists",
    "BidNotFound",
    "BidNotSealed",
    "BidOutcome",
    "BidUnfit",
    "BidderOutside",
    "BiddingClosed",
    "Call",
    "Criterion",
    "CriterionScore",
    "DroppedOut",
    "check_fit",
    "check_open",
    "replace_content",
    "submit",
    "withdraw",
]
