"""Which outcomes may be registered: the quick look never lets through what judgement refuses (R-O09, F-03, F-06)."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from services.outcomes.comparisons.rules.admission import Admission
from services.outcomes.indicators.rules import ContractCopy
from shared.schemas.outcomes import NewClientOutcome
from shared.values.terms import MeasurementSource

CONTRACT, OTHERS, OWNER = UUID(int=1), UUID(int=2), "00000099000000000484"
MEMBER, PURCHASERS = "00000099000000001001", "00000099000000001002"
FIELDS = tuple(NewClientOutcome.model_fields)
TODAY = date(2026, 8, 10)


def contract(id_: UUID, owner: str) -> Any:
    """What admission reads of a contract."""
    copy: Any = ContractCopy.__new__(ContractCopy)
    told = {
        "id": id_, "owner": owner, "members": [MEMBER, PURCHASERS], "start_date": date(2026, 1, 1), "end_date": None,
    }  # fmt: skip
    for name, value in told.items():
        object.__setattr__(copy, name, value)
    return copy


def admission(purchaser: str | None = None) -> Admission:
    """A member's, or the purchaser's, on 10 August 2026."""
    contracts = [contract(CONTRACT, OWNER), contract(OTHERS, "00000099000000000599")]
    defined = {
        CONTRACT: {"satisfaction": MeasurementSource.PROVIDER, "survey": MeasurementSource.CLIENT_SURVEY},
        OTHERS: {"satisfaction": MeasurementSource.PROVIDER},
        None: {"goals": MeasurementSource.PROVIDER, "survey": MeasurementSource.PROVIDER},
    }
    return Admission(contracts, defined, TODAY, [purchaser or MEMBER], purchaser)


def outcome(**other: Any) -> dict[str, Any]:
    """A good line of a member."""
    told = {
        "contract_id": str(CONTRACT), "provider": MEMBER, "indicator": "goals", "kind": "binary", "quarter": "2026-Q2",
        "outcome": "1",
    }  # fmt: skip
    return {**dict.fromkeys(FIELDS), **told, **other}


def codes(found: Admission, line: dict[str, Any]) -> list[tuple[str, str]]:
    """Where and what judgement refuses."""
    return [(one.location, one.code) for one in found.judge(NewClientOutcome.model_validate(line))]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"contract_id": str(UUID(int=9))}, [("#/contractId", "contract-unknown")]),
        ({"contract_id": None}, [("#/contractId", "contract-missing")]),
        ({"provider": "00000099000000001009"}, [("#/provider", "provider-unknown")]),
        ({"provider": PURCHASERS}, [("#/provider", "provider-other")]),
        ({"indicator": "unknown"}, [("#/indicator", "indicator-unknown")]),
        ({"quarter": "2026-Q4"}, [("#/quarter", "quarter-in-future")]),
        ({"quarter": "2025-Q4"}, [("#/quarter", "quarter-outside-contract")]),
        ({"outcome": "2"}, [("#/outcome", "outcome-not-binary")]),
        ({"outcome": "1.5", "kind": "count"}, [("#/outcome", "outcome-not-count")]),
        ({"exposure": "1"}, [("#/exposure", "exposure-without-count")]),
        ({"exposure": "0", "kind": "count"}, [("#/exposure", "exposure-outside")]),
        (
            {"quarter": "2027-Q1", "outcome": "-1", "provider": PURCHASERS},
            [("#/provider", "provider-other"), ("#/quarter", "quarter-in-future"), ("#/outcome", "outcome-not-binary")],
        ),
    ],
)  # fmt: skip
def test_all_reasons_come_at_once(change: dict[str, Any], told: list[tuple[str, str]]) -> None:
    """Each fault with its field."""
    assert codes(admission(), outcome(**change)) == told


def test_the_purchaser_registers_for_every_member_and_outside_a_contract() -> None:
    """Another's clients under a contract, and PGB outside one, for indicators that it defined."""
    found = admission(OWNER)
    assert codes(found, outcome(provider=PURCHASERS)) == []
    assert codes(found, outcome(contract_id=None, provider="00000099000000001009")) == []
    assert codes(found, outcome(contract_id=None, indicator="satisfaction")) == [
        ("#/indicator", "indicator-unknown")
    ]
    assert codes(found, outcome(contract_id=str(OTHERS))) == [("#/contractId", "purchaser-other")]


