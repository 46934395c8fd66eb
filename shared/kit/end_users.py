"""Who the person at the client is, by the claim of which the operator says so."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from shared.kit.token_problems import TokenInvalid
from shared.values import mask_bsn

ACTING = "act.sub"
LONGEST = 255


def end_user_of(claims: Mapping[str, Any], client_id: str, claim: str = ACTING) -> str | None:
    """What the claim says (nested ones with a dot); None when it says nothing or names the client itself.

    A `sub` that differs from the client is no proof of a person: to Keycloak a machine is a user with an id of its own
    (service-account-<client>). It counts only where the operator says so, and not when the token shows that it is a
    machine's. A BSN in it is masked here, once: logs, siblings and the issuer hear two digits of it (F-06). Raises
    TokenInvalid.
    """
    *path, last = claim.split(".")
    holder: Any = claims
    for part in path:
        holder = holder.get(part, {})
        if not isinstance(holder, dict):
            raise TokenInvalid(reason=f"{part}-malformed")
    if last not in holder:
        return None
    found, account = holder[last], f"service-account-{client_id.lower()}"
    if not isinstance(found, str) or not 0 < len(found) <= LONGEST:
        raise TokenInvalid(reason=f"{last.replace('_', '-')}-missing")
    machine = claim == "sub" and (
        claims.get("preferred_username") == account
        or claims.get("gty") == "client-credentials"
        or claims.get("idtyp") == "app"
    )
    return None if machine or found in (client_id, account) else mask_bsn(found)
