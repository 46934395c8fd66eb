"""Check 14 over a whole run: whatever a test sends, no log of ours may hold a BSN of the canaries unmasked."""

import logging
import traceback
from collections.abc import Iterator

import pytest

from shared.values import holds_bsn

CANARIES = ("999900006", "999900018", "123456782")
# The tests' own client and loop write down what they send; a service never uses these names.
_NOT_OURS = ("httpx", "httpcore", "asyncio", "hypothesis", "faker", "markdown_it")


class Canary(logging.Handler):
    """Listens to every logger and keeps the place of each record that shows one; never the record itself."""

    def __init__(self) -> None:
        super().__init__(logging.NOTSET)
        self.heard: list[str] = []
        self.listened = 0

    def emit(self, record: logging.LogRecord) -> None:
        """Look at the message, what the record carries besides, and the trace of an exception."""
        if record.name.startswith(_NOT_OURS):
            return
        self.listened += 1
        told = f"{record.getMessage()} {vars(record)}"
        if record.exc_info and record.exc_info[0] is not None:
            told += "".join(traceback.format_exception(*record.exc_info))
        if any(one in told for one in CANARIES) and holds_bsn(told):
            self.heard.append(f"{record.name} at {record.pathname}:{record.lineno}")


@pytest.fixture(scope="session", autouse=True)
def no_bsn_in_any_log() -> Iterator[Canary]:
    """Every test of this run is listened to; the run fails when a record of a service showed a canary."""
    canary = Canary()
    logging.getLogger().addHandler(canary)
    yield canary
    logging.getLogger().removeHandler(canary)
    assert canary.heard == [], f"a BSN in a log: {sorted(set(canary.heard))}"
