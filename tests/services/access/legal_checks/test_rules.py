"""What the legal frame says of a product on a day, and which tests of access can be asked for and answered."""

import json
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.access.legal_checks import rules
from services.access.legal_checks.rules import LegalCheckAnswered, LegalCheckRefused, Told
from services.access.policies.rules import DEFAULT
from shared.values import Derivation, render
from shared.values.access_policies import WlzCheck
from shared.values.legal_frames import (
    ANSWERS,
    FindingLevel,
    FrameOutcome,
    LegalCheckAnswer,
    LegalCheckKind,
    LegalCheckReason,
)
from shared.values.populations import LegalFramework
from shared.values.products import SupportKind
from shared.values.terms import Law
from tests.services.access.legal_checks.framed import NOW, a_check, a_product, a_request, a_talk, judged

BLOCKED, MISSING, WARNING, PASSED = FindingLevel
ACTIVE, NONE = LegalCheckAnswer.ACTIVE_INDICATION, LegalCheckAnswer.NO_INDICATION
WLZ, AGE = LegalCheckKind.WLZ_REGISTER, LegalCheckKind.AGE_LIMIT
FEBRUARY, MARCH = date(2026, 2, 1), date(2026, 3, 1)


def levels(found: Any) -> dict[str, FindingLevel]:
    """The levels by code."""
    return {code: one.level for code, one in found.items()}


@pytest.mark.rule("R-A14")
def test_the_wlz_blocks_what_it_covers_and_warns_of_the_rest() -> None:
    """Wlz since 1 February, guidance asked for 1 March: blocked; social transport: a warning that asks for the motive."""
    check = a_check(WLZ, ACTIVE, from_date=FEBRUARY)
    found, why = judged(MARCH, checks=[check])
    assert levels(found)["wlz-covers"] is BLOCKED
    assert found["wlz-covers"].rule == "R-A14"
    assert "1 februari 2026" in found["wlz-covers"].text.nl
    assert rules.outcome_of(list(found.values())) is FrameOutcome.BLOCKED
    assert "1 March 2026" in render(why.steps[0], "en")
    transport = a_product(support_kind=SupportKind.TRANSPORT)
    found, _ = judged(MARCH, checks=[check], product=transport)
    assert levels(found) == {"wlz-may-refuse": WARNING, "law-recorded": PASSED}
    assert found["wlz-may-refuse"].mend is not None
    assert "otive" in found["wlz-may-refuse"].mend.nl
    assert rules.outcome_of(list(found.values())) is FrameOutcome.WARNED
    # Another municipality's policy lets it refuse otherwise.
    policy = replace(DEFAULT, wlz_blocked_kinds=(SupportKind.TRANSPORT,))
    assert levels(judged(MARCH, checks=[check], product=transport, policy=policy)[0])["wlz-covers"] is BLOCKED


@pytest.mark.rule("R-A14")
def test_an_indication_counts_from_its_own_day() -> None:
    """Until it starts the municipality can grant; the day itself is the Wlz's; a product that nobody knows only warns."""
    for since, code in ((MARCH + timedelta(days=1), "wlz-later"), (MARCH, "wlz-covers")):
        found, _ = judged(MARCH, checks=[a_check(WLZ, ACTIVE, from_date=since)])
        assert code in found
    found, _ = judged(MARCH, checks=[a_check(WLZ, ACTIVE, from_date=FEBRUARY)], product=None)
    assert levels(found) == {"wlz-may-refuse": WARNING, "product-not-known": WARNING}


@pytest.mark.rule("R-A15")
@pytest.mark.rule("G-38")
@pytest.mark.rule("F-05")
def test_the_register_is_asked_in_doubt_or_always_as_the_policy_says() -> None:
    """Without doubt it is left alone; with doubt, or under "always", an answer is missing until it is there."""
    assert levels(judged()[0])["wlz-no-doubt"] is PASSED
    doubt = a_talk(wlz_doubt=True)
    always = replace(DEFAULT, wlz_check=WlzCheck.ALWAYS)
    for case in ({"clarification": doubt}, {"policy": always}, {"checks": [a_check(WLZ, None)]}):
        assert levels(judged(**case)[0])["wlz-check-missing"] is MISSING
    answered = a_check(WLZ, NONE)
    assert levels(judged(clarification=doubt, policy=always, checks=[answered])[0])["wlz-none"] is PASSED
    anew = a_check(WLZ, None, asked_at=NOW + timedelta(hours=1))
    assert "wlz-check-missing" in judged(checks=[answered, anew])[0]


