"""The facts on what was done of what contracts ask: social return and quality."""

from services.contracts.imports import store as imports
from services.contracts.quality_deliveries import store as quality
from services.contracts.social_returns import store as social
from shared.kit.logbook import EventType
from shared.kit.replays import by_id
from shared.schemas import contracts as schemas

_SINCE = "0.3.0"
DEMANDS = {
    "social-return-entered": EventType(
        schemas.SocialReturnEntry,
        "Een inspanning voor social return is opgegeven (R-C31).",
        "An effort for social return was told (R-C31).",
        since=_SINCE,
        read=by_id(social.ENTRIES.get),
    ),
    "social-return-decided": EventType(
        schemas.SocialReturnEntry,
        "De opdrachtgever heeft een inspanning voor social return erkend, of niet (R-C31).",
        "The purchaser recognised an effort for social return, or did not (R-C31).",
        since=_SINCE,
        read=by_id(social.ENTRIES.get),
    ),
    "social-return-withdrawn": EventType(
        schemas.SocialReturnEntry,
        "Een inspanning voor social return is ingetrokken vóór het oordeel.",
        "An effort for social return was withdrawn before the purchaser's word.",
        since=_SINCE,
        read=by_id(social.ENTRIES.get),
    ),
    "social-return-sum-stated": EventType(
        schemas.SocialReturnSum,
        "Opgegeven is waarvan social return in een jaar een deel is (G-13).",
        "It was stated what social return is a share of in a year (G-13).",
        since=_SINCE,
        read=by_id(social.SUMS.get),
    ),
    "quality-delivered": EventType(
        schemas.Import,
        "Een aanbieder heeft gemeld wat van de kwaliteitseisen is geleverd (R-C32).",
        "A provider told what was delivered of the quality demands (R-C32).",
        read=by_id(imports.IMPORTS.get),
        also=(schemas.QualityDelivery,),
        since=_SINCE,
    ),
    "quality-delivery-registered": EventType(
        schemas.QualityDelivery,
        "Eén regel geleverde kwaliteit is gemeld (R-C32).",
        "One line of delivered quality was told (R-C32).",
        since=_SINCE,
        read=by_id(quality.DELIVERIES.get),
    ),
    "quality-delivery-corrected": EventType(
        schemas.QualityDelivery,
        "Eén regel geleverde kwaliteit is verbeterd (R-C32).",
        "One line of delivered quality was corrected (R-C32).",
        since=_SINCE,
        read=by_id(quality.DELIVERIES.get),
    ),
}
