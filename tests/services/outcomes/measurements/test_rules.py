"""Which measurements may be registered, by whom, and that the quick look never lets through what judgement refuses."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from services.outcomes.indicators.rules import IndicatorNotFound
from services.outcomes.measurements import rules
from services.outcomes.measurements.rules import Admission, Slot, admit, check_same, check_unchanged, measure
from shared.schemas.outcomes import NewMeasurement
from shared.values.terms import MeasurementSource
from tests.services.outcomes.examples import AUDITOR, CONTRACT, INDICATOR, LEAD, OWNER, indicator

TODAY = date(2026, 8, 10)
SURVEY = indicator(id=UUID(int=7), number=1, code="survey", source=MeasurementSource.CLIENT_SURVEY)
GOOD: dict[str, Any] = {
    "externalReference": "m-1",
    "contractId": str(CONTRACT.id),
    "indicator": "client-satisfaction",
    "quarter": "2026-Q2",
    "value": "7.0",
    "respondents": 212,
    "standardDeviation": "1.2",
    "source": "provider",
    "narrative": "Eén gezicht per gezin.",
}
FIELDS = list(GOOD)


def admission(organisation: str = LEAD) -> Admission:
    """What an organisation may register on 10 August 2026."""
    return Admission([CONTRACT], [INDICATOR, SURVEY], TODAY, [organisation], purchaser=organisation == OWNER)


def faults(organisation: str = LEAD, **changes: Any) -> list[tuple[str, str]]:
    """Where judgement finds what."""
    found = admission(organisation).judge(NewMeasurement.model_validate({**GOOD, **changes}))
    return [] if isinstance(found, Slot) else [(one.location, one.code) for one in found]


def test_a_good_measurement_lands_in_its_slot() -> None:
    """Quick look and judgement name the same indicator and quarter."""
    quick = admission().quick(*GOOD.values())
    judged = admission().judge(NewMeasurement.model_validate(GOOD))
    assert isinstance(quick, Slot)
    assert isinstance(judged, Slot)
    assert (quick.indicator, quick.quarter, quick.key) == (
        judged.indicator,
        judged.quarter,
        (CONTRACT.id, 2026),
    )


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"contractId": str(UUID(int=1))}, [("#/contractId", "contract-unknown")]),
        ({"indicator": "unknown"}, [("#/indicator", "indicator-unknown")]),
        ({"quarter": "2026-Q4"}, [("#/quarter", "quarter-in-future")]),
        ({"quarter": "2025-Q4"}, [("#/quarter", "quarter-outside-contract")]),
        ({"standardDeviation": "-0.1"}, [("#/standardDeviation", "deviation-negative")]),
        (
            {"value": "0.5", "quarter": "2025-Q4", "source": "municipality"},
            [
                ("#/quarter", "quarter-outside-contract"),
                ("#/value", "value-outside-scale"),
                ("#/source", "source-not-agreed"),
            ],
        ),
    ],
)
def test_everything_that_is_wrong_is_named(changes: dict[str, Any], expected: list[tuple[str, str]]) -> None:
    """Judgement points to each field that is wrong, all at once; the quick look lets none of them through."""
    assert faults(**changes) == expected
    assert admission().quick(*{**GOOD, **changes}.values()) is None


def test_a_quarter_that_has_begun_may_be_measured() -> None:
    """On 10 August the third quarter may be measured, the fourth not."""
    assert faults(quarter="2026-Q3") == []
    assert admission().quick(*{**GOOD, "quarter": "2026-Q3"}.values()) is not None


@pytest.mark.rule("G-81")
@pytest.mark.parametrize(
    ("value", "within"), [("1", True), ("10", True), ("0.9", False), ("10.000001", False), ("-7", False)]
)
def test_a_value_outside_the_scale_is_rejected_not_clipped(value: str, within: bool) -> None:
    """The scale runs from 1 up to and including 10."""
    assert (faults(value=value) == []) is within
    assert (admission().quick(*{**GOOD, "value": value}.values()) is not None) is within


@pytest.mark.rule("R-O12")
@pytest.mark.parametrize(
    ("organisation", "code", "source", "expected"),
    [
        (LEAD, "client-satisfaction", "provider", []),
        (OWNER, "client-satisfaction", "provider", []),
        (LEAD, "client-satisfaction", "clientSurvey", ["source-not-agreed"]),
        (LEAD, "survey", "provider", ["source-not-agreed"]),
        (LEAD, "survey", "clientSurvey", ["source-not-independent"]),
        (OWNER, "survey", "clientSurvey", []),
    ],
)
def test_who_may_enter_which_source(organisation: str, code: str, source: str, expected: list[str]) -> None:
    """The agreed source only; and what is independent of the provider is not entered by a member of the contract."""
    assert [one for _, one in faults(organisation, indicator=code, source=source)] == expected
    quick = admission(organisation).quick(*{**GOOD, "indicator": code, "source": source}.values())
    assert (quick is not None) is (expected == [])


RESEARCH = indicator(
    id=UUID(int=8), number=2, code="research", source=MeasurementSource.INDEPENDENT_RESEARCHER
)


@pytest.mark.rule("R-O12")
@pytest.mark.parametrize(
    ("organisation", "researcher", "code", "expected"),
    [
        (OWNER, True, "research", []),
        (OWNER, False, "research", []),
        (AUDITOR, True, "research", []),
        (AUDITOR, False, "research", ["source-not-members"]),
        (AUDITOR, False, "client-satisfaction", ["source-not-members"]),
        (LEAD, False, "research", ["source-not-independent"]),
        (LEAD, True, "research", ["source-not-independent"]),
        (OWNER, True, "client-satisfaction", ["source-not-researchers"]),
        (LEAD, True, "client-satisfaction", ["source-not-researchers"]),
    ],
)
def test_a_provider_enters_no_independent_research(
    organisation: str, researcher: bool, code: str, expected: list[str]
) -> None:
    """A researcher enters its own source and no other; a provider never that, nor a party that is no member (F-27)."""
    known = {one.code: one for one in (INDICATOR, RESEARCH)}
    sent = {**GOOD, "indicator": code, "source": known[code].source.value}
    one = Admission(
        [CONTRACT], known.values(), TODAY, [organisation],
        researcher=researcher, purchaser=organisation == OWNER and not researcher,
    )  # fmt: skip
    found = one.judge(NewMeasurement.model_validate(sent))
    assert ([] if isinstance(found, Slot) else [fault.code for fault in found]) == expected
    assert (one.quick(*sent.values()) is not None) is (expected == [])


def test_a_token_with_a_member_among_its_organisations_is_a_members() -> None:
    """Speaking for another organisation first does not make a provider independent."""
    both = Admission([CONTRACT], [SURVEY], TODAY, [OWNER, LEAD], purchaser=True)
    assert both.quick(*{**GOOD, "indicator": "survey", "source": "clientSurvey"}.values()) is None


def test_one_file_is_about_one_purchaser() -> None:
    """The first contract fixes the purchaser; a line on another purchaser's contract is refused as such."""
    other = replace(CONTRACT, id=UUID(int=2), owner=AUDITOR)
    theirs = indicator(id=UUID(int=3), contract_id=other.id, owner=AUDITOR)
    both = Admission([CONTRACT, other], [INDICATOR, theirs], TODAY, [LEAD])
    line = {**GOOD, "contractId": str(other.id)}
    assert both.quick(*GOOD.values()) is not None
    assert both.quick(*line.values()) is None
    [fault] = both.judge(NewMeasurement.model_validate(line))  # type: ignore[misc]
    assert fault.code == "purchaser-other"
    assert both.owner == OWNER


