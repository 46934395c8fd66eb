"""How a destruction list moves and what its declaration says (F-37)."""

import hashlib
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.access.destructions import rules
from services.access.destructions.rules import (
    DestructionAhead,
    DestructionList,
    DestructionStateWrong,
    SecondPersonNeeded,
)
from services.access.retention_terms.rules import BY_LAW, CitizenFile
from shared.values import new_id
from shared.values.terms import DestructionState, Exclusion, RecordCategory

OWNER, TODAY = "00000099000000000484", date(2042, 1, 1)
TERMS = {category: term.years for category, term in BY_LAW.items()}
AT = datetime(2042, 1, 1, 9, tzinfo=UTC)


def a_file(*, open_: bool = False, held: bool = False, days: int = -1) -> CitizenFile:
    """A Wmo file whose term ends so many days from today."""
    due = TODAY + timedelta(days=days)
    closed = due.replace(year=due.year - 15)
    return CitizenFile(OWNER, new_id(), open_, held, RecordCategory.WMO_FILE, closed, due)


def proposed(*files: CitizenFile) -> tuple[DestructionList, list[rules.DestructionLine]]:
    """A list of these files, by j.jansen."""
    made, lines, _ = rules.propose(
        OWNER, TODAY, files, TERMS, external_reference=None, by="j.jansen", today=TODAY
    )
    return made, lines


@pytest.mark.rule("F-37")
@given(open_=st.booleans(), held=st.booleans(), days=st.integers(-2, 2))
def test_why_a_file_stays(open_: bool, held: bool, days: int) -> None:
    """A hold before all, then what is open, then a term that runs up to and including its last day."""
    found = rules.exclusion(a_file(open_=open_, held=held, days=days), TODAY)
    if held:
        assert found is Exclusion.LEGAL_HOLD
    elif open_:
        assert found is Exclusion.OPEN
    else:
        assert found is (Exclusion.TERM_RUNNING if days >= 0 else None)


def test_a_list_counts_who_stays() -> None:
    """Three listed, one of them excluded; a day ahead is refused."""
    made, lines = proposed(a_file(), a_file(), a_file(held=True))
    assert (made.listed, made.excluded, made.state) == (3, 1, DestructionState.PROPOSED)
    assert [line.excluded for line in lines] == [None, None, Exclusion.LEGAL_HOLD]
    with pytest.raises(DestructionAhead):
        rules.propose(
            OWNER, TODAY + timedelta(days=1), [], TERMS, external_reference=None, by="j.jansen", today=TODAY
        )


@pytest.mark.rule("F-28")
def test_four_eyes_and_one_order() -> None:
    """Approved by another person, once; executed when approved, once."""
    made, lines = proposed(a_file())
    with pytest.raises(SecondPersonNeeded):
        rules.approve(made, by="j.jansen", today=TODAY)
    with pytest.raises(DestructionStateWrong):
        rules.check_executable(made)
    approved = rules.approve(made, by="a.bakker", today=TODAY)
    with pytest.raises(DestructionStateWrong):
        rules.approve(approved, by="b.visser", today=TODAY)
    rules.check_executable(approved)
    executed, _ = rules.execute(approved, lines, by="j.jansen", today=TODAY, at=AT)
    with pytest.raises(DestructionStateWrong):
        rules.check_executable(executed)
    with pytest.raises(DestructionStateWrong):
        rules.declare(approved, {}, "nl")


@pytest.mark.rule("F-37")
def test_the_lines_are_judged_anew_on_the_day_itself() -> None:
    """What was held or erased since stays; what was excluded is not destroyed after all."""
    files = [a_file(), a_file(), a_file(), a_file(held=True)]
    _, lines = proposed(*files)
    now = {one.citizen_id: one for one in files}
    now[files[1].citizen_id] = replace(files[1], held=True)
    released = replace(files[3], held=False)
    now[released.citizen_id] = released
    judged = rules.judge_anew(lines, now, [files[2].citizen_id], TODAY, TERMS)
    assert [(one.excluded, one.destroyed) for one in judged] == [
        (None, True), (Exclusion.LEGAL_HOLD, False), (Exclusion.ERASED, False), (Exclusion.LEGAL_HOLD, False),
    ]  # fmt: skip


@pytest.mark.rule("F-37")
def test_who_never_asked_anything_is_judged_by_the_terms_of_today() -> None:
    """A term that was lengthened since the proposal keeps the citizen, also one who was registered on a leap day."""
    leap = replace(a_file(), closed_on=date(2024, 2, 29), due_on=date(2039, 2, 28))
    _, lines = proposed(leap)
    empty = {leap.citizen_id: replace(leap, category=None, closed_on=None, due_on=None)}
    longer = {**TERMS, RecordCategory.WMO_FILE: 18}
    for years, day, excluded in (
        (TERMS, TODAY, None),
        (longer, TODAY, Exclusion.TERM_RUNNING),
        (longer, date(2042, 2, 28), Exclusion.TERM_RUNNING),
        (longer, date(2042, 3, 1), None),
    ):
        [line] = rules.judge_anew(lines, empty, [], day, years)
        assert (line.excluded, line.destroyed) == (excluded, excluded is None)


@pytest.mark.rule("F-37")
def test_the_declaration_says_who_when_why_and_how_many() -> None:
    """In the reader's language, with the law behind each category, and a hash that anybody can make again."""
    made, lines = proposed(a_file(), a_file())
    approved = rules.approve(made, by="a.bakker", today=TODAY)
    gone = [replace(line, destroyed=True) for line in lines]
    executed, why = rules.execute(approved, gone, by="b.visser", today=TODAY, at=AT)
    declared = rules.declare(executed, {RecordCategory.WMO_FILE: 2}, "en")
    ids = sorted(line.citizen_id for line in lines)
    assert declared.sha256 == hashlib.sha256(f"{ids[0]}\n{ids[1]}\n".encode()).hexdigest()
    assert [(one.count, one.years, one.source) for one in declared.categories] == [
        (2, 15, "Wmo 2015 art. 5.3.4")
    ]
    assert "b.visser, after approval by a.bakker, destroyed 2 files" in declared.statement
    assert (executed.destroyed, executed.excluded, [step.rule for step in why.steps]) == (2, 0, ["F-37"])
