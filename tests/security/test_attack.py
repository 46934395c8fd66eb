"""Attacked with made-up data: every operation of every OpenAPI document and every graph, good and bad input alike.

Schemathesis makes the requests from what the services publish. No answer is a fault of ours, none is undocumented, and
invalid input is 400, never 422. Bounded: a few examples for each operation and mode, the same in every run; `make soak` makes
ATTACK_EXAMPLES of each (200) by another lot (ATTACK_SEED).
"""

import asyncio
import os
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from hypothesis.errors import Unsatisfiable
from hypothesis_graphql import nodes
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_schema_conformance,
    status_code_conformance,
)

from shared.clients.tokens import TokenSource
from shared.values.terms import ActorKind
from tests.support.tenants import PURCHASER, Tenant, new_client
from tests.wire.documents import SERVICES, published
from tests.wire.life import Life

pytestmark = pytest.mark.xdist_group("attack")

SYSTEMS = 4
EXAMPLES = int(os.environ.get("ATTACK_EXAMPLES", "2"))
SEED = int(os.environ.get("ATTACK_SEED", "20261122"))
CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
# What such a request would do to the others: the sandbox's clock belongs to the test, a file is no JSON.
_SKIPPED = ("/sandbox",)
_TOO_LARGE = (413, 414, 431)
# What is found is collected and never raised, so that there is nothing to shrink or explain.
_LIMITS = settings(
    max_examples=EXAMPLES,
    phases=(Phase.generate,),
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
)


def targets(document: dict[str, Any]) -> Iterator[Any]:
    """The operations to attack."""
    schema = schemathesis.openapi.from_dict(document)
    for result in schema.get_all_operations():
        assert isinstance(result, Ok), result
        operation = result.ok()
        if not operation.path.startswith(_SKIPPED):
            yield operation


schemathesis.graphql.scalar("Cents", st.integers(-(10**16), 10**16).map(nodes.Int))
schemathesis.graphql.scalar("_Any", st.just(nodes.Object([])))


