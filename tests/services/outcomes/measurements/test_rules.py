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
from services.outcomes.measurements.rules.publishing import small_breakdowns
from shared.schemas.outcomes import NewMeasurement
from shared.values.measuring import MeasurementMoment
from shared.values.terms import MeasurementSource
from tests.services.outcomes.examples import AUDITOR, CONTRACT, INDICATOR, LEAD, OWNER, SUB, indicator

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
    "moment": None,
    "area": None,
    "team": None,
    "provider": None,
    "numerator": None,
    "denominator": None,
    "correctsId": None,
    "reason": None,
    "researcher": None,
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
        ({"quarter": "2025-Q4"}, [("#/quarter", "quarter-before-contract")]),
        ({"standardDeviation": "-0.1"}, [("#/standardDeviation", "deviation-negative")]),
        (
            {"value": "0.5", "quarter": "2025-Q4", "source": "municipality"},
            [
                ("#/quarter", "quarter-before-contract"),
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
        (OWNER, False, "research", ["researcher-missing"]),
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
COUNTS = st.one_of(
    st.none(), st.sampled_from([0, 3, 6, 200, 2_000_000_000, 2_000_000_001, -1, "6", "200", "-1", "٣", ""])
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
        "moment": st.sampled_from([None, "baseline", "intake", "quarterly", "other", ""]),
        "area": st.sampled_from([None, "WK048401", "noord", "a b", "x" * 30, "123456782", ""]),
        "team": st.one_of(
            st.none(), st.sampled_from(["Buurtteam Noord", "x" * 81, "BSN 123456782"]), st.text(max_size=4)
        ),
        "provider": st.sampled_from([None, LEAD, SUB, AUDITOR, "1"]),
        "numerator": COUNTS,
        "denominator": COUNTS,
        "correctsId": st.sampled_from([None, str(UUID(int=5)), "x"]),
        "reason": st.sampled_from([None, "Verteld", "", "over 999900006"]),
        "researcher": st.sampled_from([None, AUDITOR, LEAD]),
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
    assert new.value is None or Decimal(new.value) == Decimal(line["value"])
    assert Decimal(rules.value_of(judged, new)) == Decimal(rules.value_of(slot, new))


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


PERCENT = indicator(
    id=UUID(int=11), number=3, code="hip-fractures", unit="% van de patiënten", lowest="0", highest="100"
)
TOLD = indicator(id=UUID(int=12), number=4, code="told", narrative_required=True)


def refusals(
    *known: Any, organisation: str = LEAD, independent: bool = False, **changes: Any
) -> list[tuple[Any, Any, Any]]:
    """What judgement finds with these indicators: where, what, by which rule; and that the quick look agrees."""
    line = {**GOOD, "value": None, **changes}
    one = Admission(
        [CONTRACT], known, TODAY, [organisation],
        researcher=independent, purchaser=organisation == OWNER and not independent,
    )  # fmt: skip
    found = one.judge(NewMeasurement.model_validate(line))
    faults = [] if isinstance(found, Slot) else [(at.location, at.code, at.rule) for at in found]
    assert not faults or one.quick(*line.values()) is None
    return faults


@pytest.mark.rule("R-O29")
@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, []),
        ({"value": "3.0"}, []),
        ({"value": "3.1"}, [("#/value", "ratio-disagrees", None)]),
        ({"denominator": 0}, [("#/denominator", "denominator-zero", None)]),
        ({"value": "3", "denominator": None}, [("#/denominator", "ratio-half", None)]),
        ({"value": "3", "numerator": None}, [("#/numerator", "ratio-half", None)]),
        ({"numerator": 201}, [("#/value", "value-outside-scale", "G-81")]),
    ],
)
def test_a_ratio_is_computed_or_must_agree(changes: dict[str, Any], expected: list[Any]) -> None:
    """6 hip fractures among 200 patients are 3.0 %: given or computed, never another value, never more than all of them."""
    line = {"indicator": "hip-fractures", "numerator": 6, "denominator": 200, **changes}
    assert refusals(PERCENT, **line) == expected
    if not expected:
        new = NewMeasurement.model_validate({**GOOD, "value": None, **line})
        made = measure(admit(CONTRACT, [PERCENT], new, TODAY, [LEAD]), new)
        assert made.value is not None
        assert (Decimal(made.value), made.numerator, made.denominator) == (3, 6, 200)


