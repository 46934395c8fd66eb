"""What an accountant may state, and what a statement leaves open."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from pydantic import ValidationError

from services.outcomes.audits import rules
from services.outcomes.audits.rules import AuditStatement, check_auditor, check_same, finding, state
from services.outcomes.audits.rules.overview import overview
from services.outcomes.indicators.rules import ContractCopy, NormVersion
from shared.errors import Problem
from shared.schemas.outcomes import NewAuditStatement
from shared.values import render
from shared.values.measuring import AuditKind
from shared.values.terms import AuditOpinion, NormOperator
from tests.services.outcomes.examples import (
    AUDITOR,
    CONTRACT,
    INDICATOR,
    LEAD,
    SUB,
    indicator,
    observation,
)

TODAY = date(2027, 3, 1)
RELAPSE = indicator(id=UUID(int=4), number=4, code="relapse", name="Terugval")
BOTH = ["relapse", "client-satisfaction"]


def given(covered: Sequence[str] = BOTH, **other: object) -> NewAuditStatement:
    """A statement on 2026."""
    told = {
        "contract_id": CONTRACT.id,
        "year": 2026,
        "opinion": AuditOpinion.UNQUALIFIED,
        "stated_on": date(2027, 2, 15),
        "covers_processes": True,
        "covered_indicators": list(covered),
        "document_sha256": "0" * 64,
        "stated_by": "drs. A. de Boer RA",
    }
    return NewAuditStatement.model_validate({**told, **other})


def stated(new: NewAuditStatement, contract: ContractCopy = CONTRACT, today: date = TODAY) -> AuditStatement:
    """The statement on a contract with two indicators."""
    return state(contract, [RELAPSE, INDICATOR], new, today)[0]


@pytest.mark.rule("R-O28")
def test_a_statement_that_covers_everything_is_complete() -> None:
    """Processes and both indicators: no gaps, seen by the contract's parties, registered as the contract's auditor's."""
    made = stated(given())
    assert (made.complete, made.gaps, made.auditor, made.parties) == (True, [], AUDITOR, CONTRACT.parties)
    assert finding(made).gaps == []


@pytest.mark.rule("R-O28")
def test_an_indicator_that_is_not_covered_is_named() -> None:
    """KPI 4 not covered is a gap with its number, name and code."""
    made, why = state(CONTRACT, [RELAPSE, INDICATOR], given(["client-satisfaction"]), TODAY)
    assert (made.complete, made.gaps) == (False, ["KPI 4 Terugval (relapse)"])
    assert "KPI 4 Terugval (relapse)" in render(why.steps[0], "nl")


@pytest.mark.rule("G-02")
def test_a_statement_covers_the_processes_too() -> None:
    """Indicators alone are not enough: agreements are processes and KPIs."""
    assert stated(given(covers_processes=False)).gaps == ["processen (processes)"]


@pytest.mark.rule("R-S03")
@pytest.mark.parametrize("opinion", [AuditOpinion.QUALIFIED, AuditOpinion.ADVERSE, AuditOpinion.DISCLAIMER])
def test_only_an_unqualified_opinion_completes_the_audit(opinion: AuditOpinion) -> None:
    """A statement that covers everything with reservations leaves the verdict's audit incomplete, and says so."""
    made = stated(given(opinion=opinion))
    assert made.complete
    assert finding(made).gaps == [f"oordeel van de accountant (opinion): {opinion.value}"]


def test_an_indicator_without_a_norm_in_the_year_needs_no_cover() -> None:
    """What is agreed from 2027 on is no gap over 2026."""
    later = replace(RELAPSE, norms=[NormVersion(date(2027, 1, 1), None, "7.0", NormOperator.MIN, 4)])
    made, _ = state(CONTRACT, [later, INDICATOR], given(["client-satisfaction"]), TODAY)
    assert made.complete


@pytest.mark.parametrize(
    ("new", "today", "problem"),
    [
        (given(), date(2026, 12, 31), rules.YearNotOver),
        (given(stated_on=date(2026, 12, 31)), TODAY, rules.YearNotOver),
        (given(stated_on=date(2027, 3, 2)), TODAY, rules.StatedInFuture),
        (given(year=2025), TODAY, rules.YearOutsideContract),
        (given(["client-satisfaction", "unknown"]), TODAY, rules.IndicatorUnknown),
    ],
)
def test_a_statement_that_cannot_be(new: NewAuditStatement, today: date, problem: type[Problem]) -> None:
    """Refused: a year that is not over, a day that is still to come, a year outside the contract, an unknown indicator."""
    with pytest.raises(problem):
        stated(new, today=today)


def test_the_first_day_after_the_year_will_do() -> None:
    """On 1 January the year before is over."""
    assert stated(given(stated_on=date(2027, 1, 1)), today=date(2027, 1, 1)).complete


def test_an_unknown_indicator_is_pointed_at() -> None:
    """The refusal points to the place in the list."""
    with pytest.raises(rules.IndicatorUnknown) as caught:
        stated(given(["client-satisfaction", "unknown"]))
    assert [one.location for one in caught.value.errors] == ["#/coveredIndicators/1"]


@pytest.mark.parametrize(
    ("contract", "organisation"), [(CONTRACT, LEAD), (replace(CONTRACT, auditor=None), AUDITOR)]
)
def test_only_the_contracts_auditor_states(contract: ContractCopy, organisation: str) -> None:
    """A member cannot audit its own contract, and without a named auditor nobody can."""
    check_auditor(CONTRACT, AUDITOR)
    with pytest.raises(rules.NotTheAuditor):
        check_auditor(contract, organisation)


