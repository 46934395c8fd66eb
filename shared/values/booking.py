"""The words of the books: what an entry is, what caused it, on which accounts it stands."""

from enum import StrEnum


class EntryKind(StrEnum):
    """A posted entry counts at once; a pending one is resolved once: posted whole or in part, or voided."""

    POSTED = "posted"
    PENDING = "pending"
    VOIDED = "voided"


class EntryCause(StrEnum):
    """What made an entry: the ground under every amount in the books (F-39)."""

    COMMITMENT = "commitment"
    INSTALMENT = "instalment"
    RETENTION = "retention"
    RELEASE = "release"
    RECEIVABLE = "receivable"
    PAYMENT = "payment"
    MEMORIAL = "memorial"
    REVERSAL = "reversal"
    CLAIM = "claim"
    CREDIT = "credit"
    OPENING = "opening"
    WRITE_OFF = "write-off"
    CORRECTION = "correction"
    HIRE_ORDER = "hire-order"
    FORFEIT = "forfeit"


__all__ = ["EntryCause", "EntryKind"]
