"""The facts on who agrees, for whom, and who may decide."""

from shared.kit.logbook import EventType
from shared.schemas import contracts as schemas

PARTIES = {
    "organisation-registered": EventType(
        schemas.Organisation, "Een organisatie is vastgelegd.", "An organisation was registered."
    ),
    "organisation-revised": EventType(
        schemas.Organisation,
        "Van een organisatie is meer of iets anders bekend (N-100, N-102).",
        "More, or something else, is known of an organisation (N-100, N-102).",
        since="0.3.0",
    ),
    "consortium-registered": EventType(
        schemas.Consortium,
        "Een samenwerkingsverband is vastgelegd (R-C11).",
        "A consortium was registered (R-C11).",
    ),
    "consortium-revised": EventType(
        schemas.Consortium,
        "Van een samenwerkingsverband is gewijzigd wat de leden delen (N-103).",
        "What the members of a consortium share was changed (N-103).",
        since="0.3.0",
    ),
    "population-registered": EventType(
        schemas.Population, "Een bevolking is vastgelegd.", "A population was registered."
    ),
    "mandate-registered": EventType(
        schemas.Mandate, "Een mandaat is vastgelegd (R-A03).", "A mandate was registered (R-A03)."
    ),
    "authorisation-granted": EventType(
        schemas.Authorisation,
        "Een organisatie machtigt een andere; die begint met een momentopname (takeSnapshot).",
        "An organisation authorises another, which begins with a snapshot (takeSnapshot).",
        since="0.2.0",
        between=True,
    ),
    "authorisation-withdrawn": EventType(
        schemas.Authorisation,
        "Een machtiging is ingetrokken: het laatste feit dat de gemachtigde van de gever ziet.",
        "An authorisation was withdrawn: the last fact of the principal that its holder sees.",
        since="0.2.0",
        between=True,
    ),
    "powers-transferred": EventType(
        schemas.PowerTransfer,
        "Een gemeente draagt bevoegdheid over (R-C51).",
        "A municipality transfers its powers (R-C51).",
        since="0.2.0",
    ),
    "power-transfer-withdrawn": EventType(
        schemas.PowerTransfer,
        "Een overdracht van bevoegdheid is ingetrokken of ingekort (R-C51).",
        "A transfer of powers was withdrawn or shortened (R-C51).",
        since="0.2.0",
    ),
    "mandate-withdrawn": EventType(
        schemas.Mandate, "Een mandaat is ingetrokken of ingekort.", "A mandate was withdrawn or shortened."
    ),
}
