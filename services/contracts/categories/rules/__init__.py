"""The square of a contract: its balances, and transfers by consent (R-C20, F-29)."""

from services.contracts.categories.rules.problems import (
    CategoryTransferNotFound,
    ConsentMissing,
    NotAskingParty,
    SecondPersonNeeded,
    SpendingRefused,
    SquareExists,
    SquareNotFound,
    SquareRefused,
    TransferDecided,
    TransferRefused,
)
from services.contracts.categories.rules.squares import (
    CategorySquare,
    CategoryTransfer,
    SquareCategory,
    book,
    check_asking,
    check_transfer,
    decide,
    open_square,
    spend,
    withdraw,
)

__all__ = [
    "CategorySquare",
    "CategoryTransfer",
    "CategoryTransferNotFound",
    "ConsentMissing",
    "NotAskingParty",
    "SecondPersonNeeded",
    "SpendingRefused",
    "SquareCategory",
    "SquareExists",
    "SquareNotFound",
    "SquareRefused",
    "TransferDecided",
    "TransferRefused",
    "book",
    "check_asking",
    "check_transfer",
    "decide",
    "open_square",
    "spend",
    "withdraw",
]
