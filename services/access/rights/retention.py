"""Who may do what with keeping, erasing and handing over files."""

from services.access.rights.base import CREATE, ERASE, OF_RETENTION, PERSONS_READ, PERSONS_WRITE, UPDATE, R
from shared.kit.rights import PURCHASERS, READ, Right
from shared.values.terms import ActorKind, ProcessingEvent

RETENTION = (
    Right("retention_terms", READ, R, PURCHASERS),
    Right("retention_terms", "set_term", PERSONS_WRITE, PURCHASERS),
    Right("legal_holds", READ, PERSONS_READ, PURCHASERS, OF_RETENTION),
    Right("legal_holds", "place_hold", PERSONS_WRITE, PURCHASERS, OF_RETENTION, CREATE),
    Right("legal_holds", "release_hold", PERSONS_WRITE, PURCHASERS, OF_RETENTION, UPDATE),
    Right("erasures", READ, PERSONS_READ, PURCHASERS, OF_RETENTION),
    Right("erasures", "erase_citizen", PERSONS_WRITE, PURCHASERS, OF_RETENTION, ERASE),
    # A list names nobody: its lines do.
    Right("destructions", READ, PERSONS_READ, PURCHASERS),
    Right("destructions", "list_lines", PERSONS_READ, PURCHASERS, OF_RETENTION, ProcessingEvent.READ),
    Right("destructions", "propose_list", PERSONS_WRITE, PURCHASERS, OF_RETENTION, CREATE),
    Right("destructions", "approve_list", PERSONS_WRITE, PURCHASERS, OF_RETENTION, UPDATE),
    Right("destructions", "execute_list", PERSONS_WRITE, PURCHASERS, OF_RETENTION, ERASE),
    Right(
        "dossiers",
        READ,
        PERSONS_READ,
        PURCHASERS | {ActorKind.PORTAL},
        "data-subjects",
        ProcessingEvent.EXPORT,
        remark="a portal: of the citizen of its token only",
    ),
)