def test_a_reference_stands_for_one_statement() -> None:
    """The same statement under the same reference is the same; another is refused."""
    made = stated(given(external_reference="ra-2026"))
    check_same(made, given(external_reference="ra-2026"))
    with pytest.raises(rules.ReferenceTaken):
        check_same(made, given(external_reference="ra-2026", opinion=AuditOpinion.ADVERSE))


@pytest.mark.rule("R-S03")
@pytest.mark.rule("R-O28")
def test_what_was_measured_after_the_statement_is_not_covered_by_it() -> None:
    """A correction of the fourth quarter after the statement is a gap that names the KPI and the quarter."""
    before = observation("2026-Q3", "7.4")
    made = stated(given())
    after = observation("2026-Q4", "7.4")
    observed = {(one.indicator_id, one.quarter): one for one in (before, after)}
    since = rules.measured_since(made, [RELAPSE, INDICATOR], observed)
    assert since == [
        "KPI 9 Klanttevredenheid (client-satisfaction), 2026-Q4: gemeten na de verklaring (measured after the statement)"
    ]
    assert finding(made, since).gaps == since


def production(provider: str = LEAD, **other: object) -> NewAuditStatement:
    """The statement on a provider's production over 2026: 1,198,110.00 found, 1,204,310.00 stated (R-S63)."""
    told = {
        "contract_id": CONTRACT.id, "year": 2026, "kind": "production", "provider": provider,
        "opinion": AuditOpinion.UNQUALIFIED, "stated_on": date(2027, 2, 15), "amount_stated_cents": 120_431_000,
        "amount_audited_cents": 119_811_000, "document_sha256": "0" * 64, "stated_by": "drs. A. de Boer RA",
    }  # fmt: skip
    return NewAuditStatement.model_validate({**told, **other})


@pytest.mark.rule("R-S63")
def test_what_differs_in_production_is_a_gap() -> None:
    """Stated 1,204,310.00, found 1,198,110.00: −6,200.00 to correct; equal and all verified is complete."""
    made, why = state(CONTRACT, [INDICATOR], production(unverified=["dossiers van maart"]), TODAY)
    assert (made.difference_cents, made.complete, made.provider) == (-620_000, False, LEAD)
    assert made.gaps[1:] == [rules.UNVERIFIED] and "audited production differs" in made.gaps[0]
    told = render(why.steps[0], "nl")
    assert "€ 1.204.310,00" in told.replace("\u00a0", " ") and "6.200,00" in told
    equal, _ = state(CONTRACT, [INDICATOR], production(amount_audited_cents=120_431_000), TODAY)
    assert (equal.complete, equal.gaps, equal.covers_processes, equal.covered_indicators) == (
        True,
        [],
        False,
        [],
    )
    with pytest.raises(rules.ProviderUnknown):
        state(CONTRACT, [INDICATOR], production(AUDITOR), TODAY)
    check_same(made, production(unverified=["dossiers van maart"]))
    with pytest.raises(rules.ReferenceTaken):
        check_same(made, production())


@pytest.mark.parametrize(
    "wrong",
    [
        {"covers_processes": None},
        {"covered_indicators": None},
        {"provider": LEAD},
        {"kind": "production"},
        {"amount_stated_cents": 1},
    ],
)
def test_each_kind_of_statement_says_its_own(wrong: dict[str, object]) -> None:
    """Result agreements with processes and indicators, production with provider and amounts, and nothing of the other."""
    with pytest.raises(ValidationError):
        given(**wrong)
    with pytest.raises(ValidationError):
        production(covers_processes=True)


@pytest.mark.rule("G-77")
def test_a_soft_norm_needs_no_cover() -> None:
    """It gives no verdict, so a statement without it has no gap."""
    soft = replace(RELAPSE, hard=False)
    made, _ = state(CONTRACT, [INDICATOR, soft], given(["client-satisfaction"]), TODAY)
    assert (made.complete, made.gaps) == (True, [])


@pytest.mark.rule("R-O28")
@pytest.mark.rule("R-S63")
def test_the_overview_names_what_is_covered_and_what_is_not() -> None:
    """KPI 4 not covered is a gap; the processes and the opinion; production of one provider, of the other nothing yet."""
    results, _ = state(CONTRACT, [RELAPSE, INDICATOR], given(["client-satisfaction"]), TODAY)
    produced, _ = state(CONTRACT, [RELAPSE, INDICATOR], production(), TODAY)
    found = overview(CONTRACT, [RELAPSE, INDICATOR], 2026, [results, produced], ["gemeten na"])
    assert found.kinds == [AuditKind.RESULT_AGREEMENTS, AuditKind.PRODUCTION]
    assert [(one.number, one.covered, one.due) for one in found.indicators] == [
        (4, False, True),
        (9, True, True),
    ]
    assert (found.processes_covered, found.complete, found.opinion) == (True, False, AuditOpinion.UNQUALIFIED)
    assert found.gaps == ["KPI 4 Terugval (relapse)", "gemeten na"]
    assert [(one.provider, one.difference_cents) for one in found.production] == [
        (LEAD, -620_000),
        (SUB, None),
    ]
    bare = overview(CONTRACT, [RELAPSE], 2026, [])
    assert (bare.kinds, bare.statement_id, bare.complete, bare.gaps) == ([], None, False, [])
