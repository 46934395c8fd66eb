"""Route A of the rule: budgets per area in 2016, one provider in 2017, results in 2018 (R-C63)."""

from __future__ import annotations

from services.contracts.transition_routes import operations, store
from tests.services.contracts.plainly import Case

CASE = Case(
    operations.PLAIN,
    store.TRANSITION_ROUTES,
    {
        "name": "Naar populatiebekostiging",
        "route": "populationFirst",
        "approach": "gradual",
        "steps": [
            {
                "validFrom": "2016-01-01",
                "name": "Budgetten per gebied",
                "form": "budgetPerPopulation",
                "incentives": [{"dimension": "volume", "tendency": "less"}],
            },
            {
                "validFrom": "2017-01-01",
                "name": "Eén aanbieder per gebied",
                "form": "subPopulationFunding",
                "incentives": [{"dimension": "effort", "tendency": "less"}],
                "nonFinancial": ["continuity"],
            },
            {
                "validFrom": "2018-01-01",
                "name": "Resultaten",
                "form": "populationFunding",
                "incentives": [{"dimension": "quality", "tendency": "more"}],
            },
        ],
    },
    "transition-route-registered",
)
