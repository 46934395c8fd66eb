"""A pool of three municipalities of 100,000, 50,000 and 10,000 inhabitants (R-S41)."""

from __future__ import annotations

from services.contracts.risk_pools import operations, store
from tests.services.contracts.plainly import Case

CASE = Case(
    operations.PLAIN,
    store.RISK_POOLS,
    {
        "name": "Jeugdzorgplus Midden",
        "year": 2026,
        "variant": "solidarity",
        "careTypes": [{"code": "youth-care-plus", "price": "high", "volume": "low"}],
        "members": [
            {"oin": "00000099000000000484", "municipalityCode": "0484", "inhabitants": 100_000},
            {"oin": "00000099000000000505", "municipalityCode": "0505", "inhabitants": 50_000},
            {"oin": "00000099000000000506", "municipalityCode": "0506", "inhabitants": 10_000},
        ],
        "preconditions": {"policyUniform": True, "mutualTrust": True},
    },
    "risk-pool-registered",
)
