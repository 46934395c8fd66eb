"""Posting with django-hordak, the ledger for Django, on the same PostgreSQL: a program for the environment of tests/bench/hordak.lock.

It reads a plan as JSON from stdin (`database`: host, port, name, user, password; `work`; how many) and writes the seconds that
it took as JSON to stdout. Nothing of the house is imported, and nothing here is imported by it.
"""

from __future__ import annotations

import json
import multiprocessing
import sys
import time
from datetime import date
from decimal import Decimal
from typing import Any

PAIRS = 20  # accounts to post on: one pair for each of the house's contracts
SET = 500
_DAY = date(2026, 1, 1)


def begin(database: dict[str, Any]) -> None:
    """Settle Django on the database."""
    import django
    from django.conf import settings

    settings.configure(
        INSTALLED_APPS=["django.contrib.contenttypes", "django.contrib.auth", "mptt", "hordak"],
        DATABASES={
            "default": {
                "ENGINE": "django.db.backends.postgresql", "HOST": database["host"], "PORT": database["port"],
                "NAME": database["name"], "USER": database["user"], "PASSWORD": database["password"],
                "CONN_MAX_AGE": None,
            }
        },
        USE_TZ=True, DEFAULT_CURRENCY="EUR", CURRENCIES=["EUR"], DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    )  # fmt: skip
    django.setup()


def migrate() -> dict[str, Any]:
    """Hordak's own tables by its own migrations, and pairs of accounts."""
    from django.core.management import call_command
    from hordak.models import Account, AccountType

    call_command("migrate", verbosity=0)
    for number in range(PAIRS):
        Account.objects.create(
            name=f"costs {number}", code=f"C{number}", type=AccountType.expense, currencies=["EUR"]
        )
        Account.objects.create(
            name=f"payable {number}", code=f"P{number}", type=AccountType.liability, currencies=["EUR"]
        )
    return {}


def _pairs() -> list[tuple[Any, Any]]:
    from hordak.models import Account

    by_code = {one.code: one for one in Account.objects.all()}
    return [(by_code[f"C{number}"], by_code[f"P{number}"]) for number in range(PAIRS)]


def one_by_one(count: int) -> float:
    """As its manual says: a transaction and its two legs within `atomic`; the seconds."""
    from django.db import transaction
    from hordak.models import Leg, Transaction
    from moneyed import Money

    pairs = _pairs()
    began = time.perf_counter()
    for number in range(count):
        costs, payable = pairs[number % PAIRS]
        amount = Money(Decimal(100 + number % 1000) / 100, "EUR")
        with transaction.atomic():
            made = Transaction.objects.create(date=_DAY, description=f"bench {number}")
            Leg.objects.create(transaction=made, account=costs, debit=amount)
            Leg.objects.create(transaction=made, account=payable, credit=amount)
    return time.perf_counter() - began


def in_sets(count: int) -> float:
    """As fast as its models allow: sets of 500 transactions and their legs with `bulk_create`, each within `atomic`; the seconds."""
    from django.db import transaction
    from hordak.models import Leg, Transaction
    from moneyed import Money

    pairs, took = _pairs(), 0.0
    for start in range(0, count, SET):
        began = time.perf_counter()
        with transaction.atomic():
            made = Transaction.objects.bulk_create(
                [
                    Transaction(date=_DAY, description=f"bench {number}")
                    for number in range(start, start + SET)
                ]
            )
            legs = []
            for number, one in enumerate(made, start):
                costs, payable = pairs[number % PAIRS]
                amount = Money(Decimal(100 + number % 1000) / 100, "EUR")
                legs += [
                    Leg(transaction=one, account=costs, debit=amount),
                    Leg(transaction=one, account=payable, credit=amount),
                ]
            Leg.objects.bulk_create(legs)
        took += time.perf_counter() - began
    return took


def _worker(database: dict[str, Any], count: int, ready: Any) -> None:
    begin(database)
    one_by_one(5)
    ready.wait()
    one_by_one(count)
    ready.wait()


def at_once(database: dict[str, Any], count: int, processes: int) -> float:
    """One by one by several processes at once; the seconds from the first to the last."""
    ready = multiprocessing.get_context("spawn").Barrier(processes + 1)
    make = multiprocessing.get_context("spawn").Process
    working = [make(target=_worker, args=(database, count // processes, ready)) for _ in range(processes)]
    for one in working:
        one.start()
    ready.wait()
    began = time.perf_counter()
    ready.wait()
    took = time.perf_counter() - began
    for one in working:
        one.join()
    return took


def main(plan: dict[str, Any]) -> dict[str, Any]:
    """Do what is asked; what was posted is counted, and must be in balance."""
    from_plan = plan["work"]
    if from_plan == "at-once":
        return {"seconds": at_once(plan["database"], plan["count"], plan["processes"])}
    begin(plan["database"])
    if from_plan == "migrate":
        return migrate()
    from hordak.models import Transaction

    work = {"one-by-one": one_by_one, "in-sets": in_sets}[from_plan]
    work(SET if work is in_sets else 20)  # warms up
    before = Transaction.objects.count()
    seconds = work(plan["count"])
    return {"seconds": seconds, "made": Transaction.objects.count() - before}


if __name__ == "__main__":
    json.dump(main(json.load(sys.stdin)), sys.stdout)
