"""An operation: one thing that a person or a service can do, with its right kept and what it showed of persons noted."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime
from functools import wraps
from inspect import signature
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

import asyncpg

from shared.errors import NotFound, Problem, Refused
from shared.kit import processing
from shared.kit.auth import ScopeMissing
from shared.kit.clock import machine_now
from shared.kit.problems import InProgress, KeyExpired
from shared.kit.processing import subjects_in, subjects_of
from shared.kit.processing_subjects import subjects_of_refusal
from shared.kit.retries import Replayed
from shared.kit.rights import OURSELVES, Right, check
from shared.values.terms import ActorKind, ProcessingEvent

if TYPE_CHECKING:
    from shared.kit.context import Context

Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")
_AGAIN = (asyncpg.DeadlockDetectedError, asyncpg.SerializationError)
_RETRIES = 3


def operation(function: Callable[Arguments, Awaitable[Result]]) -> Callable[Arguments, Awaitable[Result]]:
    """Mark one thing a person or a service can do: one transaction, tried again at most three times on a deadlock.

    The service's rights are kept here, for REST, the graph and all else that calls an operation: RoleNotAllowed or
    PurchaserOnly (403) for a role that has no such right, ScopeMissing (403), and EndUserMissing (403) where persons are
    touched. What a reading returned about persons is noted for the processing log, and whom a refusal was about or names; a
    write notes itself (logbook.record).
    """
    resource, parameters = _resource_of(function), list(signature(function).parameters)

    @wraps(function)
    async def run(*args: Arguments.args, **kwargs: Arguments.kwargs) -> Result:
        if resource is None:
            return await attempt(*args, **kwargs)
        ctx: Context = args[0]  # type: ignore[assignment]
        right = ctx.service.rights.of(resource, function.__name__)
        admit(ctx, right)
        if right.activity is None:
            return await attempt(*args, **kwargs)
        name, seen = function.__name__, ctx.seen
        # What the service looks up for its own due work is no search of somebody's.
        began, asked = machine_now(), "" if ctx.actor.kind is ActorKind.SYSTEM else ctx.actor.organisation
        seen.right, seen.began, seen.met = right, began, []
        try:
            result = await attempt(*args, **kwargs)
        except Replayed as replayed:
            # Nothing happened now, but what was answered then is shown once more.
            shown = subjects_in(replayed.answer.body, citizens=resource == "citizens")
            seen.note(right, name, shown, began, event=ProcessingEvent.READ)
            raise
        except NotFound:
            seen.note(right, name, {}, began, asked=asked)
            raise
        except Refused as refused:
            _note_refusal(
                ctx, right, name, refused, dict(zip(parameters, args, strict=False)) | kwargs, began
            )
            raise
        except Problem:
            raise  # nothing of a person was told: it stands in the security log alone
        except Exception:
            seen.failed(right, name, asked, began)
            raise
        if right.event not in processing.CHANGES:
            seen.note(right, name, subjects_of(result), began, asked=asked)
        else:
            # Who was changed has a line in the transaction; who else was shown gets one here.
            seen.note(right, name, subjects_of(result), began, event=ProcessingEvent.READ)
        return result

    async def attempt(*args: Arguments.args, **kwargs: Arguments.kwargs) -> Result:
        for attempt in range(_RETRIES + 1):
            try:
                return await function(*args, **kwargs)
            except _AGAIN:
                if attempt == _RETRIES:
                    raise
            except asyncpg.UniqueViolationError as error:
                name = error.constraint_name or ""
                if name == "uq_logbook_retry_key":
                    raise InProgress() from error  # the last wall: another transaction finished with this key just now
                if attempt == _RETRIES or not name.endswith("_external_reference"):
                    raise  # else: made just now under the same reference, so the next attempt finds it
            except Refused as refused:
                # A number or an OIN that was taken just now may be so under the same reference: look once more.
                if attempt or not isinstance(refused.__cause__, asyncpg.UniqueViolationError):
                    raise
        raise AssertionError("unreachable")

    return run


def _note_refusal(
    ctx: Context, right: Right, name: str, refused: Refused, asked: dict[str, Any], began: datetime
) -> None:
    """Note whose state a refusal told (409): it answers a question about that person."""
    if ctx.actor.kind is ActorKind.SYSTEM or isinstance(refused, InProgress | KeyExpired):
        return
    about, named = subjects_of_refusal(refused, ctx.actor.organisation, ctx.seen.met, asked)
    ctx.seen.refused(right, name, about, named, began)


def admit(ctx: Context, right: Right) -> None:
    """Keep one right: RoleNotAllowed, PurchaserOnly, ScopeMissing and EndUserMissing are all 403."""
    actor = ctx.actor
    check(right, actor)
    if right.scope is not None and right.scope not in actor.scopes:
        raise ScopeMissing(scope=str(right.scope))
    if right.activity is not None and actor.kind not in OURSELVES:
        ctx.require_end_user()


def _resource_of(function: Callable[..., Any]) -> str | None:
    """The feature whose operation this is: `services.<service>.<feature>.operations`; None outside the services."""
    parts = function.__module__.split(".")
    return parts[2] if parts[0] == "services" and len(parts) > 3 else None
