"""Comparisons over REST: a plain resource (shared/kit/plain.py) with its units beside it, plain as well."""

from typing import Any

from services.outcomes.comparisons.operations import comparison_units as units
from services.outcomes.comparisons.operations import comparisons as operations
from services.outcomes.comparisons.rules.faults import ComparisonRefused, ModelNotFound
from shared.kit.http import Router
from shared.kit.plain_rest import Words, plain_routes

router = Router(prefix="/comparisons", tags=["comparisons"])
_TESTS = (
    "contentValidity",
    "registrationComparability",
    "populationComparability",
    "sampleComparability",
    "reliableDistinction",
)
EXAMPLE: dict[str, Any] = {
    "externalReference": "vergelijking-2026",
    "indicator": "goal-attainment",
    "quarterFrom": "2026-Q1",
    "quarterTo": "2026-Q4",
    "unit": "provider",
    "method": "indirect",
    "covariates": ["ageBand", "sex"],
    "direction": "higherIsBetter",
    "tests": [{"test": test, "verdict": "comparable"} for test in _TESTS],
}

plain_routes(
    router,
    operations.PLAIN,
    operations,
    Words(
        about=(
            "Aanbieders, gebieden of teams naast elkaar, met zorgzwaarte en toeval eruit: verwacht en waargenomen, grenzen op 95 %"
            " en 99,8 %, en wie betrouwbaar te onderscheiden is (R-O09, R-O10). Een aanbieder ziet zichzelf en de trechter zonder"
            " namen."
        ),
        example=EXAMPLE,
        filters={
            "indicator": "Alleen van deze indicator.",
            "unit": "Alleen van deze eenheden.",
            "method": "Alleen met deze methode.",
            "reference": "Alleen met dit eigen kenmerk.",
        },
        problems=[ModelNotFound, ComparisonRefused],
    ),
)


units_router = Router(prefix="/comparison-units", tags=["comparisons"])
plain_routes(
    units_router,
    units.PLAIN,
    units,
    Words(
        about="Wat een vergelijking van elke eenheid zegt. De opdrachtgever ziet ze alle, een aanbieder alleen zichzelf.",
        example={},
        filters={
            "comparison_id": "Alleen van deze vergelijking.",
            "unit": "Alleen deze eenheid (OIN, gebiedscode of teamnaam).",
            "standing": "Alleen wie zo tegenover het doel staat.",
        },
    ),
)
