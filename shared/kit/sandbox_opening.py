"""Opening a sandbox in one call: in every service, with seeded data, and a token for each invented organisation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.clients.base import Client
from shared.clients.tokens import TokenSource, discover
from shared.errors import Refused, Text
from shared.kit.sandbox import open_tenant
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
    """Open the tenant here, seed it, and elsewhere and with credentials when asked; safe to repeat.

    Raises SandboxClosed, TenantExists, CredentialsRefused.
    """
    state = await open_tenant(ctx, asked)
    if asked.seed and ctx.service.seed is not None:
        await ctx.service.seed(ctx.acting_for(asked.owner), asked)
    if asked.everywhere:
        own = asked.model_copy(update={"everywhere": False, "credentials": False})
        for name, address in ctx.service.settings.service_urls.items():
            if name != ctx.service.name:
                sibling = Client(address, ctx.service.tokens, http=ctx.service.http)
                await sibling.request("POST", "/sandbox", body=own)
    credentials = await _credentials(ctx, asked) if asked.credentials else []
    return SandboxOpened(**state.model_dump(), credentials=credentials)


async def _credentials(ctx: Context, asked: NewSandboxTenant) -> list[SandboxCredential]:
    http, issuer = ctx.service.http, ctx.service.settings.issuers[0]
    roles = {asked.owner: "purchaser"}
    roles |= {oin: "auditor" if oin in asked.auditors else "provider" for oin in asked.organisations}
    endpoint = (await discover(http, issuer, "token_endpoint")).removesuffix("/token") + "/clients"
    authority = {"Authorization": f"Bearer {await ctx.service.tokens.token()}"}
    made = []
    for oin, role in roles.items():
        body = {"organisations": [oin], "scopes": [str(scope) for scope in GIVEN[role]], "role": role}
        response = await http.post(endpoint, json=body, headers=authority)
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
