"""Any sequence of acts on a question: what was told of it stays told, versions only rise, and acute is never refused."""

from contextlib import suppress
from datetime import date, timedelta

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from services.access.referrals.rules import RequestDecided, RequestNotReferable, check_referable
from services.access.requests import rules
from services.access.requests.rules import Request
from shared.values import Derivation, new_id
from shared.values.choosing import ClientDelayReason
from shared.values.questions import RequestEnd
from shared.values.terms import Law, RequestState

TODAY = date(2026, 4, 20)
CONTACT = date(2026, 4, 1)
ENDED = (RequestState.WITHDRAWN, RequestState.CLOSED, RequestState.MOVED)


class Asking(RuleBasedStateMachine):
    """One question from the first contact on, by whatever happens to it."""

    def __init__(self) -> None:
        super().__init__()
        made, self.told = rules.receive(
            "00000099000000000484", new_id(), None, law=Law.WMO_2015, contact_on=CONTACT, acute=False,
            external_reference=None, today=TODAY,
        )  # fmt: skip
        self.history: list[Request] = [made]

    @property
    def request(self) -> Request:
        """The question as it stands."""
        return self.history[-1]

    def step(self, after: Request, why: Derivation) -> None:
        """The question as it is from now on: its explanation goes on from the one before."""
        assert why.steps[: len(self.told.steps)] == self.told.steps
        assert len(why.steps) > len(self.told.steps)
        self.told = why
        self.history.append(after)

    @rule(later=st.integers(-3, 25), delay=st.sampled_from([None, 1, 5, 40]), why=st.booleans())
    def talk(self, later: int, delay: int | None, why: bool) -> None:
        """The first talk, with a delay or not; both its parts or neither, and no longer than the wait."""
        asked = rules.Delay(delay, ClientDelayReason.ABSENT if why else None)
        with suppress(rules.FirstTalkRefused):
            held, waited = rules.hold_first_talk(
                self.request, CONTACT + timedelta(days=later), TODAY, 5, asked
            )
            assert (delay is None) != why and (delay or 0) <= later
            self.step(held, self.told.merge(waited))

    @rule(later=st.integers(0, 19))
    def apply(self, later: int) -> None:
        """The application comes."""
        with suppress(rules.RequestEnded, rules.RequestRefused):
            self.step(*rules.apply(self.request, CONTACT + timedelta(days=later), TODAY, self.told))

    @rule(acute=st.booleans())
    def flag(self, acute: bool) -> None:
        """It is acute or is not: in every state, and never refused."""
        after, why = rules.flag(self.request, acute, None, "j.jansen", self.told)
        assert (after.acute, after.state) == (acute, self.request.state)
        self.step(after, why)

    @rule(reason=st.sampled_from(list(RequestEnd)), withdrawn=st.booleans())
    def end(self, reason: RequestEnd, withdrawn: bool) -> None:
        """It ends without an answer, once."""
        act = rules.withdraw if withdrawn else rules.close
        with suppress(rules.RequestEnded, rules.ApplicationOpen):
            after, why = act(self.request, reason, None, TODAY, self.told, referred=False)
            assert self.request.undecided
            # What was applied for is closed by nobody but the citizen, death and a second entry apart (R-A28).
            answered = withdrawn or reason in (RequestEnd.DECEASED, RequestEnd.DUPLICATE)
            assert answered or self.request.application_on is None
            self.step(after, why)

    @rule()
    def move(self) -> None:
        """The citizen moves."""
        if self.request.undecided:
            self.step(*rules.move(self.request, TODAY, self.told))

    @invariant()
    def sound(self) -> None:
        """The history is whole, the facts of the beginning stay, and what ended is referred no more."""
        assert [one.version for one in self.history] == list(range(1, len(self.history) + 1))
        first, now = self.history[0], self.request
        assert (now.id, now.citizen_id, now.contact_on) == (first.id, first.citizen_id, first.contact_on)
        assert now.client_delay_days is None or now.first_talk_on is not None
        if now.state in ENDED:
            assert now.closed_on is not None
            with pytest.raises((RequestNotReferable, RequestDecided)):
                check_referable(now)


TestAsking = pytest.mark.rule("N-126")(Asking.TestCase)
TestAsking.settings = settings(max_examples=40, stateful_step_count=12)
