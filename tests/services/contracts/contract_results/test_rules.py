"""What a contract year came to: only what is newer counts, verdict and statement together make the outcome."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.contracts.contract_results import rules
from services.contracts.contract_results.rules import ContractResult, Judged, ToldStatement, ToldVerdict
from shared.values.results import ResultOutcome
from shared.values.terms import AuditOpinion, Verdict

OWNER = "00000099000000000484"
CONTRACT, VERDICT = (UUID(f"018f0000-0000-7000-8000-00000000000{one}") for one in "ab")
STATEMENTS = [UUID(f"018f0000-0000-7000-8000-0000000001{number:02}") for number in range(9)]
DAY = date(2027, 1, 11)
CODE = "client-satisfaction"
TOLD = ToldVerdict(
    id=VERDICT,
    version=1,
    contract_id=CONTRACT,
    year=2026,
    verdict=Verdict.MET,
    quarters=[Judged(indicator=CODE, quarter=f"2026-Q{one}", verdict=Verdict.MET) for one in range(1, 5)],
    years=[Judged(indicator=CODE, quarter=None, verdict=Verdict.MET)],
    audit_statement_id=None,
    audit_complete=False,
    audit_gaps=[],
)
STATED = ToldStatement(
    id=STATEMENTS[1],
    contract_id=CONTRACT,
    year=2026,
    opinion=AuditOpinion.UNQUALIFIED,
    stated_on=DAY,
    complete=True,
    gaps=[],
)


def fresh() -> ContractResult:
    """A year of which nothing was told yet."""
    return rules.unknown_yet(OWNER, [OWNER], CONTRACT, 2026)


def below(*quarters: str, year: int = 2026, version: int = 1) -> ContractResult:
    """A year in which one agreement stayed below its norm in these quarters, and met it in the others."""
    told = [
        Judged(
            indicator=CODE,
            quarter=f"{year}-Q{one}",
            verdict=Verdict.NOT_MET if f"{year}-Q{one}" in quarters else Verdict.MET,
        )
        for one in range(1, 5)
    ]
    verdict = replace(
        TOLD, year=year, version=version, verdict=Verdict.NOT_MET, quarters=told,
        years=[Judged(indicator=CODE, quarter=None, verdict=Verdict.NOT_MET)],
    )  # fmt: skip
    return rules.judged(
        rules.unknown_yet(OWNER, [OWNER], CONTRACT, year), verdict, date(year + 1, 1, 11), "7"
    )


@pytest.mark.rule("R-X05")
def test_a_verdict_is_taken_over_with_its_quarters_and_where_it_comes_from() -> None:
    """Met, four quarters of one agreement, the version and the fact that told it; without a statement it is not audited."""
    made = rules.judged(fresh(), TOLD, DAY, "41")
    assert (made.version, made.verdict, made.outcome) == (1, Verdict.MET, ResultOutcome.MET_NOT_AUDITED)
    assert (made.verdict_id, made.verdict_version, made.verdict_event_id, made.given_on) == (
        VERDICT,
        1,
        "41",
        DAY,
    )
    (agreement,) = made.agreements
    assert (agreement.indicator, agreement.verdict, agreement.is_below) == (CODE, Verdict.MET, False)
    assert [one.quarter for one in agreement.quarters] == [f"2026-Q{one}" for one in range(1, 5)]


@pytest.mark.rule("R-X05")
@pytest.mark.parametrize(
    ("verdict", "statement", "expected"),
    [
        (Verdict.MET, STATED, ResultOutcome.MET_AND_AUDITED),
        (Verdict.MET, replace(STATED, complete=False, gaps=["processen"]), ResultOutcome.MET_NOT_AUDITED),
        (Verdict.MET, replace(STATED, opinion=AuditOpinion.QUALIFIED), ResultOutcome.MET_NOT_AUDITED),
        (Verdict.NOT_MET, STATED, ResultOutcome.NOT_MET),
        (Verdict.NOT_JUDGEABLE, STATED, ResultOutcome.NOT_JUDGEABLE),
    ],
)
def test_verdict_and_statement_together_make_the_outcome(
    verdict: Verdict, statement: ToldStatement, expected: ResultOutcome
) -> None:
    """Whichever comes first: only met with a complete, unqualified statement is met and audited (R-S03)."""
    told = replace(TOLD, verdict=verdict)
    one = rules.stated(rules.judged(fresh(), told, DAY, "1"), statement, "2")
    other = rules.judged(rules.stated(fresh(), statement, "2"), told, DAY, "1")
    assert one.outcome == other.outcome == expected
    assert one.version == other.version == 2
    assert rules.stated(fresh(), statement, "2").outcome is ResultOutcome.NOT_JUDGEABLE


@pytest.mark.rule("R-X05")
def test_what_was_measured_after_the_statement_takes_the_audit_back() -> None:
    """The verdict that knows the statement says what it does not cover any more."""
    known = rules.stated(rules.judged(fresh(), TOLD, DAY, "1"), STATED, "2")
    later = replace(TOLD, version=2, audit_statement_id=STATED.id, audit_gaps=["gemeten na de verklaring"])
    newer = rules.judged(known, later, DAY, "3")
    assert (newer.audit_complete, newer.audit_gaps) == (False, ["gemeten na de verklaring"])
    assert newer.outcome is ResultOutcome.MET_NOT_AUDITED
    unaware = rules.judged(known, replace(TOLD, version=2), DAY, "3")
    assert unaware.audit_complete, "a verdict given before the statement says nothing of it"


@pytest.mark.rule("R-X05")
@given(st.lists(st.tuples(st.booleans(), st.integers(1, 8)), max_size=20))
def test_in_whatever_order_they_come_the_newest_counts(facts: list[tuple[bool, int]]) -> None:
    """Each fact once or often, in any order: the highest version and the latest statement stand, and what is older is passed."""
    known = fresh()
    for is_verdict, number in facts:
        before = known
        if is_verdict:
            known = rules.judged(known, replace(TOLD, version=number), DAY, str(number))
        else:
            known = rules.stated(known, replace(STATED, id=STATEMENTS[number]), str(number))
        assert known is before or known.version == before.version + 1
    assert known.verdict_version == max((n for is_verdict, n in facts if is_verdict), default=None)
    newest = max((n for is_verdict, n in facts if not is_verdict), default=None)
    assert known.audit_statement_id == (None if newest is None else STATEMENTS[newest])


@pytest.mark.rule("R-X05")
def test_the_quarters_of_years_follow_each_other() -> None:
    """Of two years the quarters of one agreement, in order; of an agreement that was not judged none."""
    results = [below("2027-Q1", year=2027), below("2026-Q3", "2026-Q4")]
    found = rules.quarters_of(results, CODE)
    assert list(found)[:2] == ["2026-Q1", "2026-Q2"] and len(found) == 8
    assert [one for one, verdict in found.items() if verdict is Verdict.NOT_MET] == [
        "2026-Q3",
        "2026-Q4",
        "2027-Q1",
    ]
    assert rules.quarters_of(results, "relapse") == {}
    assert rules.find_year(results, 2027) is results[0]
    assert rules.find_year([rules.stated(fresh(), STATED, "2")], 2026) is None
