"""Names, signatures, the schedule and when to stop; the oracle for signatures is the `standardwebhooks` package."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from standardwebhooks import Webhook, WebhookVerificationError

from shared.kit.clock import machine_now, machine_time
from shared.kit.webhooks import rules
from shared.kit.webhooks.rules import SCHEDULE, Judgement, Receipt, judge, wait_before
from shared.values import new_id
from shared.values.terms import DeliveryState

NOW = datetime(2026, 3, 28, 11, tzinfo=UTC)
ids = st.uuids()


@given(secret=st.binary(min_size=24, max_size=64), body=st.text().map(str.encode), message=ids)
def test_a_signature_verifies_with_the_standards_own_package(
    secret: bytes, body: bytes, message: UUID
) -> None:
    """Check 30: any secret of 24 to 64 bytes and any body of text: `standardwebhooks` accepts what is signed here."""
    sent = rules.headers([secret], rules.webhook_id(message), int(machine_time()), body)
    Webhook(rules.shown(secret)).verify(body, sent, json_parse=False)


def test_two_secrets_give_two_signatures() -> None:
    """Check 30: during a rotation both the new and the former secret verify; a third does not."""
    new, former, other = (rules.new_secret() for _ in range(3))
    sent = rules.headers([new, former], "msg_1", int(machine_time()), b"{}")
    assert [one.split(",")[0] for one in sent["webhook-signature"].split(" ")] == ["v1", "v1"]
    for secret in (new, former):
        Webhook(rules.shown(secret)).verify(b"{}", sent)
    with pytest.raises(WebhookVerificationError):
        Webhook(rules.shown(other)).verify(b"{}", sent)


@given(part=st.sampled_from(["webhook-id", "webhook-timestamp", "body"]))
def test_nothing_that_is_signed_can_be_changed(part: str) -> None:
    """Another id, another moment or another body under the same signature is refused."""
    secret, body, at = rules.new_secret(), b'{"a":1}', int(machine_time())
    sent = rules.headers([secret], "msg_1", at, body)
    changed = {**sent, "webhook-id": "msg_2"} if part == "webhook-id" else sent
    changed = {**changed, "webhook-timestamp": str(at - 1)} if part == "webhook-timestamp" else changed
    with pytest.raises(WebhookVerificationError):
        Webhook(rules.shown(secret)).verify(b'{"a":2}' if part == "body" else body, changed)


def test_a_new_secret_is_long_and_never_the_same() -> None:
    """32 random bytes, shown as whsec_ and base64."""
    shown = {rules.shown(rules.new_secret()) for _ in range(100)}
    assert len(shown) == 100 and all(one.startswith("whsec_") and len(one) == 50 for one in shown)


@given(delivery=ids)
def test_the_retries_last_three_days(delivery: UUID) -> None:
    """Ten attempts: at once, 5 s, 5 min, 30 min, 2, 5, 10, 14, 20 and 24 hours after each other, at most a tenth earlier."""
    whole = sum(SCHEDULE, timedelta(0))
    waits = [wait_before(attempt, delivery) for attempt in range(1, len(SCHEDULE) + 1)]
    assert len(waits) == 10 and waits[0] == timedelta(0)
    assert all(0.9 * planned <= wait <= planned for planned, wait in zip(SCHEDULE, waits, strict=True))
    assert timedelta(days=2, hours=18) < 0.9 * whole <= sum(waits, timedelta(0)) <= whole
    assert whole < timedelta(days=3, hours=4)


def test_the_jitter_spreads() -> None:
    """Messages that failed together are not tried again together."""
    waits = {wait_before(5, new_id()) for _ in range(200)}
    assert len(waits) == 200 and max(waits) - min(waits) > 0.05 * SCHEDULE[4]


@given(status=st.integers(200, 299), attempts=st.integers(1, 10))
def test_any_2xx_is_a_yes(status: int, attempts: int) -> None:
    """Whatever the number of the attempt."""
    assert judge(Receipt(status), attempts, NOW, new_id()) == Judgement(DeliveryState.DELIVERED)


@given(attempts=st.integers(1, 10))
def test_410_ends_it_at_once(attempts: int) -> None:
    """Check 30: the receiver wants no more; nothing is tried again."""
    assert judge(Receipt(410), attempts, NOW, new_id()) == Judgement(DeliveryState.FAILED, gone=True)


@given(attempts=st.integers(0, 10))
def test_what_was_never_tried_is_no_attempt(attempts: int) -> None:
    """Nobody said where the receiver is: due again in five minutes, also after the last attempt; any other error is one."""
    unanswered = Receipt(None, rules.UNANSWERED)
    again = Judgement(DeliveryState.PENDING, NOW + timedelta(minutes=5))
    assert not unanswered.tried and judge(unanswered, attempts, NOW, new_id()) == again
    assert all(Receipt(None, error).tried for error in (None, "timeout", "address-refused", "connection"))


@given(
    status=st.none() | st.integers(100, 599).filter(lambda one: not 200 <= one < 300 and one != 410),
    attempts=st.integers(1, 9),
    delivery=ids,
)
def test_everything_else_is_tried_again_until_the_last(
    status: int | None, attempts: int, delivery: UUID
) -> None:
    """A redirect, a refusal, a fault, no answer: pending with the wait of the next attempt; after the tenth it has failed."""
    receipt = Receipt(status, "timeout" if status is None else None)
    verdict = judge(receipt, attempts, NOW, delivery)
    assert verdict == Judgement(DeliveryState.PENDING, NOW + wait_before(attempts + 1, delivery))
    assert judge(receipt, 10, NOW, delivery) == Judgement(DeliveryState.FAILED)


@pytest.mark.parametrize(
    ("status", "asked", "waits"),
    [
        (503, timedelta(hours=1), timedelta(hours=1)),
        (429, timedelta(hours=1), timedelta(hours=1)),
        (429, timedelta(seconds=1), None),
        (503, timedelta(days=9), timedelta(hours=24)),
        (500, timedelta(hours=1), None),
    ],
)
def test_who_asks_for_time_gets_it(status: int, asked: timedelta, waits: timedelta | None) -> None:
    """Retry-After counts with 429 and 503, never shortens the schedule, and is at most a day."""
    delivery = new_id()
    verdict = judge(Receipt(status, retry_after=asked), 1, NOW, delivery)
    assert verdict.due_at == NOW + (waits or wait_before(2, delivery))


@pytest.mark.parametrize(
    ("header", "read"),
    [
        ("120", timedelta(seconds=120)),
        (" 0 ", timedelta(0)),
        ("Sat, 28 Mar 2026 12:00:00 GMT", timedelta(hours=1)),
        ("Sat, 28 Mar 2026 10:00:00 GMT", timedelta(0)),
        ("soon", None),
        ("", None),
        (None, None),
        ("-5", None),
        ("1.5", None),
        ("٣", None),
        ("9" * 400, None),
        ("Sat, 28 Mar 99999 12:00:00 GMT", None),
    ],
)
def test_retry_after_is_read_in_both_forms(header: str | None, read: timedelta | None) -> None:
    """Seconds or a date; what is neither says nothing."""
    assert rules.retry_after(header, NOW) == read


@given(text=st.text())
def test_no_header_breaks_the_reading(text: str) -> None:
    """Whatever a receiver sends."""
    found = rules.retry_after(text, machine_now())
    assert found is None or found >= timedelta(0)


@given(days=st.floats(0, 20))
def test_five_days_without_success_is_failing(days: float) -> None:
    """Not a moment earlier."""
    assert rules.is_failing(NOW, NOW + timedelta(days=days)) == (timedelta(days=days) >= timedelta(days=5))
