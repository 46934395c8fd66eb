"""Own contributions over REST: a plain resource (shared/kit/plain.py) that follows the care it belongs to."""

from typing import Any

from services.access.care_starts.rules import CareStartNotFound
from services.access.citizens.rules import CitizenErased
from services.access.own_contributions import operations, rules
from shared.kit.http import Router
from shared.kit.plain_rest import Words, plain_routes

router = Router(prefix="/own-contributions", tags=["own-contributions"])
EXAMPLE: dict[str, Any] = {"careStartId": "01890000-0000-7000-8000-000000000000"}

plain_routes(
    router,
    operations.PLAIN,
    operations,
    Words(
        about=(
            "Langs welke weg een inwoner bijdraagt aan ondersteuning die begon, per tijdvak (R-A30): tot en met 2019"
            " inkomensafhankelijk via het CAK, vanaf 2020 een vast bedrag per maand, en voor een algemene voorziening een passende"
            " kostprijs die de gemeente of de aanbieder int. De bijdrage volgt de start en de stop van de zorg vanzelf. Uren naar het"
            " CAK zonder besluit heten juridisch niet zuiver (legallyImpure). Inkomen wordt niet gevraagd en niet bewaard."
        ),
        example=EXAMPLE,
        filters={
            "state": "Alleen in deze toestand.",
            "route": "Alleen langs deze weg.",
            "legally_impure": "Alleen wat juridisch wel of niet zuiver is.",
            "citizen_id": "Alleen van deze inwoner (surrogaat).",
            "request_id": "Alleen van deze melding.",
            "care_start_id": "Alleen van deze start van zorg.",
            "provider": "Alleen van deze aanbieder.",
            "reference": "Alleen met dit eigen kenmerk.",
        },
        problems=[CareStartNotFound, CitizenErased, rules.ContributionRefused],
    ),
)