def test_a_measurement_says_something() -> None:
    """Neither a value nor a ratio is refused by the schema."""
    with pytest.raises(ValidationError):
        NewMeasurement.model_validate({**GOOD, "value": None})


@pytest.mark.rule("R-O11")
@pytest.mark.parametrize(
    ("quarter", "moment", "expected"),
    [
        ("2025-Q4", "baseline", []),
        ("2025-Q4", None, [("#/quarter", "quarter-before-contract", "R-O11")]),
        ("2025-Q4", "quarterly", [("#/quarter", "quarter-before-contract", "R-O11")]),
        ("2026-Q1", "baseline", [("#/quarter", "baseline-after-start", "R-O11")]),
        ("2026-Q1", "quarterly", []),
    ],
)
def test_before_the_start_only_a_baseline(quarter: str, moment: str | None, expected: list[Any]) -> None:
    """What was measured before the contract is a baseline, and a baseline was measured before the contract."""
    assert refusals(INDICATOR, value="6.4", quarter=quarter, moment=moment, area="WK048401") == expected


@pytest.mark.rule("R-O27")
@pytest.mark.parametrize("narrative", [None, "  "])
def test_a_figure_is_not_alone_where_the_agreement_says_so(narrative: str | None) -> None:
    """Refused without a narrative, in both paths; taken with one."""
    assert refusals(TOLD, indicator="told", value="7", narrative=narrative) == [
        ("#/narrative", "narrative-missing", "R-O27")
    ]
    assert refusals(TOLD, indicator="told", value="7") == []


@pytest.mark.rule("R-O12")
@pytest.mark.parametrize(
    ("organisation", "as_researcher", "named", "expected"),
    [
        (OWNER, False, AUDITOR, []),
        (OWNER, False, None, ["researcher-missing"]),
        (OWNER, False, LEAD, ["researcher-not-independent"]),
        (OWNER, False, OWNER, ["researcher-not-independent"]),
        (AUDITOR, True, None, []),
        (AUDITOR, True, AUDITOR, ["researcher-not-asked"]),
        (LEAD, False, AUDITOR, ["source-not-independent"]),
    ],
)
def test_the_municipality_passes_on_what_a_researcher_measured(
    organisation: str, as_researcher: bool, named: str | None, expected: list[str]
) -> None:
    """Only with the researcher named, who is no party to it; a researcher needs to name nobody, a provider may not at all (F-27)."""
    line = {"indicator": "research", "source": "independentResearcher", "value": "7.1", "researcher": named}
    found = refusals(RESEARCH, organisation=organisation, independent=as_researcher, **line)
    assert [code for _, code, _ in found] == expected
    if expected == [] and named is not None:
        new = NewMeasurement.model_validate({**GOOD, **line})
        made = measure(admit(CONTRACT, [RESEARCH], new, TODAY, [OWNER], purchaser=True), new)
        assert (made.passed_on, made.researcher) == (True, AUDITOR)


@pytest.mark.rule("G-17")
@pytest.mark.parametrize(
    ("organisation", "provider", "expected"),
    [
        (LEAD, LEAD, []),
        (LEAD, SUB, [("#/provider", "provider-other", "G-17")]),
        (OWNER, SUB, []),
        (OWNER, AUDITOR, [("#/provider", "provider-unknown", "G-17")]),
    ],
)
def test_a_member_enters_its_own_part_only(organisation: str, provider: str, expected: list[Any]) -> None:
    """The municipality those of every member, and of nobody else."""
    assert refusals(INDICATOR, organisation=organisation, value="7", provider=provider) == expected