@pytest.mark.rule("R-A16")
def test_youth_help_has_an_age_limit_with_validity() -> None:
    """Youth help until 18, foster care until 21 since July 2018 and before that until 18; with a ground up to 23."""
    born = date(2008, 9, 1)
    day_before = date(2026, 8, 31)
    youth: dict[str, Any] = {"law": Law.JEUGDWET, "born_on": born}
    assert levels(judged(day_before, **youth)[0])["age-within"] is PASSED
    found, _ = judged(date(2026, 9, 1), **youth)
    assert levels(found)["age-beyond"] is BLOCKED
    ground = a_check(AGE, LegalCheckAnswer.WITH_GROUND, reason=LegalCheckReason.CONTINUED_HELP)
    assert levels(judged(date(2026, 9, 1), **youth, checks=[ground])[0])["age-ground"] is PASSED
    assert levels(judged(date(2031, 9, 1), **youth, checks=[ground])[0])["age-ended"] is BLOCKED
    foster = a_product(support_kind=SupportKind.FOSTER_CARE)
    assert "age-within" in judged(date(2029, 8, 31), **youth, product=foster)[0]
    assert "age-beyond" in judged(date(2029, 9, 1), **youth, product=foster)[0]
    old: dict[str, Any] = {"law": Law.JEUGDWET, "born_on": date(2000, 1, 1), "product": foster}
    assert "age-beyond" in judged(date(2018, 6, 30), **old)[0]
    assert "age-within" in judged(date(2018, 7, 1), **old)[0]
    assert not {code for code in judged(date(2026, 9, 1), born_on=born)[0] if code.startswith("age")}


@pytest.mark.rule("R-A16")
@pytest.mark.rule("F-02")
def test_an_age_is_asked_for_under_the_youth_act_and_a_day_of_birth_goes_before_an_answer() -> None:
    """Unknown it is missing; without a day of birth a check of that day or later stands for it; with one that counts alone."""
    assert levels(judged(law=Law.JEUGDWET)[0])["age-not-known"] is MISSING
    assert levels(judged(law=Law.JEUGDWET, product=None)[0])["age-not-known"] is WARNING
    for day, needed in ((MARCH, False), (MARCH - timedelta(days=1), True)):
        check = a_check(AGE, LegalCheckAnswer.WITHIN_LIMIT, from_date=day)
        assert ("age-checked" in judged(law=Law.JEUGDWET, checks=[check])[0]) is not needed
    beyond = a_check(AGE, LegalCheckAnswer.BEYOND_LIMIT, from_date=MARCH)
    assert levels(judged(law=Law.JEUGDWET, checks=[beyond])[0])["age-beyond"] is BLOCKED
    typed = a_check(AGE, LegalCheckAnswer.WITHIN_LIMIT, from_date=date(2030, 1, 1))
    found, _ = judged(law=Law.JEUGDWET, checks=[typed], born_on=date(1990, 1, 1))
    assert levels(found)["age-ended"] is BLOCKED
    assert rules.needs_birth_date(Law.JEUGDWET)
    assert not rules.needs_birth_date(Law.WMO_2015)


