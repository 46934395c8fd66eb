"""The facts on what is evaluated of a contract and which documents belong to it."""

from services.contracts.contract_documents import store as documents
from services.contracts.evaluations import store as evaluations
from shared.kit.logbook import EventType
from shared.kit.replays import by_id
from shared.schemas import contracts as schemas

LIFE = {
    "evaluation-held": EventType(
        schemas.Evaluation,
        "Een evaluatie, toets van de opdracht of jaarlijkse toets is gehouden (R-C05, R-C06, R-C07).",
        "An evaluation, scope check or yearly check was held (R-C05, R-C06, R-C07).",
        since="0.3.0",
        read=by_id(evaluations.EVALUATIONS.get),
    ),
    "document-filed": EventType(
        schemas.ContractDocument,
        "Een getekend stuk is bij een versie van een contract vastgelegd; de inhoud reist niet mee.",
        "A signed document was filed with a version of a contract; its contents do not travel.",
        since="0.3.0",
        read=by_id(documents.DOCUMENTS.get),
    ),
}
