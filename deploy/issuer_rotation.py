"""`bedoeling issuer rotate`: the local issuer signs with a new key; what was signed before stays good until it expires."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import httpx

from deploy.issuer_keys import SANDBOX_ADMIN, read_private_key
from deploy.settings import Trouble
from shared.clients.tokens import IssuerUnavailable, TokenSource


def run(issuer_url: str, folder: Path, algorithm: str) -> int:
    """Ask the running issuer of this state folder for a new key and say which it is. Raises Trouble."""
    made = asyncio.run(rotate(issuer_url, folder, algorithm))
    print(f"{issuer_url} signs with {made['kid']} ({made['algorithm']}); published: {len(made['published'])}")
    return 0


async def rotate(issuer_url: str, folder: Path, algorithm: str = "RS256") -> dict[str, Any]:
    """The issuer's answer: `kid`, `algorithm` and the kids that it publishes. Raises Trouble."""
    async with httpx.AsyncClient(trust_env=False, timeout=10) as http:
        try:
            key = read_private_key(folder, SANDBOX_ADMIN)
            token = await TokenSource(issuer_url, SANDBOX_ADMIN, key, http=http).token()
            answer = await http.post(
                f"{issuer_url}/keys",
                json={"algorithm": algorithm},
                headers={"Authorization": f"Bearer {token}"},
            )
        except (FileNotFoundError, IssuerUnavailable, httpx.HTTPError) as error:
            raise Trouble(
                f"No issuer answers at {issuer_url}; start everything with `make up` first.",
                f"Op {issuer_url} antwoordt geen tokenuitgever; start eerst alles met `make up`.",
            ) from error
    if answer.status_code != 201:
        raise Trouble(
            f"The issuer makes no new key ({answer.text}); choose RS256, PS256 or ES256.",
            f"De tokenuitgever maakt geen nieuwe sleutel ({answer.text}); kies RS256, PS256 of ES256.",
        )
    made: dict[str, Any] = answer.json()
    return made