@pytest.mark.rule("R-A16")
@pytest.mark.rule("F-02")
def test_youth_help_lasts_no_longer_than_its_limit() -> None:
    """Turns 18 on 1-9-2026: until 31-8 passes, until 1-9 takes a ground, with it until 23; an open end waits for the signal."""
    youth: dict[str, Any] = {"law": Law.JEUGDWET, "born_on": date(2008, 9, 1)}
    assert set(judged(end=date(2026, 8, 31), **youth)[0]) == {"age-within", "wlz-no-doubt", "law-recorded"}
    for end in (date(2026, 9, 1), date(2031, 1, 1)):
        found, why = judged(end=end, **youth)
        assert (found["age-end-beyond"].level, found["age-end-beyond"].rule) == (BLOCKED, "R-A16")
        mend = found["age-end-beyond"].mend
        assert mend is not None
        assert ("2026-08-31" in mend.nl, "09-2026" in mend.en) == (True, True)
        assert "2008" not in json.dumps(why.to_json())
    ground = a_check(AGE, LegalCheckAnswer.WITH_GROUND, reason=LegalCheckReason.CONTINUED_HELP)
    assert levels(judged(end=date(2031, 8, 31), checks=[ground], **youth)[0])["age-end-ground"] is PASSED
    assert levels(judged(end=date(2031, 9, 1), checks=[ground], **youth)[0])["age-end-beyond"] is BLOCKED
    late = replace(ground, from_date=date(2026, 9, 2))
    assert levels(judged(end=date(2027, 1, 1), checks=[late], **youth)[0])["age-end-beyond"] is BLOCKED
    # Six months ahead, on 1 March, the signal comes: from then on only an end holds.
    assert levels(judged(date(2026, 2, 28), end=None, **youth)[0])["age-end-open"] is WARNING
    assert levels(judged(end=None, **youth)[0])["age-end-open"] is BLOCKED
    foster = a_product(support_kind=SupportKind.FOSTER_CARE)
    assert "age-end-beyond" not in judged(end=date(2029, 8, 31), product=foster, **youth)[0]
    assert "age-end-beyond" in judged(end=date(2029, 9, 1), product=foster, **youth)[0]
    within = a_check(AGE, LegalCheckAnswer.WITHIN_LIMIT, from_date=date(2026, 6, 1))
    unborn: dict[str, Any] = {"law": Law.JEUGDWET, "checks": [within]}
    assert "age-end-not-known" not in judged(end=date(2026, 6, 1), **unborn)[0]
    assert levels(judged(end=date(2026, 6, 2), **unborn)[0])["age-end-not-known"] is MISSING
    assert levels(judged(end=date(2026, 6, 2), product=None, **unborn)[0])["age-end-not-known"] is WARNING


@pytest.mark.rule("R-A14")
def test_a_grant_ends_before_the_wlz_that_covers_it() -> None:
    """Wlz from 1-5: guidance until 30-4 warns, until 1-5 or without end is blocked; transport until 2029 warns."""
    known = [a_check(WLZ, ACTIVE, from_date=date(2026, 5, 1))]
    assert levels(judged(checks=known, end=date(2026, 4, 30))[0])["wlz-later"] is WARNING
    for end in (date(2026, 5, 1), date(2029, 1, 1), None):
        found, _ = judged(checks=known, end=end)
        assert levels(found)["wlz-covers-from"] is BLOCKED
        assert found["wlz-covers-from"].mend is not None
        assert "2026-04-30" in found["wlz-covers-from"].mend.nl
    transport = a_product(support_kind=SupportKind.TRANSPORT)
    assert levels(judged(checks=known, end=date(2029, 1, 1), product=transport)[0])["wlz-later"] is WARNING


@pytest.mark.rule("R-A14")
@pytest.mark.rule("R-A16")
def test_what_was_found_of_the_citizen_holds_for_the_next_question() -> None:
    """An indication lasts until the register says otherwise; that there was none, a ground or an old question do not."""
    old = {"asked_on": date(2026, 1, 5), "answered_on": date(2026, 1, 5)}
    active = a_check(WLZ, ACTIVE, from_date=date(2026, 1, 1), **old)
    assert levels(judged(checks=[active])[0])["wlz-covers"] is BLOCKED
    none = a_check(WLZ, NONE, asked_on=date(2026, 1, 6), answered_on=date(2026, 1, 6))
    assert levels(judged(checks=[active, none])[0])["wlz-no-doubt"] is PASSED
    doubt = {"checks": [none], "clarification": a_talk(wlz_doubt=True)}
    assert levels(judged(**doubt)[0])["wlz-check-missing"] is MISSING  # type: ignore[arg-type]
    open_ = a_check(WLZ, None, asked_on=date(2026, 1, 5))
    assert "wlz-check-missing" not in judged(checks=[open_])[0]
    grown: dict[str, Any] = {"law": Law.JEUGDWET, "born_on": date(2007, 1, 1)}
    ground = a_check(AGE, LegalCheckAnswer.WITH_GROUND, reason=LegalCheckReason.CONTINUED_HELP, **old)
    assert levels(judged(checks=[ground], **grown)[0])["age-beyond"] is BLOCKED
    question = a_request(law=Law.JEUGDWET)
    own = replace(ground, request_id=question.id)
    assert levels(judged(checks=[own], request=question, **grown)[0])["age-ground"] is PASSED
    assert "age-ground" in judged(checks=[ground], **grown, request=None)[0]


