"""What social return asks and what counts for it, decided without I/O (R-C31)."""

from services.contracts.social_returns.rules.entries import (
    NOT_IN_FORCE,
    Entry,
    decide,
    enter,
    party_of,
    withdraw,
)
from services.contracts.social_returns.rules.problems import (
    NotAPartyToTheContract,
    SocialReturnDecided,
    SocialReturnNotFound,
    SocialReturnRefused,
    SocialReturnSumNotFound,
    SocialReturnSumRefused,
)
from services.contracts.social_returns.rules.statement import (
    Realised,
    Statement,
    StatementYear,
    statement,
)
from services.contracts.social_returns.rules.sums import (
    FundedSlice,
    StatedSum,
    YearBase,
    asks,
    bases,
    check_sum,
)

__all__ = [
    "NOT_IN_FORCE",
    "Entry",
    "FundedSlice",
    "NotAPartyToTheContract",
    "Realised",
    "SocialReturnDecided",
    "SocialReturnNotFound",
    "SocialReturnRefused",
    "SocialReturnSumNotFound",
    "SocialReturnSumRefused",
    "StatedSum",
    "Statement",
    "StatementYear",
    "YearBase",
    "asks",
    "bases",
    "check_sum",
    "decide",
    "enter",
    "party_of",
    "statement",
    "withdraw",
]