SCORES = st.one_of(
    st.decimals(-5, 15, places=2).map(str),
    st.sampled_from(
        ["7", "7.0", "07.0", " 7", "7 ", "7.", ".7", "7.1234567", "1e1", "NaN", "٧", "+7", "7\n", ""]
    ),
    st.none(),
)
TEXTS = st.one_of(
    st.none(),
    st.text(max_size=20),
    st.sampled_from(["over 999900006", "a\0b", "123456780"]),
    st.just("x" * 2001),
    st.just("x" * 2000),
)
LINES = st.fixed_dictionaries(
    {
        "externalReference": st.one_of(
            st.none(),
            st.sampled_from(["m-1", "", "a b", "m\n", "é", "x" * 101, "m-999900006", "m-123456780"]),
            st.text(max_size=5),
        ),
        "contractId": st.sampled_from(
            [str(CONTRACT.id), str(CONTRACT.id).upper(), str(UUID(int=1)), "x", None]
        ),
        "indicator": st.sampled_from(["client-satisfaction", "survey", "unknown", "", None]),
        "quarter": st.sampled_from(
            ["2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4", "2025-Q4", "2026-Q5", "2026", None]
        ),
        "value": SCORES,
        "respondents": st.one_of(
            st.none(), st.integers(-2, 10_000_002), st.sampled_from(["12", "-1", "1_0", "٣", "007", ""])
        ),
        "standardDeviation": SCORES,
        "source": st.sampled_from(["provider", "clientSurvey", "municipality", "x", None]),
        "narrative": TEXTS,
    }
)


