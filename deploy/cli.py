"""The commands of `bedoeling`: each imports what it needs only when it is called, so that a short one stays short."""

from __future__ import annotations

import argparse
import asyncio
import errno
import gc
import importlib
import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from deploy.settings import SERVICES, Settings, Trouble

if TYPE_CHECKING:
    from deploy.settings import ServiceDatabase
    from deploy.supervisor import House

# Commands that stand in a module of their own and read their own arguments: `run(arguments) -> exit code`.
_ELSEWHERE = {
    "demo": ("deploy.demo.main", "play the whole story on four services and say what happened"),
    "work": ("deploy.work", "do the work of the day that starts itself"),
    "reconcile": ("deploy.reconcile", "after a restore: renew a feed's epoch, let its followers go on"),
    "processing": (
        "deploy.processing",
        "verify the seals on a processing log, destroy months past their term",
    ),
    "rekey": ("deploy.rekey", "seal citizens' data anew under the key that stands in front"),
    "sandbox": ("deploy.sandbox", "move the clock of a sandbox tenant over all services"),
    "bench": ("tests.bench.main", "measure beside the bare limit"),
    "feature": ("deploy.feature", "begin a new feature in a service"),
    "events": (
        "deploy.events",
        "write docs/events.md from what the services tell, or say whether it is up to date",
    ),
    "rights": ("deploy.rights", "write docs/rights.md from the matrices, or say whether it is up to date"),
    "lint-openapi": ("deploy.lint_openapi", "hold the OpenAPI documents against the NL API Design Rules"),
}

_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES)


def main(arguments: Sequence[str]) -> int:
    """Run one command; returns its exit code: 0 good, 1 refused, 2 something around it must be mended, 130 stopped."""
    try:
        if arguments and arguments[0] in _ELSEWHERE:
            module = importlib.import_module(_ELSEWHERE[arguments[0]][0])
            return int(module.run(list(arguments[1:])) or 0)
        chosen = _parser().parse_args(arguments)
        action: Callable[[argparse.Namespace], int] = chosen.action
        return action(chosen)
    except Trouble as trouble:
        return _say(trouble)
    except KeyboardInterrupt:
        return 130
    except Exception as error:  # a full disk reaches us in as many shapes as there are libraries
        no_room = _no_room(error)
        if no_room is None:
            raise
        return _say(no_room)


def _no_room(error: BaseException | None) -> Trouble | None:
    """The sentence for a disk that is full or closed, when that is at the bottom of this error."""
    while error is not None:
        if getattr(error, "sqlstate", None) == "53100":
            return Trouble(
                "The database's disk is full; free some space and start again.",
                "De schijf van de database is vol; maak ruimte en start opnieuw.",
            )
        if isinstance(error, OSError) and error.errno in _NO_ROOM:
            where = error.filename or "the state folder"
            return Trouble(
                f"Cannot write to {where} ({error.strerror}); free it or set BEDOELING_STATE to another folder.",
                f"Kan niet schrijven naar {where} ({error.strerror}); maak ruimte of zet BEDOELING_STATE op een andere map.",
            )
        error = error.__cause__ or error.__context__
    return None


def _say(trouble: Trouble) -> int:
    sys.stderr.write(f"bedoeling: {trouble.en}\n           {trouble.nl}\n")
    return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="bedoeling", description="Start, migrate and look after the house.")
    commands = parser.add_subparsers(title="commands", required=True, metavar="<command>")

    up = commands.add_parser("up", help="start everything and stay until Ctrl-C")
    up.set_defaults(action=_up)

    run = commands.add_parser("run", help="serve one service in this process")
    run.add_argument("service", choices=SERVICES)
    run.add_argument("--port", type=int, help="else BEDOELING_PORT_<SERVICE>")
    run.add_argument("--host", default="127.0.0.1")
    run.set_defaults(action=_run)

    issuer = commands.add_parser(
        "issuer", help="serve the local token issuer, or have it sign with a new key"
    )
    issuer.add_argument("what", choices=("serve", "rotate"), nargs="?", default="serve")
    issuer.add_argument("--algorithm", default="RS256", help="of the new key: RS256, PS256 or ES256")
    issuer.add_argument("--port", type=int, help="else BEDOELING_PORT_ISSUER")
    issuer.add_argument("--host", default="127.0.0.1")
    issuer.set_defaults(action=_issuer)

    migrate = commands.add_parser("migrate", help="bring the tables up to date")
    migrate.add_argument("service", choices=SERVICES, nargs="?", help="only this one")
    migrate.add_argument("--check", action="store_true", help="change nothing; 1 when migrations are missing")
    migrate.set_defaults(action=_migrate)

    from deploy.tokens import add_arguments

    add_arguments(commands.add_parser("token", help="a token of the local issuer, for trying things out"))
    for name, (_, line) in _ELSEWHERE.items():
        commands.add_parser(name, help=line)
    return parser


