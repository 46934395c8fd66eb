"""Equated days over REST: a plain resource (shared/kit/plain.py)."""

from services.access.equated_days import operations, rules
from shared.kit.http import Router
from shared.kit.plain_rest import Words, plain_routes

router = Router(prefix="/equated-days", tags=["equated-days"])

plain_routes(
    router,
    operations.PLAIN,
    operations,
    Words(
        about=(
            "De dagen die een koninklijk besluit met een feestdag gelijkstelt (Algemene termijnenwet art. 3). Die van 2023 tot en met 2028"
            " zijn ingebouwd; leg hier een jaar vast zodra een nieuw besluit het bekendmaakt. Een termijn die in een jaar eindigt dat"
            " niemand kent, heeft geen dueOn."
        ),
        example={
            "year": 2029,
            "days": ["2029-05-11"],
            "decree": "Besluit gelijkstelling van 11 mei 2029 met een algemeen erkende feestdag",
        },
        change_example={"days": ["2029-04-30", "2029-05-11"]},
        filters={"year": "Alleen van dit jaar.", "reference": "Alleen met dit eigen kenmerk."},
        problems=[rules.EquatedDaysRefused],
    ),
)