@given(line=LINES, organisation=st.sampled_from([LEAD, OWNER]), as_text=st.booleans())
def test_the_quick_look_lets_nothing_through_that_judgement_refuses(
    line: dict[str, Any], organisation: str, as_text: bool
) -> None:
    """Whatever a line holds, when the quick look is sure of it the schema and judgement take it too, as the same slot."""
    sender = admission(organisation)
    slot = sender.quick(*line.values())
    if slot is None:
        return
    given_ = {name: value for name, value in line.items() if value is not None}
    new = (
        NewMeasurement.model_validate_strings(given_)
        if as_text and _is_text(given_)
        else NewMeasurement.model_validate(line)
    )
    judged = sender.judge(new)
    assert isinstance(judged, Slot)
    assert (judged.indicator, judged.quarter) == (slot.indicator, slot.quarter)
    assert Decimal(new.value) == Decimal(line["value"])


def _is_text(line: dict[str, Any]) -> bool:
    return all(isinstance(value, str) for value in line.values())


@given(
    value=st.decimals(1, 10, places=1),
    quarter=st.sampled_from(["2026-Q1", "2026-Q2", "2026-Q3"]),
    size=st.integers(0, 10**7),
)
def test_the_quick_look_knows_the_ordinary_line(value: Decimal, quarter: str, size: int) -> None:
    """Any ordinary line passes the quick look, again and again: judgement is for the exceptions."""
    sender = admission()
    line = {**GOOD, "value": str(value), "quarter": quarter, "respondents": size}
    assert sender.quick(*line.values()) is sender.quick(*line.values()) is not None


def test_one_measurement_is_admitted_or_refused_whole() -> None:
    """One measurement: not found for an unknown indicator, refused with every reason otherwise, else registered."""
    new = NewMeasurement.model_validate(GOOD)
    known: Sequence[Any] = [INDICATOR, SURVEY]
    with pytest.raises(IndicatorNotFound):
        admit(CONTRACT, [SURVEY], new, TODAY, [LEAD])
    with pytest.raises(rules.MeasurementRefused) as caught:
        admit(CONTRACT, known, new.model_copy(update={"value": "11"}), TODAY, [LEAD])
    assert [one.rule for one in caught.value.errors] == ["G-81"]
    made = measure(admit(CONTRACT, known, new, TODAY, [LEAD]), new)
    assert (made.owner, made.parties, made.indicator_id, made.version) == (
        OWNER,
        CONTRACT.parties,
        INDICATOR.id,
        1,
    )


def test_a_reference_stands_for_one_measurement() -> None:
    """The same measurement under the same reference is the same; another value is refused."""
    new = NewMeasurement.model_validate(GOOD)
    made = measure(admit(CONTRACT, [INDICATOR], new, TODAY, [LEAD]), new)
    check_same(made, new)
    with pytest.raises(rules.ReferenceTaken):
        check_same(made, new.model_copy(update={"value": "7.1"}))


@pytest.mark.rule("R-O21")
def test_a_contract_that_changed_while_reading_stops_the_file() -> None:
    """What was checked against version 3 is not registered under version 4."""
    read = admission()
    check_unchanged(read, [CONTRACT])
    with pytest.raises(rules.ContractChanged):
        check_unchanged(read, [replace(CONTRACT, version=4)])


def test_a_schema_that_refuses_comes_before_judgement() -> None:
    """A quarter that is none never reaches judgement."""
    with pytest.raises(ValidationError):
        NewMeasurement.model_validate({**GOOD, "quarter": "2026-Q5"})
