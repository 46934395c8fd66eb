"""Terms by law, what may be filed, and that nothing closed moves (N-137, F-11, F-12)."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.access.remedies import rules
from services.access.remedies.rules import (
    HANDLERS,
    New,
    Remedy,
    RemedyClosed,
    RemedyExtended,
    RemedyNotSuspended,
    RemedyRefused,
)
from shared.values import Derivation
from shared.values.calendar import CALENDAR
from shared.values.remedies import RemedyHandler, RemedyKind, RemedyOutcome, RemedyState, RemedySubject
from shared.values.terms import ActorKind, Scope

TODAY = date(2026, 7, 1)
NOTHING = Derivation()


def _new(kind: RemedyKind = RemedyKind.COMPLAINT, **other: object) -> New:
    handler = sorted(HANDLERS[kind], key=str)[-1]
    asked = {
        "external_reference": None, "kind": kind, "citizen_id": uuid4(), "decision_id": None, "previous_id": None,
        "provider": None, "subject": RemedySubject.CARE, "filed_on": date(2026, 5, 4), "posted_on": None,
        "ground": "Ontevreden.", "handler_kind": handler,
    }  # fmt: skip
    return New(**{**asked, **other})  # type: ignore[arg-type]


def _filed(**other: object) -> Remedy:
    return rules.file("00000099000000000001", _new(**other), None, None, objection_until=None, today=TODAY)[0]  # type: ignore[arg-type]


@pytest.mark.rule("R-A29")
@pytest.mark.parametrize(
    ("filed_on", "posted_on", "expected"),
    [
        (date(2026, 6, 1), None, True),
        (date(2026, 6, 2), None, False),
        (date(2026, 6, 8), date(2026, 6, 1), True),
        (date(2026, 6, 9), date(2026, 6, 1), False),
        (date(2026, 6, 8), date(2026, 6, 2), False),
    ],
)
def test_an_objection_is_in_time_when_received_or_posted_in_time(
    filed_on: date, posted_on: date | None, expected: bool
) -> None:
    """Received up to 1 June, or posted by then and received within a week after it (Awb 6:9)."""
    assert rules.filed_in_time(filed_on, posted_on, date(2026, 6, 1))[0] is expected


@pytest.mark.rule("R-A29")
def test_where_the_calendar_does_not_know_nothing_is_late() -> None:
    """Without a last day it is for the handler to judge."""
    assert rules.filed_in_time(TODAY, None, None)[0] is None


@pytest.mark.rule("F-11")
@pytest.mark.parametrize(
    ("kind", "handler", "extended", "days", "due"),
    [
        # The term for objection ended on Monday 1 June: six weeks on is Monday 13 July, twelve Monday 24 August.
        (RemedyKind.OBJECTION, RemedyHandler.LEGAL_AFFAIRS, False, 0, date(2026, 7, 13)),
        (RemedyKind.OBJECTION, RemedyHandler.OBJECTIONS_COMMITTEE, False, 0, date(2026, 8, 24)),
        (RemedyKind.OBJECTION, RemedyHandler.LEGAL_AFFAIRS, True, 0, date(2026, 8, 24)),
        (RemedyKind.OBJECTION, RemedyHandler.LEGAL_AFFAIRS, False, 5, date(2026, 7, 20)),
        # A complaint of 4 May: six weeks is 15 June, ten 13 July, four more after an extension.
        (RemedyKind.COMPLAINT, RemedyHandler.COMPLAINTS_DESK, False, 0, date(2026, 6, 15)),
        (RemedyKind.COMPLAINT, RemedyHandler.COMPLAINTS_COMMITTEE, False, 0, date(2026, 7, 13)),
        (RemedyKind.COMPLAINT, RemedyHandler.COMPLAINTS_DESK, True, 0, date(2026, 7, 13)),
        (RemedyKind.OMBUDS_FILE, RemedyHandler.OMBUDS_OFFICER, False, 0, None),
    ],
)
def test_the_term_to_decide_in(
    kind: RemedyKind, handler: RemedyHandler, extended: bool, days: int, due: date | None
) -> None:
    """Six or twelve weeks after the term for objection, six or ten after a complaint; moved to a working day (Awb 7:10, 9:11)."""
    last = date(2026, 6, 1) if kind is RemedyKind.OBJECTION else None
    term, _ = rules.term_of(
        kind, handler, filed_on=date(2026, 5, 4), last_day=last, extended=extended, suspended_days=days
    )
    assert term.due_on == due


@given(st.dates(date(2024, 1, 1), date(2027, 6, 30)), st.booleans(), st.integers(0, 60))
def test_a_term_ends_on_a_working_day_and_never_sooner(filed_on: date, extended: bool, days: int) -> None:
    """Whatever the day, the extension and the standing still, the last day is a working day not before the raw end."""
    term, _ = rules.term_of(
        RemedyKind.COMPLAINT, RemedyHandler.COMPLAINTS_DESK, filed_on=filed_on, last_day=None, extended=extended,
        suspended_days=days,
    )  # fmt: skip
    raw = filed_on + timedelta(weeks=10 if extended else 6, days=days)
    assert term.due_on is not None
    assert CALENDAR.is_working_day(term.due_on)
    assert timedelta(0) <= term.due_on - raw <= timedelta(days=5)


def test_everything_that_is_wrong_with_a_filing_is_told_at_once() -> None:
    """An objection without a decision, from the future, posted after it came, for a court."""
    wrong = _new(
        RemedyKind.OBJECTION,
        filed_on=date(2026, 7, 2),
        posted_on=date(2026, 7, 3),
        handler_kind=RemedyHandler.COURT,
    )
    with pytest.raises(RemedyRefused) as caught:
        rules.file("00000099000000000001", wrong, None, None, objection_until=None, today=TODAY)
    assert [(one.location, one.code) for one in caught.value.errors] == [
        ("#/filedOn", "in-future"),
        ("#/postedOn", "posted-later"),
        ("#/handlerKind", "handler-of-another"),
        ("#/decisionId", "decision-missing"),
    ]
    with pytest.raises(RemedyRefused):
        rules.file(
            "00000099000000000001", _new(RemedyKind.APPEAL), None, _filed(), objection_until=None, today=TODAY
        )


@pytest.mark.rule("F-26")
def test_each_kind_has_its_own_reader() -> None:
    """A municipality's scopes, an officer's role, the citizen's portal; a token with neither opens nothing."""
    assert rules.kinds_of(ActorKind.PURCHASER, {Scope.ACCESS_READ}) == ()
    assert rules.kinds_of(ActorKind.PURCHASER, {Scope.COMPLAINTS_HANDLE}) == (RemedyKind.COMPLAINT,)
    assert rules.kinds_of(ActorKind.PURCHASER, {Scope.OBJECTIONS_HANDLE}) == (
        RemedyKind.OBJECTION,
        RemedyKind.APPEAL,
    )
    assert rules.kinds_of(ActorKind.OMBUDS, {Scope.OBJECTIONS_HANDLE}) == (RemedyKind.OMBUDS_FILE,)
    assert rules.kinds_of(ActorKind.ARBITER, {Scope.ACCESS_READ}) == (RemedyKind.ARBITRATION,)
    assert set(rules.kinds_of(ActorKind.PORTAL, {Scope.ACCESS_READ})) == set(RemedyKind)


