"""Which surveys may be registered, by whom; what is published of them; and series that never mix (R-O13, R-O30)."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from services.outcomes.surveys import rules
from services.outcomes.surveys.rules import Sender, Survey, SurveyRefused, explain, published, register
from services.outcomes.surveys.rules.series import participation, series
from shared.schemas.outcomes import NewSurvey
from shared.values import render
from shared.values.measuring import SurveyAudience, SurveySource
from tests.services.outcomes.examples import AUDITOR, CONTRACT, LEAD, OWNER, SUB

TODAY = date(2026, 8, 10)
CLIENTS = SurveyAudience.CLIENTS
TEAM, INDEPENDENT = SurveySource.TEAM, SurveySource.INDEPENDENT
MUNICIPALITY = Sender(frozenset({OWNER}), researcher=False, purchaser=True, by=OWNER)
PROVIDER = Sender(frozenset({LEAD}), researcher=False, purchaser=False, by=LEAD)
RESEARCHER = Sender(frozenset({AUDITOR}), researcher=True, purchaser=False, by=AUDITOR)
STRANGER = Sender(frozenset({AUDITOR}), researcher=False, purchaser=False, by=AUDITOR)


def new(**other: Any) -> NewSurvey:
    """An independent survey of 212 of 500 clients: 7.3 with a deviation of 1.2."""
    told = {
        "contract_id": CONTRACT.id, "source": INDEPENDENT, "held_on": "2026-06-15", "invited": 500, "responses": 212,
        "mean": "7.3", "standard_deviation": "1.2",
    }  # fmt: skip
    return NewSurvey.model_validate({**told, **other})


def refusals(sender: Sender = MUNICIPALITY, **other: Any) -> list[tuple[str | None, str]]:
    """Where what is wrong, all at once."""
    try:
        register(CONTRACT, new(**other), sender, TODAY)
    except SurveyRefused as refused:
        return [(one.location, one.code) for one in refused.errors]
    return []


@pytest.mark.rule("R-O13")
@pytest.mark.rule("R-O30")
@pytest.mark.parametrize(
    ("sender", "source", "expected"),
    [
        (MUNICIPALITY, INDEPENDENT, []),
        (MUNICIPALITY, TEAM, []),
        (PROVIDER, TEAM, []),
        (PROVIDER, INDEPENDENT, ["source-not-independent"]),
        (RESEARCHER, INDEPENDENT, []),
        (RESEARCHER, TEAM, ["source-not-researchers"]),
        (STRANGER, INDEPENDENT, ["source-not-members"]),
    ],
)
def test_who_enters_which_source(sender: Sender, source: SurveySource, expected: list[str]) -> None:
    """A provider its own team's and never an independent one, a researcher the other way round, the municipality both (F-27)."""
    assert [code for _, code in refusals(sender, source=source)] == expected


@pytest.mark.rule("R-O12")
@pytest.mark.parametrize(
    ("sender", "source", "researcher", "expected"),
    [
        (MUNICIPALITY, INDEPENDENT, AUDITOR, []),
        (MUNICIPALITY, INDEPENDENT, LEAD, ["researcher-not-independent"]),
        (MUNICIPALITY, INDEPENDENT, OWNER, ["researcher-not-independent"]),
        (MUNICIPALITY, TEAM, AUDITOR, ["researcher-not-asked"]),
        (RESEARCHER, INDEPENDENT, AUDITOR, ["researcher-not-asked"]),
    ],
)
def test_who_measured_is_named_when_it_is_passed_on(
    sender: Sender, source: SurveySource, researcher: str, expected: list[str]
) -> None:
    """Only by the municipality, of an independent survey, by one that is independent; and it is marked as passed on."""
    assert [code for _, code in refusals(sender, source=source, researcher=researcher)] == expected
    if not expected:
        assert register(CONTRACT, new(researcher=researcher), sender, TODAY).passed_on


@pytest.mark.rule("G-81")
def test_figures_that_cannot_be_are_refused_not_clipped() -> None:
    """All at once: outside the scale, more answers than invitations, a negative deviation, a day to come."""
    assert refusals(
        mean="10.4", responses=501, standard_deviation="-1", held_on="2026-08-11", provider=AUDITOR
    ) == [
        ("#/provider", "provider-unknown"),
        ("#/heldOn", "survey-in-future"),
        ("#/responses", "responses-too-many"),
        ("#/mean", "mean-outside-scale"),
        ("#/standardDeviation", "deviation-negative"),
    ]
    assert refusals(lowest="10", highest="10", mean="10") == [("#/highest", "scale-empty")]
    assert refusals(responses=0) == [("#/responses", "responses-none")]
    assert refusals(PROVIDER, source=TEAM, provider=SUB) == [("#/provider", "provider-other")]


