"""The assertion that no HTTP call leaves while a transaction is open (architecture § 2)."""

from __future__ import annotations

from contextvars import ContextVar

_open: ContextVar[bool] = ContextVar("transaction_open", default=False)


def entered() -> object:
    """Note that this task has a transaction open; returns the token for `left`."""
    return _open.set(True)


def left(token: object) -> None:
    """Note that the transaction is over."""
    _open.reset(token)  # type: ignore[arg-type]


def assert_no_transaction() -> None:
    """Fail when HTTP would wait inside a transaction: the locks would be held for as long as a sibling takes."""
    assert not _open.get(), "HTTP inside a transaction: ask before begin() or after it"
