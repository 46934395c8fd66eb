"""The SQL of fair comparison: what a frozen model expects is what the rules expect, in a number of statements that stays."""

from __future__ import annotations

import pytest

from services.outcomes.comparisons.rules.fitting import Column, fit
from services.outcomes.comparisons.rules.records import Asked
from services.outcomes.comparisons.store import MODELS, count, list_patterns
from shared.kit.context import Context
from shared.values.comparing import ComparedUnit, ComparisonMethod, Covariate, OutcomeKind
from tests.services.outcomes.comparisons.conftest import INDICATOR, Compared, lines, register
from tests.services.outcomes.conftest import counted


def asked(compared: Compared, *covariates: Covariate) -> Asked:
    """Providers over 2026."""
    return Asked(
        compared.tenant.owner, INDICATOR, OutcomeKind.BINARY, "2026-Q1", "2026-Q4", ComparedUnit.PROVIDER,
        ComparisonMethod.LOGISTIC, covariates, "2026-Q1", "2026-Q4",
    )  # fmt: skip


async def test_the_database_expects_what_the_rules_expect(compared: Compared) -> None:
    """Every client's chance by the rules adds up to the sum of the database; who the model never saw is left out and counted."""
    rows = lines([compared.own, *compared.others[:3]])
    rows[0][9] = rows[1][9] = ""
    await register(compared, rows)
    covariates = (Covariate.AGE_BAND, Covariate.SEX, Covariate.SEVERITY)
    service = compared.tenant.house.services["outcomes"]
    ctx = Context(service, await service.verifier.verify(await compared.tenant.token(compared.tenant.owner)))
    columns = [Column(one) for one in covariates]
    async with ctx.read() as connection:
        patterns = await list_patterns(
            connection, compared.tenant.owner, INDICATOR, "binary", ("2026-Q1", "2026-Q4"), covariates
        )
        known = [one for one in patterns if one.values[0] is not None]
        assert sum(one.size for one in known) == 398
        model = fit(columns, known)
        found = await count(connection, asked(compared, *covariates), model)
    expected: dict[str, float] = {}
    for row in rows:
        chance = model.chance({"ageBand": row[9] or None, "sex": row[10], "severity": row[11]})
        if chance is not None:
            expected[row[2]] = expected.get(row[2], 0.0) + chance
    assert {one.unit: one.expected for one in found} == {
        unit: pytest.approx(value) for unit, value in expected.items()
    }
    assert sum(one.left_out for one in found) == 2
    assert sum(one.period.size for one in found) == 398
    assert MODELS.table.name == "case_mix_models"


async def test_the_number_of_statements_does_not_depend_on_the_number_of_lines_or_units(
    compared: Compared, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One provider or twelve, a hundred clients or more: the same statements for the file and for the comparison."""
    counts = []
    for providers in ([compared.own], [*compared.others]):
        rows = [[f"{len(counts)}{row[0]}"[1:] + "x" * len(counts), *row[1:]] for row in lines(providers)]
        with counted(monkeypatch) as ran:
            await register(compared, rows)
            await compared.client().register_comparison(compared.question())
        counts.append(len(ran))
    assert counts[0] == counts[1]
