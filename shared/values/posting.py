"""The words of a municipality's own books: how what is posted lands there."""

from enum import StrEnum


class VatTreatment(StrEnum):
    """What becomes of VAT: exempt, wholly reclaimed from the compensation fund (BCF), or in part."""

    EXEMPT = "exempt"
    COMPENSABLE = "compensable"
    MIXED = "mixed"


class ReceivableState(StrEnum):
    """A receivable is open until two persons write it off: one proposes, another confirms."""

    OPEN = "open"
    PROPOSED = "proposed"
    WRITTEN_OFF = "written-off"


__all__ = ["ReceivableState", "VatTreatment"]
