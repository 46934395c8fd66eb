"""`bedoeling processing`: verifies the seals on a service's processing log, and destroys months whose term is over."""

from __future__ import annotations

import argparse
import asyncio
import getpass
import json
import os
import sys
from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from deploy.service import opened, owned
from deploy.settings import SERVICES, Trouble
from shared.kit.clock import machine_now
from shared.kit.processing_chain import SEALS, Seal, key_of
from shared.kit.processing_decisions import decisions
from shared.kit.processing_months import LEAST_YEARS, Destruction, destroy, destructions
from shared.kit.processing_sealing import seal
from shared.kit.processing_verifying import Verdict, verify

if TYPE_CHECKING:
    from shared.kit.service import Service


def run(arguments: Sequence[str]) -> int:
    """0 when all is well, 1 when the log was tampered with. Raises Trouble."""
    parser = argparse.ArgumentParser(prog="bedoeling processing", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True, metavar="<command>")
    for name, told in {
        "verify": "recompute the seals; says the first month, seal and what was done, and ends with 1",
        "drop": f"destroy whole months older than BEDOELING_PROCESSING_YEARS (at least {LEAST_YEARS}) and declare it",
        "decisions": "print the authorisation decisions of a period, one JSON record a line (ADL)",
    }.items():
        command = commands.add_parser(name, help=told)
        command.add_argument("service", choices=SERVICES)
        if name == "verify":
            command.add_argument(
                "--anchor", help="hash of a seal that was kept elsewhere: it must be there still"
            )
        if name == "drop":
            command.add_argument("--show", action="store_true", help="say what would go, and leave it")
            command.add_argument(
                "--by", default=_person(), help="who declares it (default: the user of this machine)"
            )
        if name == "decisions":
            command.add_argument("--from", dest="since", type=datetime.fromisoformat, required=True)
            command.add_argument("--to", dest="until", type=datetime.fromisoformat, required=True)
    chosen = parser.parse_args(arguments)
    if chosen.command == "verify":
        return asyncio.run(_verify(chosen.service, chosen.anchor))
    if chosen.command == "decisions":
        return asyncio.run(_decisions(chosen.service, chosen.since, chosen.until))
    return asyncio.run(drop(chosen.service, machine_now().date(), by=chosen.by, show=chosen.show))


def _person() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "operator"


def _keys(service: Service) -> list[bytes]:
    """The present key of the seals, and those of secrets that were in use before."""
    former = os.environ.get("BEDOELING_FORMER_SECRETS", "")
    try:
        secrets = [bytes.fromhex(one.strip()) for one in former.split(",") if one.strip()]
    except ValueError as error:
        raise Trouble(
            "BEDOELING_FORMER_SECRETS cannot be used; write the former secrets as hex, with commas between.",
            "BEDOELING_FORMER_SECRETS is niet te gebruiken; schrijf de vorige geheimen als hex, met komma's ertussen.",
        ) from error
    return [key_of(one) for one in (service.secret, *secrets)]


async def _verified(service: Service, anchor: str | None = None) -> Verdict:
    async with service.database.worker.acquire() as raw:
        return await verify(raw, _keys(service), anchor)


async def _verify(name: str, anchor: str | None) -> int:
    async with opened(name) as service:
        verdict = await _verified(service, anchor)
    if verdict.findings:
        sys.stderr.write(
            f"bedoeling: the processing log of {name} was tampered with: {verdict.findings[0]}\n"
        )
        sys.stderr.write(
            f"           aan het verwerkingenlogboek van {name} is geknoeid, zie de eerste bevinding\n"
        )
        for finding in verdict.findings[1:]:
            sys.stderr.write(f"           {finding}\n")
        return 1
    print(
        f"{name}: {verdict.seals} seals over {verdict.lines} lines are whole; {verdict.unsealed} not sealed yet"
    )
    if verdict.destroyed:
        print(f"destroyed after their term: {', '.join(f'{one:%Y-%m}' for one in verdict.destroyed)}")
    if verdict.newest is not None:
        place = f"{verdict.newest.month:%Y-%m}/{verdict.newest.number}"
        print(f"newest seal {place}; keep its hash elsewhere for --anchor: {verdict.newest.hash.hex()}")
    return 0


def _years() -> int:
    told = os.environ.get("BEDOELING_PROCESSING_YEARS") or str(LEAST_YEARS)
    if not told.isdigit() or int(told) < LEAST_YEARS:
        raise Trouble(
            f"BEDOELING_PROCESSING_YEARS is {told}; lines are kept for at least {LEAST_YEARS} years (NEN 7513).",
            f"BEDOELING_PROCESSING_YEARS is {told}; regels blijven ten minste {LEAST_YEARS} jaar bewaard (NEN 7513).",
        )
    return int(told)


async def drop(name: str, today: date, *, by: str, show: bool = False) -> int:
    """Destroy what is due on this day, after sealing and verifying all: what is destroyed was whole. Raises Trouble."""
    years = _years()
    async with opened(name) as service:
        await seal(service)
        verdict = await _verified(service)
        if verdict.findings:
            sys.stderr.write(
                f"bedoeling: nothing is destroyed in a log that was tampered with: {verdict.findings[0]}\n"
            )
            sys.stderr.write("           er wordt niets vernietigd in een logboek waaraan is geknoeid\n")
            return 1
        async with service.database.worker.acquire() as raw:
            seals = [Seal(*row) for row in await raw.fetch(SEALS)]
        due = destructions(key_of(service.secret), seals, today, years=years, declared_by=by)
    if not due:
        print(f"{name}: no month is older than {years} years")
        return 0
    if not show:
        async with owned(name) as owner:
            for one in due:
                await destroy(owner, one)
    for one in due:
        print(_declared(name, one, today, years, by, show=show))
    return 0


def _declared(name: str, one: Destruction, today: date, years: int, by: str, *, show: bool) -> str:
    """The declaration of destruction (verklaring van vernietiging), to be filed."""
    row = one.declaration.row
    what = "to be destroyed" if show else "destroyed"
    return (
        f"{what} on {today}: processing log of {name}, month {one.month:%Y-%m}, {row.lines} lines ({row.first_id} to"
        f" {row.last_id}), kept for {years} years (NEN 7513, BEDOELING_PROCESSING_YEARS); declared by {by};"
        f" seal {row.number}: {row.hash.hex()}"
    )


async def _decisions(name: str, since: datetime, until: datetime) -> int:
    async with opened(name) as service:
        async for record in decisions(service, since.astimezone(), until.astimezone()):
            print(json.dumps(record, ensure_ascii=False))
    return 0