@pytest.mark.rule("R-O12")
@pytest.mark.rule("F-27")
def test_a_provider_enters_nothing_that_is_measured_independently_of_it() -> None:
    """Agreed is a survey of clients: the member is refused, quick and judged alike; the purchaser registers it for it."""
    found, line = admission(), outcome(indicator="survey")
    assert codes(found, line) == [("#/indicator", "source-not-independent")]
    assert not found.quick(*line.values())
    assert codes(admission(OWNER), line) == []
    assert codes(found, outcome(indicator="satisfaction")) == []


def test_a_file_is_about_one_purchaser() -> None:
    """A member of two purchasers' contracts sends two files."""
    found = admission()
    assert codes(found, outcome()) == []
    assert codes(found, outcome(contract_id=str(OTHERS))) == [("#/contractId", "purchaser-other")]


def test_a_line_like_one_that_was_judged_is_quick() -> None:
    """The first line of a provider's quarter is judged, the next ones pass by what was learned."""
    found = admission()
    line = outcome(
        area="WK048401", age_band="from27To44", sex="female", ses_quintile=2, external_reference="a-1"
    )
    assert not found.quick(*line.values())
    assert codes(found, line) == []
    assert not found.quick(*line.values())
    found.remember("WK048401", None)
    assert found.quick(*line.values())
    assert not found.quick(*outcome(area="WK999999").values())


LINES = st.fixed_dictionaries(
    {},
    optional={
        "external_reference": st.sampled_from(["a-1", "a b", "999900006", ""]),
        "indicator": st.sampled_from(["goals", "satisfaction", "survey"]),
        "provider": st.sampled_from([MEMBER, PURCHASERS, "1"]),
        "kind": st.sampled_from(["binary", "count", "score", "other"]),
        "quarter": st.sampled_from(["2026-Q1", "2026-Q4", "2026-Q9"]),
        "outcome": st.sampled_from(["0", "1", "2", "-1", "1.5", "x", "999999999999", "1234567890"]),
        "exposure": st.sampled_from([None, "1", "0", "0.5", "-1", "2000"]),
        "area": st.sampled_from([None, "WK048401", "999900006", "x"]),
        "team": st.sampled_from([None, "Noord", "BSN 999900006", ""]),
        "age_band": st.sampled_from([None, "from27To44", "45"]),
        "sex": st.sampled_from([None, "female", "x"]),
        "ses_quintile": st.sampled_from([None, 1, 5, 0, 6]),
        "ses_score": st.sampled_from([None, "-0.35", "0.123", "12"]),
        "household": st.sampled_from([None, "alone", "x"]),
        "severity": st.sampled_from([None, 3, 9]),
        "earlier_support": st.sampled_from([None, "none", "x"]),
        "corrects": st.sampled_from([None, "a-0", "a b"]),
    },
)


@settings(max_examples=50, deadline=None)
@given(st.lists(LINES, min_size=1, max_size=12))
def test_the_quick_look_never_lets_through_what_judgement_refuses(lines: list[dict[str, Any]]) -> None:
    """Whatever came before: a line that is quick is one that the model and judgement take."""
    quick, judging = admission(), admission()
    for change in [{}, *lines]:
        line = outcome(**change)
        passed = quick.quick(*line.values())
        try:
            item = NewClientOutcome.model_validate(line)
        except ValidationError:
            assert not passed, line
            continue
        faults = judging.judge(item)
        assert not (passed and faults), (line, faults)
        if not quick.judge(item):
            quick.remember(item.area, item.team)