def test_partners_come_with_their_group() -> None:
    """D-50: a score per partner group; clients have none."""
    made = register(CONTRACT, new(audience="partners", group="huisartsen"), MUNICIPALITY, TODAY)
    assert (made.audience, made.group) == (SurveyAudience.PARTNERS, "huisartsen")
    for wrong in ({"audience": "partners"}, {"group": "huisartsen"}):
        with pytest.raises(ValidationError):
            new(**wrong)


@pytest.mark.rule("F-08")
@pytest.mark.parametrize(("responses", "hidden"), [(9, True), (10, False)])
def test_fewer_than_ten_are_not_published(responses: int, hidden: bool) -> None:
    """No score, no response, no reason why; the parties see them."""
    made = register(CONTRACT, new(responses=responses), MUNICIPALITY, TODAY)
    shown = published(made, 10)
    assert (shown.suppressed, shown.responses is None, shown.response_basis_points is None) == (hidden,) * 3
    assert (explain(shown).steps == ()) is hidden
    assert published(made, 0) == made


@pytest.mark.rule("R-O10")
def test_response_and_interval_are_shown_and_explained() -> None:
    """212 of 500 is 42.4 %; by Student's t the mean of 7.3 lies between 7.137535 and 7.462465."""
    made = register(CONTRACT, new(), MUNICIPALITY, TODAY)
    assert made.response_basis_points == 4_240
    assert (made.lower or "", made.upper or "") == ("7.137535", "7.462465")
    told = [render(step, "nl") for step in explain(made).steps]
    assert told[0] == "212 van 500 uitgenodigden antwoordden: een respons van 42,4 %."
    assert "tussen 7,137535 en 7,462465" in told[1] or "tussen 7.137535 en 7.462465" in told[1]
    assert [step.rule for step in explain(made).steps] == ["R-O30", "R-O10", "R-O13"]


def held(source: SurveySource = INDEPENDENT, sender: Sender = MUNICIPALITY, **other: Any) -> Survey:
    """A survey that was registered."""
    return register(CONTRACT, new(source=source, **other), sender, TODAY)


@pytest.mark.rule("R-O13")
def test_two_sources_stay_two_series() -> None:
    """7.8 at the team and 7.3 independent are shown side by side and never as one; another scale is another series too."""
    found = series(
        CONTRACT, 2026, CLIENTS, [held(TEAM, mean="7.8"), held(), held(mean="4.1", highest="5")], 0
    )
    assert [(one.source, one.highest, one.mean) for one in found.series] == [
        (INDEPENDENT, "10", "7.3"), (INDEPENDENT, "5", "4.1"), (TEAM, "10", "7.8"),
    ]  # fmt: skip


def test_a_series_weighs_by_answers_and_hides_the_small() -> None:
    """100 at 7 and 300 at 8 are 7.75; with nine among them there are no figures for who is no party, since it would give them back."""
    both = [held(responses=100, mean="7"), held(responses=300, mean="8")]
    [one] = series(CONTRACT, 2026, CLIENTS, both, 10).series
    assert (one.mean, one.responses, one.invited, one.response_basis_points) == ("7.75", 400, 1_000, 4_000)
    assert one.lower is not None and one.upper is not None
    few = [*both, held(responses=9, mean="2")]
    [hidden] = series(CONTRACT, 2026, CLIENTS, few, 10).series
    assert (hidden.suppressed, hidden.mean, hidden.responses, hidden.surveys) == (True, None, None, 3)
    assert series(CONTRACT, 2026, CLIENTS, few, 0).series[0].responses == 409


@pytest.mark.rule("R-O30")
def test_the_provider_that_did_not_take_part_is_named() -> None:
    """Of the two members one is in the independent survey; the other's own team survey, and one of partners, do not count."""
    partners = {"audience": "partners", "group": "scholen"}
    surveys = [held(provider=LEAD), held(TEAM, provider=SUB), held(provider=SUB, **partners), held()]
    found = participation(CONTRACT, 2026, surveys)
    assert found.missing == [SUB]
    assert [(one.provider, one.participated, one.surveys) for one in found.providers] == [
        (LEAD, True, 1), (SUB, False, 0),
    ]  # fmt: skip


