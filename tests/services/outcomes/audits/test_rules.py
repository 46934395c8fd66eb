"""What an accountant may state, and what a statement leaves open."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from services.outcomes.audits import rules
from services.outcomes.audits.rules import AuditStatement, check_auditor, check_same, finding, state
from services.outcomes.indicators.rules import ContractCopy, NormVersion
from shared.errors import Problem
from shared.schemas.outcomes import NewAuditStatement
from shared.values import render
from shared.values.terms import AuditOpinion, NormOperator
from tests.services.outcomes.examples import AUDITOR, CONTRACT, INDICATOR, LEAD, indicator, observation

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
