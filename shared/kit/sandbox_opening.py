"""Opening a sandbox in one call: in every service, with seeded data, and a token for each invented organisation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.clients.base import Client, Refusal
from shared.clients.tokens import TokenSource, discover
from shared.errors import Refused, Text
from shared.kit.sandbox import open_tenant
from shared.kit.sandbox_guests import GuestKnown
from shared.schemas.common import NewSandboxTenant, SandboxCredential, SandboxOpened
from shared.values.terms import Scope

if TYPE_CHECKING:
    from shared.kit.context import Context

READS = (
    Scope.CONTRACTS_READ,
    Scope.ACCESS_READ,
    Scope.SETTLEMENT_READ,
    Scope.OUTCOMES_READ,
    Scope.EVENTS_READ,
)
GIVEN = {
    "purchaser": tuple(scope for scope in Scope if scope not in (Scope.EVENTS_ALL, Scope.OUTCOMES_AUDIT)),
    "provider": (
        *READS,
        Scope.CONTRACTS_WRITE,
        Scope.ACCESS_WRITE,
        Scope.OUTCOMES_WRITE,
        Scope.AUTHORISATIONS_WRITE,
        Scope.SUBSCRIPTIONS_WRITE,
    ),
    "auditor": (*READS, Scope.OUTCOMES_AUDIT, Scope.SUBSCRIPTIONS_WRITE),
}


class CredentialsRefused(Refused):
    """The issuer gives no clients for these organisations."""

    code = "sandbox-credentials-refused"
    title = Text("Geen tokens voor deze zandbak", "No tokens for this sandbox")
    detail = Text("De tokenuitgever weigert: {reason}.", "The token issuer refuses: {reason}.")
    mend = Text(
        "Gebruik test-OIN's (00000099…) en de lokale tokenuitgever.",
        "Use test OINs (00000099…) and the local issuer.",
    )


async def open_sandbox(ctx: Context, asked: NewSandboxTenant) -> SandboxOpened:
    """Open the tenant here, elsewhere when asked, seed it, and give credentials when asked; safe to repeat.

    Credentials of other organisations than the token's own open it everywhere: they are given only when none of the services
    knows those organisations yet. Raises SandboxClosed, TenantExists, GuestKnown, CredentialsRefused.
    """
    state = await open_tenant(ctx, asked)
    others = {asked.owner, *asked.organisations} - set(ctx.actor.organisations)
    if asked.everywhere or (asked.credentials and others):
        # Before the seed: what is told of the guests here is followed there, and would make them known.
        await _open_elsewhere(ctx, asked)
    if asked.seed and ctx.service.seed is not None:
        await ctx.service.seed(ctx.acting_for(asked.owner), asked)
    credentials = await _credentials(ctx, asked) if asked.credentials else []
    return SandboxOpened(**state.model_dump(), credentials=credentials)


async def _open_elsewhere(ctx: Context, asked: NewSandboxTenant) -> None:
    own = asked.model_copy(update={"everywhere": False, "credentials": False})
    for name, address in ctx.service.settings.service_urls.items():
        if name == ctx.service.name:
            continue
        sibling = Client(address, ctx.service.tokens, http=ctx.service.http)
        try:
            await sibling.request("POST", "/sandbox", body=own)
        except Refusal as refusal:
            if refusal.code == GuestKnown.code:
                raise GuestKnown(guests=", ".join(asked.organisations)) from refusal
            raise


async def _credentials(ctx: Context, asked: NewSandboxTenant) -> list[SandboxCredential]:
    http, issuer = ctx.service.http, ctx.service.settings.issuers[0]
    roles = {asked.owner: "purchaser"}
    roles |= {oin: "auditor" if oin in asked.auditors else "provider" for oin in asked.organisations}
    endpoint = (await discover(http, issuer, "token_endpoint")).removesuffix("/token") + "/clients"
    authority = {"Authorization": f"Bearer {await ctx.service.tokens.token()}"}
    made = []
    for oin, role in roles.items():
        response = await http.post(endpoint, json=_wish(ctx, asked.owner, oin, role), headers=authority)
        if response.status_code != 201:
            raise CredentialsRefused(reason=response.text[:200])
        found = response.json()
        source = TokenSource(issuer, found["clientId"], found["privateJwk"], http=http)
        token = await source.token(end_user="zandbak")
        made.append(
            SandboxCredential(
                organisation=oin,
                role=role,
                client_id=found["clientId"],
                private_jwk=found["privateJwk"],
                access_token=token,
            )
        )
    return made


def _wish(ctx: Context, owner: str, oin: str, role: str) -> dict[str, object]:
    """What is asked of the issuer for one organisation: for the token's own no more than that token has, as the issuer itself
    holds it; for another only when every client that it has was given for this same sandbox."""
    actor, scopes = ctx.actor, [str(scope) for scope in GIVEN[role]]
    wish: dict[str, object] = {"organisations": [oin], "role": role}
    if oin in actor.organisations:
        return wish | {"scopes": [scope for scope in scopes if scope in actor.scopes]}
    return wish | {"scopes": scopes, "sandbox": owner}