class Attacker:
    """The tokens of a purchaser's systems, its own ids to aim at, and what was found."""

    def __init__(self, base: str, tokens: list[str], ids: list[str]) -> None:
        self.base, self.ids = base, ids
        self.session = requests.Session()
        self.session.trust_env = False
        self.session.auth = self._sign
        self.tokens = tokens
        self.sent = 0
        self.found: dict[str, str] = {}

    def _sign(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        """Each system in turn: one client alone would meet its quota, which is no answer to what was made up."""
        request.headers.setdefault("Authorization", f"Bearer {self.tokens[self.sent % len(self.tokens)]}")
        return request

    def attack(self, operation: Any, mode: GenerationMode) -> None:
        """Some examples of one operation in one mode."""

        @seed(SEED)
        @_LIMITS
        @given(
            case=operation.as_strategy(generation_mode=mode), real=st.booleans(), number=st.integers(0, 10**6)
        )
        def go(case: Any, real: bool, number: int) -> None:
            if real:
                # Half of the requests reach a thing that is there: what is made up is not found.
                for name in case.path_parameters or {}:
                    if name.endswith("_id") and self.ids:
                        case.path_parameters[name] = self.ids[number % len(self.ids)]
            # Whom nobody authorised is refused before anything else is looked at.
            for name in [one for one in case.headers or {} if one.lower() == "bedoeling-on-behalf-of"]:
                del case.headers[name]
            self.judge(operation, mode, case)

        # What takes no input at all cannot be asked wrongly.
        with suppress(Unsatisfiable):
            go()

    def judge(self, operation: Any, mode: GenerationMode, case: Any) -> None:
        """Send one request and hold its answer against what is published."""
        answer = case.call(base_url=self.base, session=self.session, timeout=20)
        self.sent += 1
        where = f"{operation.label} {mode.value}"
        refused = answer.status_code in _TOO_LARGE
        # On a dry run a key counts for nothing, so that none is asked.
        dry = str((case.query or {}).get("dryRun", "")).lower() == "true"
        strict = mode.is_negative and not refused and not dry
        checks = [*CHECKS, negative_data_rejection] if strict else CHECKS
        try:
            case.validate_response(answer, checks=checks)
        except (Exception, BaseExceptionGroup) as failure:
            self.found.setdefault(where, f"{answer.status_code} {failure}"[:900])
        if answer.status_code == 422 and "idempotency-key-reused" not in answer.text:
            self.found.setdefault(where, f"422: {answer.text[:500]}")
        if answer.status_code >= 400 and "Traceback" in answer.text:
            self.found.setdefault(where, answer.text[:500])


@pytest.fixture(params=SERVICES)
def attacked(request: pytest.FixtureRequest) -> str:
    """Each service in turn."""
    return str(request.param)


async def _aim(life: Life, service: str) -> Attacker:
    tenant: Tenant = life.tenant
    tokens = [await tenant.token(tenant.owner)]
    for _ in range(SYSTEMS - 1):
        client_id, key = await new_client(tenant.house, tenant.owner, ActorKind.PURCHASER.value, PURCHASER)
        source = TokenSource(tenant.house.issuer, client_id, key, http=tenant.house.http)
        tokens.append(await source.token(end_user="j.jansen"))
    return Attacker(f"{tenant.house.urls[service]}/v1", tokens, sorted(life.ids[service]))


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE], ids=["valid", "invalid"])
async def test_no_operation_breaks(
    house_lives: tuple[Life, Life], attacked: str, mode: GenerationMode
) -> None:
    """Check 6: made-up requests, valid and invalid, meet documented answers only: no 5xx, no 422 for bad input."""
    life = house_lives[0]
    document = await published(life.tenant.house.http, life.tenant.house.urls[attacked])
    attacker = await _aim(life, attacked)

    def run() -> None:
        for operation in targets(document):
            attacker.attack(operation, mode)

    await asyncio.to_thread(run)
    assert attacker.sent > 20, "hardly anything was sent"
    assert not attacker.found, "\n\n".join(f"{where}: {said}" for where, said in attacker.found.items())


async def test_no_query_breaks(house_lives: tuple[Life, Life], attacked: str) -> None:
    """Check 6: made-up queries and mutations of the graph meet data or a problem of ours, never an internal error."""
    life = house_lives[0]
    attacker = await _aim(life, attacked)
    sdl = await life.tenant.ask(attacked, "POST", "/graphql", json={"query": "{ _service { sdl } }"})
    found: list[str] = []
    schema = schemathesis.graphql.from_file(_plain(sdl.json()["data"]["_service"]["sdl"]))

    def run() -> None:
        for result in schema.get_all_operations():
            operation = result.ok()

            @seed(SEED)
            @_LIMITS
            @given(case=operation.as_strategy(), key=st.uuids())
            def go(case: Any, key: Any) -> None:
                answer = attacker.session.post(
                    f"{attacker.base}/graphql",
                    json={"query": case.body},
                    headers={"Idempotency-Key": str(key)},
                    timeout=20,
                )
                attacker.sent += 1
                said = answer.json() if answer.status_code < 500 else {}
                codes = {one["extensions"].get("code") for one in said.get("errors", ())} if said else set()
                if answer.status_code not in (200, 400) or "internal-error" in codes:
                    found.append(f"{answer.status_code}: {case.body[:400]} {answer.text[:600]}")

            go()

    await asyncio.to_thread(run)
    assert attacker.sent > 20, "hardly anything was sent"
    assert not found, "\n\n".join(found[:20])


def _plain(sdl: str) -> Any:
    """The graph without what federation adds, as a file: the made-up queries are about our own types."""
    from io import StringIO

    from graphql import build_schema, lexicographic_sort_schema, print_schema

    return StringIO(print_schema(lexicographic_sort_schema(build_schema(sdl, assume_valid=True))))
