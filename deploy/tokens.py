"""`bedoeling token`: a token of the local issuer for an invented organisation, to try the services by hand."""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from deploy.settings import Settings, Trouble, write_private

_ALL = "contracts access settlement outcomes"
_READ = [f"{service}:read" for service in _ALL.split()]
_WRITE = [f"{service}:write" for service in _ALL.split()]


@dataclass(frozen=True, slots=True)
class Part:
    """An invented organisation that one can be: its OIN and what its token may do."""

    oin: str
    role: str
    scopes: tuple[str, ...]


_EVENTS = ("events:read", "subscriptions:write")
_PURCHASER = (
    *_READ, *_WRITE, "access:decide", "settlement:pay", "persons:read", "persons:write", "processing:read",
    "authorisations:write", *_EVENTS, "sandbox",
)  # fmt: skip
PARTS = {
    "municipality": Part("00000099000000001001", "purchaser", _PURCHASER),
    # Its officers for remedies have clients of their own: what they read is behind a wall (F-05).
    "objections": Part(
        "00000099000000001001", "purchaser", ("access:read", "access:write", "objections:handle")
    ),
    "complaints": Part(
        "00000099000000001001", "purchaser", ("access:read", "access:write", "complaints:handle")
    ),
    "region": Part("00000099000000001002", "region", _PURCHASER),
    "provider": Part(
        "00000099000000002001", "provider", (*_READ, *_WRITE, "authorisations:write", *_EVENTS, "sandbox")
    ),
    "auditor": Part(
        "00000099000000003001",
        "auditor",
        ("contracts:read", "settlement:read", "outcomes:read", "outcomes:audit", *_EVENTS),
    ),
    "vendor": Part("00000099000000004001", "vendor", (*_READ, *_WRITE, "persons:read", *_EVENTS)),
    "researcher": Part(
        "00000099000000005001", "researcher", ("contracts:read", "outcomes:read", "outcomes:write", *_EVENTS)
    ),
    "insurer": Part(
        "00000099000000006001", "insurer", ("contracts:read", "settlement:read", "outcomes:read", *_EVENTS)
    ),
    "ombuds": Part("00000099000000007001", "ombuds", ("access:read", "access:write")),
    "arbiter": Part("00000099000000009001", "arbiter", ("access:read", "access:write")),
    "portal": Part("00000099000000008001", "portal", ("access:read", "persons:read")),
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Tell argparse what the command takes."""
    parser.add_argument("--as", dest="part", choices=PARTS, default="municipality", help="who you are")
    parser.add_argument("--organisation", help="another OIN of 20 digits beginning with 00000099")
    parser.add_argument("--scope", help="only these scopes, separated by spaces")
    parser.add_argument("--end-user", default="proefgebruiker", help="the person on whose behalf you ask")
    parser.set_defaults(action=_token)


def _token(chosen: argparse.Namespace) -> int:
    settings = Settings.from_environment()
    url = f"http://127.0.0.1:{settings.ports['issuer']}"
    token = asyncio.run(
        token_for(
            url,
            settings.state,
            chosen.part,
            organisation=chosen.organisation,
            scope=chosen.scope,
            end_user=chosen.end_user,
        )
    )
    sys.stdout.write(token + "\n")
    return 0


async def token_for(
    issuer_url: str,
    state: Path,
    part: str = "municipality",
    *,
    organisation: str | None = None,
    scope: str | None = None,
    end_user: str | None = None,
) -> str:
    """A token of the local issuer for one of `PARTS`, by default with its own OIN, all its scopes and no end user.

    Its client is made at the first time and its key kept in `<state>/clients`. Raises Trouble.
    """
    import httpx

    from shared.clients.tokens import IssuerUnavailable, TokenRefused, TokenSource

    oin = organisation or PARTS[part].oin
    kept = state / "clients" / f"{part}-{oin}.json"
    for attempt in (1, 2):
        try:
            if not kept.exists():
                write_private(kept, json.dumps(await _register(issuer_url, state, part, oin)))
            client = json.loads(kept.read_text())
            source = TokenSource(issuer_url, client["clientId"], client["privateJwk"], scope, end_user)
            try:
                return await source.token()
            finally:
                await source.aclose()
        except TokenRefused as error:
            if error.error == "invalid_client" and attempt == 1:
                kept.unlink(missing_ok=True)  # the issuer began anew and knows this client no more
                continue
            raise Trouble(
                f"The issuer refuses this token ({error}); ask for other scopes or another organisation.",
                f"De tokenuitgever weigert dit token ({error}); vraag andere scopes of een andere organisatie.",
            ) from error
        except (IssuerUnavailable, httpx.HTTPError, FileNotFoundError) as error:
            raise Trouble(
                f"No issuer answers at {issuer_url}; start everything with `make up` first.",
                f"Op {issuer_url} antwoordt geen tokenuitgever; start eerst alles met `make up`.",
            ) from error
    raise AssertionError("the loop always returns or raises")


async def _register(issuer_url: str, state: Path, part: str, oin: str) -> dict[str, Any]:
    """Make a client at the issuer, as the sandbox administrator of this machine."""
    import httpx

    from deploy.issuer_keys import SANDBOX_ADMIN, read_private_key
    from shared.clients.tokens import TokenSource

    async with httpx.AsyncClient(trust_env=False, timeout=5) as http:
        administrator = TokenSource(
            issuer_url, SANDBOX_ADMIN, read_private_key(state / "issuer", SANDBOX_ADMIN), http=http
        )
        answer = await http.post(
            f"{issuer_url}/clients",
            json={"organisations": [oin], "scopes": list(PARTS[part].scopes), "role": PARTS[part].role},
            headers={"Authorization": f"Bearer {await administrator.token()}"},
        )
    if answer.status_code != 201:
        raise Trouble(
            f"The issuer makes no client for {oin} ({answer.text}); use an OIN of 20 digits beginning with 00000099.",
            f"De tokenuitgever maakt geen client voor {oin} ({answer.text}); gebruik een OIN van 20 cijfers dat begint "
            "met 00000099.",
        )
    made: dict[str, Any] = answer.json()
    return made