@pytest.mark.rule("R-O12")
@pytest.mark.parametrize(
    ("organisation", "part", "expected"),
    [
        (LEAD, {}, []),
        (LEAD, {"area": "WK048401"}, []),
        (OWNER, {}, []),
        (SUB, {"provider": SUB}, []),
        (SUB, {"provider": SUB, "area": "WK048401"}, []),
        (SUB, {}, [("#/provider", "provider-not-main", "G-17")]),
        (SUB, {"area": "WK048401"}, [("#/provider", "provider-not-main", "G-17")]),
    ],
)
def test_the_whole_is_told_by_a_main_contractor(
    organisation: str, part: dict[str, Any], expected: list[Any]
) -> None:
    """A subcontractor tells of its own part only, at the quick look too; of a contract told before, all members speak for the whole."""
    led = replace(CONTRACT, leads=[LEAD])
    line = {**GOOD, **part}
    for contract, found in ((led, expected), (CONTRACT, [])):
        one = Admission([contract], [INDICATOR], TODAY, [organisation], purchaser=organisation == OWNER)
        judged = one.judge(NewMeasurement.model_validate(line))
        assert ([] if isinstance(judged, Slot) else [(e.location, e.code, e.rule) for e in judged]) == found
        assert (one.quick(*line.values()) is not None) is (found == [])


def test_a_correction_names_what_and_why() -> None:
    """Neither goes without the other, and what is corrected is of the same indicator, quarter, part and moment, and still counts."""
    one = str(UUID(int=5))
    assert refusals(INDICATOR, value="7", correctsId=one) == [("#/reason", "correction-without-reason", None)]
    assert refusals(INDICATOR, value="7", reason="Telfout") == [
        ("#/correctsId", "reason-without-correction", None)
    ]
    new = NewMeasurement.model_validate({**GOOD, "provider": LEAD})
    slot = admit(CONTRACT, [INDICATOR], new, TODAY, [LEAD])
    known = measure(slot, new)
    better = new.model_copy(update={"corrects_id": known.id, "reason": "Telfout", "value": "7.2"})
    rules.check_correction(better, slot, known, known.id)
    rules.check_correction(new, slot, None, None)
    for wrong, corrected, newest, code in (
        (better, None, known.id, "correction-of-another"),
        (better.model_copy(update={"provider": None}), known, known.id, "correction-of-another"),
        (better.model_copy(update={"quarter": "2026-Q1"}), known, known.id, "correction-of-another"),
        (better, known, UUID(int=99), "correction-superseded"),
    ):
        with pytest.raises(rules.MeasurementRefused) as caught:
            rules.check_correction(wrong, slot, corrected, newest)
        assert [one.code for one in caught.value.errors] == [code]


@pytest.mark.rule("F-08")
@pytest.mark.parametrize(
    ("told", "hidden"),
    [
        ({"respondents": 9}, True),
        ({"respondents": 10}, False),
        ({"respondents": None}, False),
        ({"numerator": 6, "denominator": 200}, True),
        ({"numerator": 195, "denominator": 200}, True),
        ({"numerator": 100, "denominator": 200}, False),
        ({"numerator": 3000, "denominator": 200}, False),
    ],
)
def test_few_are_not_published_nor_what_gives_them_back(told: dict[str, Any], hidden: bool) -> None:
    """Fewer than ten who answered, who are counted, or who are not: no value, no ratio, no story for who is no party."""
    new = NewMeasurement.model_validate({**GOOD, "respondents": None})
    made = replace(measure(admit(CONTRACT, [INDICATOR], new, TODAY, [LEAD]), new), **told)
    shown = rules.published(made, 10)
    assert shown.suppressed is hidden
    if hidden:
        assert (shown.value, shown.numerator, shown.denominator, shown.narrative) == (None, None, None, None)
    assert rules.published(made, 0) == made


@pytest.mark.rule("F-08")
def test_of_a_breakdown_with_a_small_part_nothing_is_shown() -> None:
    """Neither where the small part is among them nor where it stands elsewhere; other breakdowns, quarters and the whole stay."""
    new = NewMeasurement.model_validate({**GOOD, "respondents": 93})
    whole = measure(admit(CONTRACT, [INDICATOR], new, TODAY, [LEAD]), new)
    one, other = replace(whole, area="WK048401"), replace(whole, area="WK048402", respondents=7)
    team, before = replace(whole, team="Noord"), replace(one, quarter="2026-Q1")
    shown = rules.publish_all([whole, one, other, team, before], [], 10)
    assert [one.suppressed for one in shown] == [False, True, True, False, False]
    elsewhere = rules.breakdown_of(other)
    assert elsewhere is not None
    assert [one.suppressed for one in rules.publish_all([whole, one, team], [elsewhere], 10)] == [
        False,
        True,
        False,
    ]
    assert rules.publish_all([whole, one, team], [], 10) == [whole, one, team]