@pytest.mark.rule("R-O13")
def test_a_correction_is_of_the_same_survey() -> None:
    """Of the same contract, source, audience, provider, area and year, once; by who entered it or the municipality."""
    known = held()
    better = new(corrects_id=known.id, mean="7.4")
    rules.check_correction(better, known, MUNICIPALITY, superseded=False)
    rules.check_correction(new(), None, MUNICIPALITY, superseded=False)
    own = held(TEAM, PROVIDER)
    bettered = new(source=TEAM, corrects_id=own.id, held_on="2026-06-20")
    for sender in (PROVIDER, MUNICIPALITY):
        rules.check_correction(bettered, own, sender, superseded=False)
    other = Sender(frozenset({SUB}), researcher=False, purchaser=False, by=SUB)
    for given_, corrected, sender, superseded, code in (
        (better, None, MUNICIPALITY, False, "correction-of-another"),
        (better, held(TEAM), MUNICIPALITY, False, "correction-of-another"),
        (better, held(provider=LEAD), MUNICIPALITY, False, "correction-of-another"),
        (better, held(area="WK048401"), MUNICIPALITY, False, "correction-of-another"),
        (better, held(held_on="2025-06-15"), MUNICIPALITY, False, "correction-of-another"),
        (bettered, own, other, False, "correction-not-yours"),
        (better, known, RESEARCHER, False, "correction-not-yours"),
        (better, known, MUNICIPALITY, True, "correction-superseded"),
    ):
        with pytest.raises(SurveyRefused) as caught:
            rules.check_correction(given_, corrected, sender, superseded=superseded)
        assert [one.code for one in caught.value.errors] == [code]


@pytest.mark.rule("R-O30")
def test_the_whole_and_its_parts_are_never_counted_together() -> None:
    """200 of the whole beside 120 and 80 of its providers are 200 answers; without the whole the parts of one breakdown are."""
    whole = held(responses=200, mean="7.3")
    parts = [held(responses=120, mean="7.5", provider=LEAD), held(responses=80, mean="7", provider=SUB)]
    areas = [held(responses=150, mean="9", area="WK048401"), held(responses=50, mean="9", area="WK048402")]
    for surveys, found in (
        ([whole, *parts, *areas], (200, "7.3", 1)), ([*areas, *parts], (200, "7.3", 2)), (areas, (200, "9", 2)),
    ):  # fmt: skip
        [one] = series(CONTRACT, 2026, CLIENTS, surveys, 10).series
        assert (one.responses, one.mean, one.surveys) == found


@given(st.lists(st.tuples(st.integers(10, 500), st.integers(10, 100)), min_size=1, max_size=5))
def test_a_series_lies_between_its_surveys(told: list[tuple[int, int]]) -> None:
    """Its mean is never below the lowest nor above the highest, and its answers are all of theirs."""
    surveys = [held(responses=count, mean=f"{tenths / 10:.1f}") for count, tenths in told]
    [one] = series(CONTRACT, 2026, CLIENTS, surveys, 10).series
    tenths = [each for _, each in told]
    assert min(tenths) / 10 - 1e-6 <= float(one.mean or 0) <= max(tenths) / 10 + 1e-6
    assert one.responses == sum(count for count, _ in told)


@pytest.mark.rule("F-08")
@pytest.mark.parametrize(
    ("parts", "hidden"),
    [
        ([{"provider": LEAD, "responses": 93}], True),
        ([{"provider": LEAD, "responses": 90}], False),
        ([{"provider": LEAD, "responses": 93}, {"provider": SUB, "responses": 7}], True),
        ([{"provider": LEAD, "responses": 60}, {"provider": SUB, "responses": 40}], False),
        ([{"provider": LEAD, "responses": 93, "held_on": "2026-03-02"}], True),
        ([{"provider": LEAD, "responses": 93, "source": TEAM}], False),
        ([{"area": "WK048401", "responses": 93}, {"provider": LEAD, "responses": 50}], None),
    ],
)
def test_the_few_of_a_survey_are_not_given_back_by_its_other_parts(
    parts: list[dict[str, Any]], hidden: bool | None
) -> None:
    """Of the contract's 100 answers a provider's 93 would give back the other 7, registered or not; the whole stays."""

    def held(**told: Any) -> Survey:
        return register(CONTRACT, new(**told), MUNICIPALITY, TODAY)

    surveys = [held(responses=100), *(held(**part) for part in parts)]
    small = rules.small_breakdowns(surveys, 10)
    whole, *shown = rules.publish_all(surveys, small, 10)
    expected = [hidden] * len(parts) if hidden is not None else [True, False]
    assert not whole.suppressed and [one.suppressed for one in shown] == expected
    assert [one.invited is None for one in shown] == expected
    assert rules.publish_all(shown[:1], small, 10) == shown[:1], "alone on a page it is hidden as well"
    assert [rules.told(one, 10).suppressed for one in surveys] == [False, *[True] * len(parts)]


@pytest.mark.rule("F-08")
def test_each_survey_of_the_whole_is_held_against_its_own_day() -> None:
    """A second survey in the year does not cover for the seven that the first one leaves."""
    told = [{"responses": 100}, {"responses": 200, "held_on": "2026-03-02"}]
    told += [{"responses": 93, "provider": LEAD}]
    surveys = [register(CONTRACT, new(**one), MUNICIPALITY, TODAY) for one in told]
    assert len(rules.small_breakdowns(surveys, 10)) == 1
    assert rules.small_breakdowns(surveys[1:], 10) == frozenset()