@pytest.mark.rule("R-A17")
def test_a_child_with_a_permanent_need_is_shown_the_way_to_the_wlz() -> None:
    """Under 18 with a permanent need: advice, no refusal; from 18 on, and when a check says otherwise, nothing."""
    need = {"law": Law.JEUGDWET, "clarification": a_talk(permanent_need=True)}
    found, why = judged(born_on=date(2015, 1, 1), **need)  # type: ignore[arg-type]
    assert (found["permanent-need"].level, found["permanent-need"].rule) == (WARNING, "R-A17")
    assert LegalFramework.WLZ in [step.result for step in why.steps]
    assert "permanent-need" not in judged(born_on=date(2008, 3, 1), **need)[0]  # type: ignore[arg-type]
    other = a_check(LegalCheckKind.PERMANENT_NEED, LegalCheckAnswer.NOT_PERMANENT)
    assert "permanent-need" not in judged(born_on=date(2015, 1, 1), checks=[other], **need)[0]  # type: ignore[arg-type]


@pytest.mark.rule("R-A18")
def test_what_serves_learning_alone_is_education() -> None:
    """Dyslexia coaching goes to education; a wider need stays under the Youth Act."""
    child = {"law": Law.JEUGDWET, "born_on": date(2015, 1, 1)}
    found, why = judged(clarification=a_talk(learning_only=True), **child)  # type: ignore[arg-type]
    assert found["learning-only"].level is BLOCKED
    assert LegalFramework.PASSEND_ONDERWIJS in [step.result for step in why.steps]
    wider = a_check(LegalCheckKind.EDUCATION, LegalCheckAnswer.WIDER_NEED)
    found, _ = judged(clarification=a_talk(learning_only=True), checks=[wider], **child)  # type: ignore[arg-type]
    assert found["wider-need"].level is PASSED
    assert rules.outcome_of(list(found.values())) is FrameOutcome.ALLOWED


@pytest.mark.rule("R-A53")
@pytest.mark.rule("G-62")
def test_a_lifelong_mental_need_points_to_the_wlz_from_2021() -> None:
    """In 2021 it is advised at once; the day before the law opened it was not."""
    need = {
        "law": Law.JEUGDWET,
        "born_on": date(2010, 1, 1),
        "clarification": a_talk(lifelong_mental_need=True),
    }
    assert judged(date(2021, 1, 1), **need)[0]["lifelong-mental-need"].level is WARNING  # type: ignore[arg-type]
    assert judged(date(2020, 12, 31), **need)[0]["lifelong-before-wlz"].level is PASSED  # type: ignore[arg-type]


@pytest.mark.rule("R-A19")
@pytest.mark.rule("G-62")
def test_each_judgement_records_its_law() -> None:
    """The law of the grant stands in it; a product of another law, a law before its day and a law found otherwise refuse."""
    found, why = judged()
    assert (found["law-recorded"].level, why.steps[-1].result) == (PASSED, Law.WMO_2015)
    assert levels(judged(product=a_product(laws=[Law.JEUGDWET]))[0])["product-of-other-law"] is BLOCKED
    assert levels(judged(date(2014, 12, 31))[0])["law-not-in-force"] is BLOCKED
    other = a_check(LegalCheckKind.LAW_FRAME, LegalCheckAnswer.OTHER_LAW, law=LegalFramework.ZVW)
    assert levels(judged(checks=[other])[0])["other-law-found"] is BLOCKED
    assert levels(judged(product=None)[0])["product-not-known"] is WARNING
    assert rules.outcome_of([]) is FrameOutcome.ALLOWED