@pytest.mark.rule("F-08")
@pytest.mark.parametrize(
    ("whole", "parts", "hidden"),
    [
        ({"respondents": 100}, [{"area": "WK048401", "respondents": 93}], True),
        ({"respondents": 100}, [{"area": "WK048401", "respondents": 90}], False),
        ({"respondents": 100}, [{"area": "WK048401", "respondents": 100}], False),
        ({"respondents": 100}, [{"area": "WK048401", "respondents": 104}], False),
        ({"respondents": None}, [{"area": "WK048401", "respondents": 93}], False),
        ({"respondents": 100}, [{"area": "WK048401", "respondents": None}], False),
        ({"numerator": 50, "denominator": 200}, [{"team": "Noord", "numerator": 43, "denominator": 150}], True),
        ({"numerator": 50, "denominator": 200}, [{"team": "Noord", "numerator": 20, "denominator": 195}], True),
        ({"numerator": 50, "denominator": 200}, [{"team": "Noord", "numerator": 20, "denominator": 120}], False),
        ({"numerator": 50, "denominator": 200}, [{"team": "Noord", "numerator": 50, "denominator": 150}], True),
        ({"numerator": 50, "denominator": 200}, [{"team": "Noord", "numerator": 50, "denominator": 200}], False),
    ],
)  # fmt: skip
def test_what_no_part_registers_of_the_whole_is_a_part_as_well(
    whole: dict[str, Any], parts: list[dict[str, Any]], hidden: bool
) -> None:
    """Of the whole's 100 area A's 93 would give back the 7 of whoever is not registered; 10 may be known, and nobody is nobody."""
    new = NewMeasurement.model_validate({**GOOD, "respondents": None})
    made = measure(admit(CONTRACT, [INDICATOR], new, TODAY, [LEAD]), new)
    cells = [replace(made, **whole), *(replace(made, **part) for part in parts)]
    small = small_breakdowns(cells, 10)
    assert bool(small) is hidden
    shown = rules.publish_all(cells, small, 10)
    assert [one.suppressed for one in shown] == [False, *[hidden] * len(parts)]


@pytest.mark.rule("F-08")
def test_of_an_area_its_teams_do_not_give_back_the_few_without_one() -> None:
    """The teams in an area leave 7 of its 93: the teams go, the area stays; another moment is another count."""
    new = NewMeasurement.model_validate({**GOOD, "respondents": 200})
    whole = measure(admit(CONTRACT, [INDICATOR], new, TODAY, [LEAD]), new)
    area = replace(whole, area="WK048401", respondents=93)
    team = replace(area, team="Noord", respondents=86)
    assert small_breakdowns([whole, area, team], 10) == {rules.breakdown_of(team)}
    later = replace(team, moment=MeasurementMoment.CLOSING)
    assert small_breakdowns([whole, area, later], 10) == frozenset()


@pytest.mark.rule("F-08")
@given(
    counts=st.dictionaries(st.sampled_from("ABCDE"), st.integers(0, 40), min_size=1),
    unregistered=st.integers(0, 40),
    limit=st.integers(2, 20),
)
def test_nobody_computes_a_hidden_number_from_what_is_shown(
    counts: dict[str, int], unregistered: int, limit: int
) -> None:
    """Whatever is shown of the whole and its areas, what is missing from the sum is nobody or at least the limit."""
    new = NewMeasurement.model_validate({**GOOD, "respondents": 1})
    made = measure(admit(CONTRACT, [INDICATOR], new, TODAY, [LEAD]), new)
    total = sum(counts.values()) + unregistered
    cells = [replace(made, respondents=total)]
    cells += [replace(made, area=f"WK04840{name}", respondents=count) for name, count in counts.items()]
    whole, *areas = rules.publish_all(cells, small_breakdowns(cells, limit), limit)
    if whole.respondents is None:
        assert all(one.respondents is None for one in areas)
        return
    known = [one.respondents for one in areas if one.respondents is not None]
    missing = whole.respondents - sum(known)
    assert all(one >= limit for one in known)
    assert not known or missing == 0 or missing >= limit