def _run(chosen: argparse.Namespace) -> int:
    """Serve one service with uvicorn: one worker, five seconds for what is under way when it must stop."""
    import uvicorn

    from shared.kit.serving import KEEP_ALIVE_SECONDS
    from shared.kit.settings import SettingMissing
    from shared.kit.telemetry import configure

    configure(chosen.service)
    app = importlib.import_module(f"services.{chosen.service}.app")
    try:
        settings = importlib.import_module(f"services.{chosen.service}.settings").Settings.from_environment(
            chosen.service
        )
    except SettingMissing as missing:
        sys.stderr.write(f"bedoeling: {missing}\n")
        return 2
    port = chosen.port if chosen.port is not None else Settings.from_environment().ports[chosen.service]
    application = app.create_app(settings)
    # What was made to last is never looked at again: the collector took a quarter of a page's time (docs/benchmarks.md).
    gc.collect()
    gc.freeze()
    uvicorn.run(
        application,
        host=chosen.host,
        port=port,
        loop="uvloop",
        http="shared.kit.serving:Protocol",
        timeout_keep_alive=KEEP_ALIVE_SECONDS,
        access_log=False,
        log_config=None,
        server_header=False,
        log_level="warning",
        timeout_graceful_shutdown=5,
    )
    return 0


def _issuer(chosen: argparse.Namespace) -> int:
    from deploy import issuer

    settings = Settings.from_environment()
    port = chosen.port if chosen.port is not None else settings.ports["issuer"]
    folder = settings.state / "issuer"
    if chosen.what == "rotate":
        from deploy.issuer_rotation import run

        return run(f"http://{chosen.host}:{port}", folder, chosen.algorithm)
    issuer.main(["--state", str(folder), "--host", chosen.host, "--port", str(port)])
    return 0


def _up(chosen: argparse.Namespace) -> int:
    from deploy import supervisor

    async def stay() -> int:
        sys.stderr.write("Starting PostgreSQL, the issuer and four services …\n")
        async with supervisor.House() as house:
            print(_welcome(house), flush=True)
            await asyncio.Event().wait()
        return 0

    code = supervisor.run(stay())
    sys.stderr.write("Everything has stopped.\n")
    return 0 if code in (130, 143) else code


def _welcome(house: House) -> str:
    """Where everything is, with a request to try."""
    lines = ["", "Everything runs. Stop it with Ctrl-C."]
    for name in SERVICES:
        url = house.urls[name]
        lines.append(f"  {name:<11} {url}   REST {url}/v1/docs   GraphQL {url}/v1/graphql")
    lines.append(f"  {'issuer':<11} {house.urls['issuer']}")
    lines.append(f"  logs        {house.settings.logs}")
    lines += [
        "",
        "A request to try, in another terminal:",
        '  curl -H "Authorization: Bearer $(.venv/bin/python -m deploy token --as municipality)" '
        f"{house.urls['contracts']}/v1/contracts",
    ]
    return "\n".join(lines)


def _migrate(chosen: argparse.Namespace) -> int:
    from deploy import migrate

    settings = Settings.from_environment()
    services = (chosen.service,) if chosen.service else SERVICES
    code = 0
    with _Databases(settings) as databases:
        for service in services:
            if chosen.check:
                behind = not asyncio.run(migrate.is_current(service, databases[service]))
                missing = None if behind else migrate.check(service, databases[service])
                print(f"{service}: {'migrations are waiting' if behind else missing or 'up to date'}")
                code = max(code, int(behind or missing is not None))
            else:
                print(
                    f"{service}: {'migrated' if migrate.upgrade(service, databases[service]) else 'up to date'}"
                )
    return code


class _Databases:
    """All databases for the length of a `with`, from the embedded server (started if need be) or from the settings."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def __enter__(self) -> dict[str, ServiceDatabase]:
        from deploy.account import make_folder
        from deploy.databases import check_database, prepare_databases
        from deploy.postgres import Cluster

        found = dict(self._settings.databases)
        for service, database in found.items():
            asyncio.run(check_database(service, database))
        embedded = [service for service in SERVICES if service not in found]
        self._cluster = None
        if embedded:
            make_folder(self._settings.state)
            self._cluster = Cluster(
                self._settings.state / "postgres", log=self._settings.logs / "postgres.log"
            )
            self._cluster.start()
            try:
                secrets = self._cluster.secrets
                found |= asyncio.run(
                    prepare_databases(self._cluster.superuser_dsn, embedded, secrets=secrets)
                )
            except BaseException:
                self._cluster.stop()
                raise
        return found

    def __exit__(self, *_: object) -> None:
        if self._cluster is not None:
            self._cluster.stop()