@pytest.mark.rule("F-33")
@pytest.mark.rule("R-A48")
@settings(max_examples=50, deadline=None)
@given(
    law=st.sampled_from(list(Law)),
    kind=st.none() | st.sampled_from(list(SupportKind)),
    age=st.none() | st.integers(0, 90),
    answer=st.sampled_from([None, ACTIVE, NONE]),
    flags=st.tuples(st.booleans(), st.booleans(), st.booleans(), st.booleans()),
    always=st.booleans(),
    whose=st.sampled_from(["request", "product", "grant"]),
)
def test_acute_care_is_never_blocked_and_misses_nothing(
    law: Law, kind: Any, age: Any, answer: Any, flags: Any, always: bool, whose: str
) -> None:
    """Whatever is found, it becomes a review afterwards; without acuteness the same findings weigh what they weigh."""
    names = ("learning_only", "permanent_need", "lifelong_mental_need", "wlz_doubt")
    case: dict[str, Any] = {
        "law": law,
        "product": a_product(support_kind=kind, acute=whose == "product"),
        "request": a_request(law=law, acute=whose == "request"),
        "clarification": a_talk(**dict(zip(names, flags, strict=True))),
        "born_on": None if age is None else date(2026 - age, 1, 1),
        "checks": [a_check(WLZ, answer, from_date=FEBRUARY if answer is ACTIVE else None)],
        "policy": replace(DEFAULT, wlz_check=WlzCheck.ALWAYS if always else WlzCheck.IN_DOUBT),
    }
    found, why = judged(**case, acute=whose == "grant")
    calm = {"product": a_product(support_kind=kind), "request": a_request(law=law)}
    before, _ = judged(**{**case, **calm})
    assert not {BLOCKED, MISSING} & set(levels(found).values())
    assert found.keys() == before.keys()
    heavy = [one for one in before.values() if one.level in (BLOCKED, MISSING)]
    assert sum(step.rule == "F-33" for step in why.steps) == len(heavy)
    assert all(found[one.code].level is WARNING for one in heavy)


@pytest.mark.rule("F-02")
@settings(max_examples=40, deadline=None)
@given(st.dates(date(1990, 1, 1), date(2026, 1, 1)), st.booleans())
def test_no_judgement_tells_a_day_of_birth(born_on: date, foster: bool) -> None:
    """Neither the findings nor the explanation hold it, nor the day on which a limit is reached."""
    product = a_product(support_kind=SupportKind.FOSTER_CARE if foster else None)
    found, why = judged(date(2026, 3, 2), Law.JEUGDWET, born_on=born_on, product=product)
    told = json.dumps([why.to_json(), [one.text.nl + one.text.en for one in found.values()]])
    for year in (born_on.year, born_on.year + 18, born_on.year + 21):
        assert f"{year}-{born_on.month:02}-{born_on.day:02}" not in told or year == 2026
    assert str(born_on.year) not in told or born_on.year >= 2018


def asked(kind: LegalCheckKind, told: Told, **other: Any) -> Any:
    """A check on a question under the Wmo."""
    given: dict[str, Any] = {
        "product_category": "02", "product_code": None, "external_reference": None, "policy": DEFAULT,
        "user": "j.jansen", "now": NOW, "today": MARCH,
    }  # fmt: skip
    return rules.ask(a_request(), kind, told, **{**given, **other})


def faults(kind: LegalCheckKind, told: Told, **other: Any) -> list[str]:
    """What refuses such a check."""
    with pytest.raises(LegalCheckRefused) as refused:
        asked(kind, told, **other)
    return [one.code for one in refused.value.errors]


