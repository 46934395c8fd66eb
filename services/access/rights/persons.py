"""Who may do what with citizens and their transfers."""

from services.access.rights.base import (
    CREATE,
    DUE,
    ERASE,
    OF_CITIZENS,
    OF_TRANSFERS,
    PERSONS_READ,
    PERSONS_WRITE,
    TRANSFER,
    UPDATE,
)
from shared.kit.rights import PURCHASERS, READ, Right
from shared.values.terms import ActorKind, ProcessingEvent

PERSONS = (
    Right("citizens", READ, PERSONS_READ, PURCHASERS, OF_CITIZENS),
    Right(
        "citizens",
        "search_citizens",
        PERSONS_READ,
        PURCHASERS | {ActorKind.PORTAL},
        OF_CITIZENS,
        ProcessingEvent.SEARCH,
        remark="a portal by BSN only: the surrogate of who logged in",
    ),
    Right("citizens", "register_citizen", PERSONS_WRITE, PURCHASERS, OF_CITIZENS, CREATE),
    Right("citizens", "correct_personal_data", PERSONS_WRITE, PURCHASERS, OF_CITIZENS, UPDATE),
    # A list of transfers names no person but one's own: who was seen there is noted by the operation itself.
    Right("transfers", READ, PERSONS_READ, PURCHASERS),
    Right("transfers", "record_departure", PERSONS_WRITE, PURCHASERS, OF_TRANSFERS, TRANSFER),
    Right("transfers", "accept_transfer", PERSONS_WRITE, PURCHASERS, OF_TRANSFERS, TRANSFER),
    Right("transfers", "withdraw_transfer", PERSONS_WRITE, PURCHASERS, OF_TRANSFERS, UPDATE),
    Right("transfers", "due_expired", None, DUE),
    Right("transfers", "expire_transfer", None, DUE, OF_TRANSFERS, ERASE),
)
