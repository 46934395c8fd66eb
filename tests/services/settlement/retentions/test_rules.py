"""When a retention is released: agreements met, recorded by an accountant, once; else every missing point is named."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.settlement.retentions.rules import (
    MISSING,
    AlreadyReleased,
    ReleaseRefused,
    Retention,
    YearOf,
    definite,
    open_points,
    release,
)
from shared.values import render
from shared.values.terms import RetentionState, Verdict

AFTER = date(2027, 3, 1)
VERDICT = UUID("018f0000-0000-7000-8000-000000000003")
STATEMENT = UUID("018f0000-0000-7000-8000-000000000004")
RETENTION = Retention(
    id=UUID("018f0000-0000-7000-8000-000000000002"),
    version=13,
    owner="00000099000000000484",
    external_reference=None,
    parties=["00000099000000001001"],
    contract_id=UUID("018f0000-0000-7000-8000-000000000001"),
    contract_number="ALP-2026-01",
    year=2026,
    amount_cents=35_000_000,
    withheld_cents=35_000_000,
    released_cents=0,
    state=RetentionState.WITHHELD,
    released_on=None,
    paid_on=None,
    verdict_id=None,
    verdict_version=None,
    audit_statement_id=None,
    payee="00000099000000001001",
)


@dataclass(frozen=True)
class YearVerdict:
    """What outcomes answers, by default met and audited."""

    id: UUID = VERDICT
    version: int = 5
    verdict: Verdict = Verdict.MET
    audit_statement_id: UUID | None = STATEMENT
    audit_complete: bool = True
    audit_gaps: list[str] = field(default_factory=list)
    years: list[YearOf] = field(default_factory=list)


def refused(retention: Retention, verdict: YearVerdict | None, today: date = AFTER) -> ReleaseRefused:
    """The refusal, which must come."""
    with pytest.raises(ReleaseRefused) as caught:
        release(retention, verdict, today)
    return caught.value


@pytest.mark.rule("R-S03")
def test_all_met_and_audited_releases_the_whole_retention() -> None:
    """All agreements met and a complete statement: 350,000.00 is released, on the verdict and statement that it names."""
    released, why = release(RETENTION, YearVerdict(), AFTER)
    assert released.released_cents == 35_000_000 and released.state is RetentionState.RELEASED
    assert released.released_on == AFTER and released.version == RETENTION.version + 1
    assert (released.verdict_id, released.verdict_version) == (VERDICT, 5)
    assert released.audit_statement_id == STATEMENT
    assert [step.rule for step in why.steps] == ["R-S03", "R-O28", "R-S03"]
    assert render(why.steps[-1], "nl") == "De hele inhouding komt vrij: € 350.000,00."


@pytest.mark.rule("R-S03")
@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"verdict": Verdict.NOT_MET}, "agreements-not-met"),
        ({"verdict": Verdict.NOT_JUDGEABLE}, "agreements-not-judgeable"),
        ({"audit_statement_id": None, "audit_complete": False}, "audit-missing"),
        ({"audit_complete": False, "audit_gaps": ["waiting-time", "processes"]}, "audit-incomplete"),
    ],
)
def test_one_missing_point_refuses_and_is_named(changes: dict[str, object], code: str) -> None:
    """Not met, not judgeable, without a statement, or with one that leaves gaps: nothing is released."""
    problem = refused(RETENTION, replace(YearVerdict(), **changes))  # type: ignore[arg-type]
    assert [error.code for error in problem.errors] == [code]
    assert {error.rule for error in problem.errors} == {"R-S03"}


@pytest.mark.rule("R-S03")
def test_the_gaps_of_an_incomplete_statement_are_said() -> None:
    """A reader sees which indicators the statement does not cover."""
    problem = refused(RETENTION, YearVerdict(audit_complete=False, audit_gaps=["waiting-time", "processes"]))
    assert problem.errors[0].detail.render("en", problem.facts) == (
        "The audit statement for 2026 does not cover everything: waiting-time, processes."
    )


@pytest.mark.rule("R-S03")
def test_without_any_verdict_both_verdict_and_audit_are_missing() -> None:
    """When outcomes knows no verdict yet, the verdict and the statement are what is missing."""
    assert [error.code for error in refused(RETENTION, None).errors] == ["verdict-missing", "audit-missing"]


@pytest.mark.rule("R-S03")
def test_the_year_must_be_over() -> None:
    """On 31 December it is too early; on 1 January it is not."""
    assert open_points(RETENTION, YearVerdict(), date(2026, 12, 31)) == ["year-not-over"]
    assert open_points(RETENTION, YearVerdict(), date(2027, 1, 1)) == []


@pytest.mark.rule("R-S03")
@pytest.mark.parametrize("withheld", [0, 34_999_999, 35_000_001])
def test_every_instalment_must_be_posted(withheld: int) -> None:
    """While less, or after a reduction still more, is withheld than the year retains, instalments are open."""
    problem = refused(replace(RETENTION, withheld_cents=withheld), YearVerdict())
    assert [error.code for error in problem.errors] == ["instalments-open"]


@pytest.mark.rule("R-S03")
def test_all_missing_points_come_at_once() -> None:
    """Nothing is told one by one: year, instalments, agreements and statement are listed together."""
    verdict = YearVerdict(verdict=Verdict.NOT_MET, audit_statement_id=None)
    problem = refused(replace(RETENTION, withheld_cents=0), verdict, date(2026, 6, 1))
    assert [error.code for error in problem.errors] == [
        "year-not-over",
        "instalments-open",
        "agreements-not-met",
        "audit-missing",
    ]


@pytest.mark.rule("R-S03")
@pytest.mark.parametrize("state", [RetentionState.RELEASED, RetentionState.ORDERED, RetentionState.PAID])
def test_a_retention_is_released_once(state: RetentionState) -> None:
    """Released, ordered or paid: a second release is refused, whatever the verdict."""
    done = replace(RETENTION, state=state, released_cents=35_000_000, released_on=AFTER)
    with pytest.raises(AlreadyReleased):
        release(done, YearVerdict(), AFTER)


@pytest.mark.rule("R-S04")
def test_each_contract_has_its_own_verdict() -> None:
    """A second municipality's 150,000.00 waits for its own verdict while the first one's is released."""
    other = replace(
        RETENTION, owner="00000099000000000485", amount_cents=15_000_000, withheld_cents=15_000_000
    )
    assert release(RETENTION, YearVerdict(), AFTER)[0].released_cents == 35_000_000
    assert "agreements-not-met" in {
        one.code for one in refused(other, YearVerdict(verdict=Verdict.NOT_MET)).errors
    }
    assert release(other, YearVerdict(), AFTER)[0].released_cents == 15_000_000


@pytest.mark.rule("R-S03")
@given(
    withheld=st.integers(0, 10**12),
    more=st.integers(-5, 5),
    verdict=st.one_of(
        st.none(),
        st.builds(
            YearVerdict,
            verdict=st.sampled_from(Verdict),
            audit_statement_id=st.sampled_from([None, STATEMENT]),
            audit_complete=st.booleans(),
        ),
    ),
    today=st.dates(date(2026, 11, 1), date(2027, 2, 28)),
)
def test_it_is_all_or_nothing(withheld: int, more: int, verdict: YearVerdict | None, today: date) -> None:
    """A release pays exactly what was withheld, and happens only when no point is open; each point has a sentence."""
    retention = replace(RETENTION, amount_cents=withheld + more, withheld_cents=withheld)
    points = open_points(retention, verdict, today)
    assert set(points) <= set(MISSING)
    if points:
        assert [error.code for error in refused(retention, verdict, today).errors] == points
    else:
        assert (
            verdict is not None and verdict.verdict is Verdict.MET and verdict.audit_statement_id is not None
        )
        assert verdict.audit_complete and today.year == 2027 and more == 0
        released, _ = release(retention, verdict, today)
        assert released.released_cents == withheld == released.amount_cents


@pytest.mark.rule("R-S03")
@given(st.lists(st.integers(0, 10**9), min_size=1, max_size=14), st.data())
def test_the_parts_that_become_definite_add_up_and_never_pass_what_was_pending(
    pending: list[int], data: st.DataObject
) -> None:
    """Whatever was pending and however much of it is released: the parts sum to that, each between nil and its own."""
    released = data.draw(st.integers(0, sum(pending)))
    parts = definite(replace(RETENTION, released_cents=released), pending)
    assert sum(parts) == (released if sum(pending) else 0)
    assert all(0 <= part <= whole for part, whole in zip(parts, pending, strict=True))