@pytest.mark.rule("F-05")
@pytest.mark.rule("F-34")
def test_the_register_takes_a_reason_and_keeps_no_more_than_answer_and_date() -> None:
    """Reason, user and time are kept; without a reason, with a note, or with "always" under another policy it is refused."""
    made, why = asked(WLZ, Told(LegalCheckReason.PERMANENT_SUPERVISION, ACTIVE, from_date=FEBRUARY))
    assert (made.reason, made.asked_by, made.asked_at) == (
        LegalCheckReason.PERMANENT_SUPERVISION, "j.jansen", NOW,
    )  # fmt: skip
    assert (made.answer, made.answered_on, made.from_date, made.note, made.law) == (
        ACTIVE, MARCH, FEBRUARY, None, LegalFramework.WLZ,
    )  # fmt: skip
    assert [step.rule for step in why.steps] == ["R-A15", "R-A15"]
    assert faults(WLZ, Told(note="Moeder belde.")) == ["reason-missing", "note-not-kept"]
    assert faults(WLZ, Told(LegalCheckReason.POLICY_ALWAYS)) == ["policy-in-doubt-only"]
    assert faults(WLZ, Told(LegalCheckReason.COURT_MEASURE, ACTIVE)) == [
        "reason-of-other-kind",
        "from-date-missing",
    ]
    always = replace(DEFAULT, wlz_check=WlzCheck.ALWAYS)
    assert asked(WLZ, Told(LegalCheckReason.POLICY_ALWAYS), policy=always)[0].answer is None


@pytest.mark.rule("F-34")
@pytest.mark.rule("R-A19")
def test_each_kind_has_its_own_answers() -> None:
    """Of every kind only its own answers are taken; a ground names its reason, another law is another one."""
    for kind in LegalCheckKind:
        reason = LegalCheckReason.INTENSIVE_CARE if kind is WLZ else None
        for answer in set(LegalCheckAnswer) - ANSWERS[kind]:
            assert "answer-of-other-kind" in faults(kind, Told(reason, answer, from_date=FEBRUARY))
    assert faults(AGE, Told(answer=LegalCheckAnswer.WITH_GROUND)) == ["ground-missing"]
    other = LegalCheckAnswer.OTHER_LAW
    for law in (None, LegalFramework.WMO_2015):
        assert faults(LegalCheckKind.LAW_FRAME, Told(answer=other, law=law)) == ["law-missing"]
    found, _ = asked(LegalCheckKind.LAW_FRAME, Told(answer=other, law=LegalFramework.ZVW))
    assert found.law is LegalFramework.ZVW
    assert faults(LegalCheckKind.EDUCATION, Told(law=LegalFramework.ZVW, from_date=MARCH)) == [
        "from-date-not-asked",
        "law-not-asked",
    ]


@pytest.mark.rule("F-34")
def test_a_check_is_answered_once() -> None:
    """The answer comes later, with its day; a second one is refused."""
    made, why = asked(WLZ, Told(LegalCheckReason.OTHER_CARE_KNOWN))
    later = MARCH + timedelta(days=3)
    done, told = rules.answer(made, Told(answer=NONE), a_request(), DEFAULT, later, why)
    assert (done.answer, done.answered_on, done.version, len(told.steps)) == (NONE, later, 2, 2)
    with pytest.raises(LegalCheckAnswered):
        rules.answer(done, Told(answer=NONE), a_request(), DEFAULT, later, told)


@pytest.mark.rule("R-A16")
def test_an_age_is_counted_and_only_the_outcome_kept() -> None:
    """Seventeen on the day is within, eighteen is beyond; the check holds neither the age nor the day of birth."""
    for day, answer in ((date(2026, 8, 31), "withinLimit"), (date(2026, 9, 1), "beyondLimit")):
        made, why = asked(AGE, Told(from_date=day))
        done, told = rules.age_check(made, None, date(2008, 9, 1), DEFAULT, why)
        assert (done.answer, done.from_date, told.steps[-1].result) == (answer, day, answer)
        assert told.steps[-1].inputs["age"] == (17 if answer == "withinLimit" else 18)
        assert "2008" not in json.dumps(told.to_json())
    assert rules.age_on(date(2008, 2, 29), date(2026, 2, 28)) == 17
    assert rules.age_on(date(2008, 2, 29), date(2026, 3, 1)) == 18
    assert Derivation().steps == ()
