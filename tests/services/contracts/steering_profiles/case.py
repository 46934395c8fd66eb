"""A region whose ceiling per provider stands beside access by the provider itself."""

from __future__ import annotations

from services.contracts.steering_profiles import operations, store
from tests.services.contracts.plainly import Case

CASE = Case(
    operations.PLAIN,
    store.STEERING_PROFILES,
    {
        "name": "Jeugd Midden",
        "region": "Midden",
        "instruments": [
            {
                "instrument": "access",
                "value": "secondLineProvider",
                "phase": "shortTerm",
                "validFrom": "2026-01-01",
            },
            {
                "instrument": "limiting",
                "value": "perProvider",
                "phase": "shortTerm",
                "validFrom": "2026-01-01",
            },
        ],
    },
    "steering-profile-registered",
    {"name": "Jeugd Midden 2027"},
    "steering-profile-changed",
)
