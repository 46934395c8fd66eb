"""What an organisation can do with authorisations: give one, find it, and take it back."""

from __future__ import annotations

from uuid import UUID

from services.contracts.authorisations import rules, store
from services.contracts.authorisations.rules import (
    Authorisation,
    AuthorisationNotFound,
    Principal,
    PrincipalOnly,
)
from shared.kit import logbook
from shared.kit.context import Context, operation
from shared.kit.ownership import give_known
from shared.kit.rights import OURSELVES, grantable
from shared.kit.rows import PageRequest, Slice
from shared.schemas import contracts as schemas
from shared.values.terms import ActorKind, HolderRole, Scope


@operation
async def get_authorisation(ctx: Context, authorisation_id: UUID) -> Authorisation:
    """One authorisation, for who gave it and who holds it. Raises AuthorisationNotFound."""
    ctx.require(Scope.CONTRACTS_READ)
    async with ctx.read() as connection:
        found = await store.get_authorisation(connection, authorisation_id)
    if _only(ctx) not in (None, found.holder):
        raise AuthorisationNotFound(id=authorisation_id)
    return found


def _only(ctx: Context) -> str | None:
    """Whose authorisations alone are seen: those of who acts by one, and of a municipality's own portal those it holds itself."""
    actor = ctx.actor
    return actor.organisation if actor.kind is ActorKind.PORTAL and actor.via is None else actor.via


@operation
async def list_authorisations(
    ctx: Context,
    page: PageRequest,
    holder: str | None = None,
    role: HolderRole | None = None,
    reference: str | None = None,
) -> Slice[Authorisation]:
    """A page of authorisations, by holder, role or the client's own reference when asked.

    Who acts for another sees its own of that organisation, not those of others.
    """
    ctx.require(Scope.CONTRACTS_READ)
    only = _only(ctx)
    if only is not None and holder not in (None, only):
        return Slice([])
    async with ctx.read() as connection:
        return await store.list_authorisations(connection, page, only or holder, role, reference)


@operation
async def grant_authorisation(ctx: Context, new: schemas.NewAuthorisation) -> Authorisation:
    """Let another organisation act for the token's own, in a role, within scopes and days (F-06, F-26).

    The same client, reference and contents give what is there (Replayed). Raises AuthorisationRefused,
    AuthorisationExists, ReferenceUsed.
    """
    ctx.require(Scope.AUTHORISATIONS_WRITE)
    ctx.require_end_user()
    actor = ctx.actor
    speaking = ActorKind.PURCHASER if actor.kind in OURSELVES else actor.kind
    principal = Principal(actor.organisation, speaking, actor.scopes)
    usable = grantable(new.role, speaking)
    async with ctx.begin() as connection:
        given = await store.lock_given(connection, principal.organisation, new.holder)
        reference = new.external_reference
        if reference is not None:
            known = await store.find_authorisation_by_reference(
                connection, principal.organisation, actor.client_id, reference
            )
            if known is not None:
                give_known(schemas.Authorisation, known, reference, _contents(new))
        authorisation = rules.grant(new, principal, usable, given, ctx.today)
        await store.add_authorisation(connection, authorisation, actor.client_id)
        await logbook.record(ctx, connection, "authorisation-granted", schemas.Authorisation, authorisation)
    return authorisation


def _contents(new: schemas.NewAuthorisation) -> dict[str, object]:
    names = ("holder", "role", "citizen_id", "valid_from", "valid_until")
    return {**{name: getattr(new, name) for name in names}, "scopes": sorted(new.scopes)}


@operation
async def withdraw_authorisation(ctx: Context, authorisation_id: UUID) -> Authorisation:
    """Take an authorisation back, at once: its holder may do nothing by it from now on.

    Raises AuthorisationNotFound, PrincipalOnly, PreconditionFailed, AuthorisationOver.
    """
    ctx.require(Scope.AUTHORISATIONS_WRITE)
    ctx.require_end_user()
    async with ctx.begin() as connection:
        authorisation = await store.lock_authorisation(connection, authorisation_id)
        if authorisation.owner not in ctx.actor.organisations:
            raise PrincipalOnly(owner=authorisation.owner)
        ctx.expect(authorisation.version)
        authorisation, why = rules.withdraw(authorisation, ctx.today)
        await store.save_withdrawn(connection, authorisation)
        await logbook.record(
            ctx, connection, "authorisation-withdrawn", schemas.Authorisation, authorisation, why
        )
    return authorisation
