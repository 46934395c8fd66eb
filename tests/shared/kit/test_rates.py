"""A quota refills evenly, is told as it is, and cannot be had twice."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.kit import rates
from shared.kit.rates import Quota, TooManyRequests, network_of, points_of


class Machine:
    """A machine's clock that stands where it is put."""

    def __init__(self) -> None:
        self.now = 1_800_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def machine() -> Machine:
    """A clock."""
    return Machine()


def test_a_quota_is_had_at_once_and_comes_back_evenly(machine: Machine) -> None:
    """Six a minute: six at once, then one every ten seconds, each told with what is left and when all is back."""
    quota = Quota("client", 6, machine)
    told = [quota.spend("a") for _ in range(7)]
    assert [(one.allowed, one.left, one.reset) for one in told] == [
        (True, 5, 10), (True, 4, 20), (True, 3, 30), (True, 2, 40), (True, 1, 50), (True, 0, 60), (False, 0, 60),
    ]  # fmt: skip
    assert told[-1].retry == 10
    machine.now += 9.9
    assert not quota.spend("a").allowed
    machine.now += 0.1
    assert quota.spend("a").allowed and not quota.spend("a").allowed
    machine.now += 3600
    assert quota.spend("a") == (True, 5, 10, 0)


def test_the_fields_are_written_as_the_draft_says() -> None:
    """Structured fields: the policy with q and w, the standing with r and t."""
    quota = Quota("client", 30_000)
    assert quota.policy == b'"client";q=30000;w=60'
    assert quota.header(quota.spend("a")) == b'"client";r=29999;t=1'


def test_what_is_refused_takes_nothing(machine: Machine) -> None:
    """A client that keeps asking is let through as soon as one that waits: nothing is taken from what it has not got."""
    quota = Quota("client", 60, machine)
    quota.spend("a", 60)
    for _ in range(1000):
        assert not quota.spend("a").allowed
    machine.now += 1
    assert quota.spend("a").allowed


def test_a_request_may_cost_more_than_there_is_left(machine: Machine) -> None:
    """Then it is told how long to wait for it, while a cheaper one still passes; none costs more than a whole quota."""
    quota = Quota("client", 60, machine)
    quota.spend("a", 50)
    assert quota.spend("a", 15)[:2] == (False, 10) and quota.spend("a", 15).retry == 5
    assert quota.spend("a", 10)[:2] == (True, 0)
    machine.now += 60
    assert quota.spend("a", 1_000)[:2] == (True, 0)


def test_a_fine_becomes_a_debt(machine: Machine) -> None:
    """What was refused already is counted in full: what there is not of it comes back before anything else is let through."""
    quota = Quota("client", 60, machine)
    assert quota.spend("a", 50, always=True)[:2] == (True, 10)
    assert quota.spend("a", 50, always=True)[:3] == (False, 0, 100)
    assert not quota.spend("a", 0).allowed, "in debt"
    machine.now += 40
    assert quota.spend("a", 0).allowed and quota.spend("a").retry == 1
    machine.now += 1
    assert quota.spend("a").allowed


def test_a_sustained_flood_of_bombs_is_held_to_the_quota(machine: Machine) -> None:
    """A bomb every millisecond for a minute, each fined 99 points: three hundred at once, three hundred more as points return."""
    quota = Quota("client", 30_000, machine)
    looked_at = 0
    for _ in range(60_000):
        machine.now += 0.001
        if quota.spend("a").allowed:
            quota.spend("a", 99, always=True)
            looked_at += 1
    assert looked_at <= 601


def test_a_clock_set_back_keeps_nobody_out_for_long(machine: Machine) -> None:
    """An hour back costs nothing at all: time stands still for a moment."""
    quota = Quota("client", 60, machine)
    quota.spend("a", 60)
    machine.now -= 3600
    assert quota.spend("a") == (False, 0, 60, 1)
    quota.spend("a", always=True)
    machine.now += 61
    assert quota.spend("a", 60).allowed


def test_nobody_spends_what_is_anothers(machine: Machine) -> None:
    """Every key has a quota of its own."""
    quota = Quota("client", 2, machine)
    assert [quota.spend(key).allowed for key in ("a", "a", "a", "b")] == [True, True, False, True]


def test_a_crowd_takes_no_memory_and_frees_no_spender(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever has a whole quota is forgotten first, then the thriftiest: a spender stays out, and the table small."""
    monkeypatch.setattr(rates, "MOST_KEYS", 100)
    quota = Quota("unknown", 10, machine)
    quota.spend("spender", 10)
    for number in range(1_000):
        quota.spend(f"key-{number}")
    assert not quota.spend("spender").allowed
    assert len(quota._whole_at) <= 100
    machine.now += 60
    for number in range(101):
        quota.spend(f"later-{number}")
    assert quota.spend("spender").allowed and len(quota._whole_at) <= 100


@given(
    st.integers(1, 50),
    st.lists(st.tuples(st.floats(0, 30, allow_nan=False), st.integers(1, 9)), min_size=1, max_size=60),
)
def test_no_more_than_a_quota_and_what_came_back(points: int, asked: list[tuple[float, int]]) -> None:
    """Over any time, what is let through is at most one quota and the refill of that time; what is left is never negative."""
    machine = Machine()
    quota = Quota("client", points, machine)
    began, taken = machine.now, 0
    for pause, cost in asked:
        machine.now += pause
        standing = quota.spend("a", cost)
        taken += min(cost, points) if standing.allowed else 0
        assert taken <= points + (machine.now - began) * points / rates.WINDOW_SECONDS + 1e-3
        assert 0 <= standing.left <= points and 0 <= standing.reset <= rates.WINDOW_SECONDS
        assert standing.allowed or standing.retry >= 1


@given(st.integers(2, 1000), st.integers(1, 9))
def test_waiting_as_long_as_told_is_enough(points: int, cost: int) -> None:
    """After `retry` seconds the same request is let through."""
    machine = Machine()
    quota = Quota("client", points, machine)
    while (standing := quota.spend("a", cost)).allowed:
        pass
    machine.now += standing.retry
    assert quota.spend("a", cost).allowed


@pytest.mark.parametrize(("cost", "points"), [(0, 1), (1, 1), (100, 1), (101, 2), (1_002, 11), (10_000, 100)])
def test_a_hundred_units_of_cost_are_a_point(cost: int, points: int) -> None:
    """Rounded up, and never nothing."""
    assert points_of(cost) == points


@pytest.mark.parametrize(
    ("peer", "network"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:ffff::1", "2001:db8:1:2::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("unix:socket", "unix:socket"),
        (None, ""),
    ],
)
def test_an_ipv6_network_counts_as_one(peer: str | None, network: str) -> None:
    """Who has one address of a network has all of them."""
    assert network_of(peer) == network


def test_the_problem_says_how_long_to_wait() -> None:
    """In both languages, with Retry-After in seconds."""
    problem = TooManyRequests(quota=60, points=2, retry=7)
    assert (problem.status, problem.headers) == (429, {"Retry-After": "7"})
    assert problem.mend.render("nl", problem.facts).startswith("Wacht 7 seconden")
    assert problem.mend.render("en", problem.facts).startswith("Wait 7 seconds")