_ACTS = ["handle", "suspend", "resume", "extend", "decide", "withdraw"]


def _act(remedy: Remedy, act: str) -> Remedy:
    if act == "handle":
        return rules.handle(remedy, "p.devries", remedy.handler_kind, NOTHING)[0]
    if act == "suspend":
        return rules.suspend(remedy, date(2026, 5, 11), date(2026, 5, 18))
    if act == "resume":
        return rules.resume(remedy, date(2026, 5, 18), date(2026, 5, 18), NOTHING)[0]
    if act == "extend":
        return rules.extend(remedy, date(2026, 5, 18), NOTHING)[0]
    if act == "decide":
        return rules.decide(remedy, RemedyOutcome.FOUNDED, None, TODAY, TODAY)
    return rules.withdraw(remedy, TODAY)


@given(st.lists(st.sampled_from(_ACTS), max_size=10))
def test_a_remedy_ends_once_and_is_extended_once(acts: list[str]) -> None:
    """Whatever is tried, one end counts, the law's extension is given once, and the term never becomes shorter."""
    remedy, done = _filed(), []
    for act in acts:
        before = remedy
        try:
            remedy = _act(remedy, act)
            done.append(act)
        except (RemedyClosed, RemedyExtended, RemedyNotSuspended):
            assert remedy is before
            continue
        assert remedy.version == before.version + 1
        assert remedy.due_on is not None and before.due_on is not None and remedy.due_on >= before.due_on
    ends = [act for act in done if act in ("decide", "withdraw")]
    assert len(ends) == (0 if remedy.open else 1)
    assert done.count("extend") <= 1
    assert (remedy.state is RemedyState.SUSPENDED) == (remedy.suspended_on is not None)
