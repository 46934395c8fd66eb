"""The reference lists over HTTP: texts of the sources, forms of funding, kinds of findings."""

from __future__ import annotations

import pytest

from shared.clients.contracts import ContractsClient
from shared.values.agreements import FundingForm
from tests.support.tenants import Tenant


@pytest.mark.rule("R-C02")
async def test_the_texts_of_the_sources_are_served_by_row(tenant: Tenant) -> None:
    """N-78 … N-88 and the definition, in two languages with their place in the source; Emmen deviates on 3 and 4."""
    client = tenant.client(ContractsClient)
    texts = await client.source_texts()
    assert {one.row for one in texts} == {"R-C02", *(f"N-{number}" for number in range(78, 89))}
    assert all(one.text.nl and one.text.en and "▸" in one.source for one in texts)
    (utrecht, alphen, emmen) = await client.source_texts(row="N-80")
    assert [one.case for one in (utrecht, alphen, emmen)] == ["utrecht", "alphen", "emmen"]
    assert "punt 3 en op punt 4" in emmen.text.nl
    volume = await client.source_texts(dimension="volume", basicForm="production")
    assert {one.row for one in volume} == {"N-85"}
    first, *_ = await client.source_texts(row="R-C02")
    assert first.criterion == "fixedAmount"


async def test_no_text_of_the_sources_bears_a_colour(tenant: Tenant) -> None:
    """The colours are lost and must not be stored as fact: no text, field or value names one."""
    answer = await tenant.ask("contracts", "GET", "/source-texts")
    words = answer.text.lower()
    assert not any(
        word in words for word in ("amber", "oranje", "groen", "rood", "stoplicht", "light", "colour")
    )


async def test_every_form_of_funding_tells_its_fields_and_how_many_are_mandatory(tenant: Tenant) -> None:
    """All 29 forms with basic form, fields and mandatory fields (N-06, G-78): a lump sum needs number, form, amount, count."""
    client = tenant.client(ContractsClient)
    forms = {one.form: one for one in await client.funding_forms()}
    assert set(forms) == set(FundingForm)
    lump = forms[FundingForm.LUMP_SUM]
    assert lump.mandatory_fields == 4 == sum(one.mandatory for one in lump.fields)
    assert {one.name for one in lump.fields if one.mandatory} == {
        "number",
        "form",
        "annualAmountCents",
        "instalmentCount",
    }
    assert all(one.mandatory_fields == sum(field.mandatory for field in one.fields) for one in forms.values())
    only = await client.funding_forms(basicForm="resultPerClient")
    assert {one.form for one in only} == {"resultPerClient", "resultPerClientPartial", "personalResultBudget"}


async def test_the_kinds_of_findings_are_listed_with_their_rule(tenant: Tenant) -> None:
    """Every rule and risk that contracts is to warn of has a kind of finding, by its own row or as a related one."""
    kinds = await tenant.client(ContractsClient).finding_kinds()
    covered = {row for one in kinds for row in (one.rule, *one.related)}
    rules = {
        f"R-C{number:02}"
        for number in (
            2,
            3,
            9,
            22,
            30,
            33,
            34,
            35,
            36,
            37,
            38,
            45,
            46,
            47,
            53,
            54,
            55,
            56,
            57,
            59,
            61,
            62,
            64,
        )
    }
    risks = {
        f"E-{number}"
        for number in (14, 15, 17, 23, 29, 33, 37, 38, 41, 44, 45, 47, 52, 56, 57, 60, 61, 64, 65, 66, 74)
    }
    assert rules | risks <= covered
    information = {one.rule for one in kinds if one.severity == "information"}
    assert {"E-29", "E-45", "E-65", "E-66", "E-74"} <= information
    assert {one.severity for one in await tenant.client(ContractsClient).finding_kinds(severity="error")} == {
        "error"
    }
