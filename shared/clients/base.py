"""What the typed clients have in common: tokens, retries that are safe, problems as exceptions, no HTTP in a transaction."""

from __future__ import annotations

import asyncio
from copy import copy
from typing import Any, Protocol, Self, TypeVar
from uuid import uuid4

import httpx
from pydantic import BaseModel

from shared import guard
from shared.schemas.common import EventPage
from shared.schemas.rights import MyRights

Model = TypeVar("Model", bound=BaseModel)


class Tokens(Protocol):
    """Where a client gets its access token."""

    async def token(self) -> str:
        """A token that is still good."""
        ...


class Refusal(Exception):  # noqa: N818  (a sibling's answer, not a fault of ours)
    """A problem answer: its HTTP status and the problem document."""

    def __init__(self, status: int, problem: dict[str, Any]) -> None:
        super().__init__(f"{status} {problem.get('code', '')} {problem.get('detail', '')}")
        self.status = status
        self.problem = problem

    @property
    def code(self) -> str:
        """The problem's stable code."""
        return str(self.problem.get("code", ""))


class Unreachable(Exception):  # noqa: N818
    """A service did not answer, however often it was asked."""


class Client:
    """One service over HTTP, for one identity; every write carries an idempotency key, so every retry is safe."""

    def __init__(
        self,
        base_url: str,
        tokens: Tokens,
        *,
        http: httpx.AsyncClient | None = None,
        language: str = "nl",
        patience: float = 5.0,
    ) -> None:
        self.base_url = base_url.rstrip("/") + "/v1"
        self.tokens = tokens
        self.http = http or httpx.AsyncClient(timeout=10.0)
        self.language = language
        self.patience = patience
        self.owner: str | None = None
        self.traceparent: str | None = None

    def acting_for(self, owner: str) -> Self:
        """The same client, in the name of an organisation that authorised it (header Bedoeling-On-Behalf-Of).

        A sibling service asks for any purchaser.
        """
        other = copy(self)
        other.owner = owner
        return other

    def traced(self, traceparent: str) -> Self:
        """The same client, asking under a trace (W3C Trace Context): what it makes happen there is found from here."""
        other = copy(self)
        other.traceparent = traceparent
        return other

    async def request(
        self,
        method: str,
        path: str,
        *,
        body: BaseModel | dict[str, Any] | None = None,
        content: bytes | None = None,
        content_type: str = "application/json",
        params: dict[str, Any] | None = None,
        key: str | None = None,
        headers: dict[str, str] | None = None,
    ) -> httpx.Response:
        """One request, tried again while the service is away or says 409 request-in-progress; Refusal on a problem."""
        guard.assert_no_transaction()
        if isinstance(body, BaseModel):
            content = body.model_dump_json(by_alias=True, exclude_unset=True).encode()
        elif body is not None:
            content = httpx.Request("POST", "http://json", json=body).content
        sent = {
            "Authorization": f"Bearer {await self.tokens.token()}",
            "Accept-Language": self.language,
            **(headers or {}),
        }
        told = {"Bedoeling-On-Behalf-Of": self.owner, "traceparent": self.traceparent}
        sent |= {name: value for name, value in told.items() if value is not None}
        if content is not None:
            sent["Content-Type"] = content_type
        if method in ("POST", "PATCH"):
            sent["Idempotency-Key"] = key or str(uuid4())
        waited, pause = 0.0, 0.05
        while True:
            try:
                response = await self.http.request(
                    method, self.base_url + path, content=content, params=params, headers=sent
                )
                if response.status_code < 400:
                    return response
                problem = _problem(response)
                if not (
                    response.status_code in (502, 503, 504) or problem.get("code") == "request-in-progress"
                ):
                    raise Refusal(response.status_code, problem)
            except httpx.TransportError as error:
                if waited >= self.patience:
                    raise Unreachable(f"{method} {self.base_url}{path}: {error!r}") from error
            else:
                if waited >= self.patience:
                    raise Unreachable(f"{method} {self.base_url}{path}: {response.status_code}")
            await asyncio.sleep(pause)
            waited, pause = waited + pause, min(pause * 2, 1.0)

    async def get(self, path: str, model: type[Model], **params: Any) -> Model:
        """GET one resource as its schema."""
        given = {name: value for name, value in params.items() if value is not None}
        response = await self.request("GET", path, params=given)
        return model.model_validate_json(response.content)

    async def post(
        self,
        path: str,
        model: type[Model],
        body: BaseModel | dict[str, Any] | None = None,
        *,
        key: str | None = None,
        **params: Any,
    ) -> Model:
        """POST a body and read the answer as its schema."""
        response = await self.request(
            "POST", path, body=body if body is not None else {}, key=key, params=params or None
        )
        return model.model_validate_json(response.content)

    async def page(self, path: str, model: type[Model], /, **params: Any) -> list[Model]:
        """Walk all pages of a collection."""
        items: list[Model] = []
        given = {name: value for name, value in params.items() if value is not None}
        while True:
            answer = (await self.request("GET", path, params={"limit": 100, **given})).json()
            items += [model.model_validate(item) for item in answer["items"]]
            if not answer.get("next"):
                return items
            given["cursor"] = answer["next"]

    async def events(self, *, after: str | None, limit: int = 500) -> EventPage:
        """The facts of this service after a position."""
        return await self.get("/events", EventPage, after=after, limit=limit)

    async def my_rights(self) -> MyRights:
        """Who this client is here and what it may do, in another's name when it acts for one."""
        return await self.get("/my-rights", MyRights)

    async def close(self) -> None:
        """Close the connections."""
        await self.http.aclose()


def _problem(response: httpx.Response) -> dict[str, Any]:
    try:
        found = response.json()
    except ValueError:
        found = {}
    return found if isinstance(found, dict) else {}
