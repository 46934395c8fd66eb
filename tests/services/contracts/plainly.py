"""What every plain resource is to show (shared/kit/plain.py): once per reference, one change a version, the same in the graph, shut."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

import pytest
from pydantic.alias_generators import to_camel, to_pascal

from services.contracts.events import EVENTS
from shared.errors import NotFound
from shared.kit.plain import Plain
from shared.kit.registers import Register
from shared.kit.rows import PageRequest
from shared.values import new_id
from tests.services.contracts import given
from tests.services.contracts.conftest import Ready
from tests.support.house import House
from tests.support.tenants import new_tenant


@dataclass(frozen=True)
class Case:
    """A plain resource with a body that registers it, a patch, and the facts that tell of both."""

    plain: Plain
    store: Register[Any]
    body: dict[str, Any]
    registered: str
    change: dict[str, Any] = field(default_factory=dict)
    changed: str = ""

    @property
    def one(self) -> str:
        """Its name in the graph."""
        return to_camel(self.plain.one)


async def make(ready: Ready, case: Case, **changes: Any) -> dict[str, Any]:
    """Register one; what was answered."""
    answer = await ready.ask("POST", case.plain.path, json={**case.body, **changes})
    assert answer.status_code == 201, answer.text
    assert answer.headers["Location"].endswith(f"/v1{case.plain.path}/{answer.json()['id']}")
    made: dict[str, Any] = answer.json()
    return made


def told_of(fact: Any, made: Any) -> Any:
    """What was made without what the fact keeps to itself (private text), at every depth."""
    if isinstance(fact, dict) and isinstance(made, dict):
        return {name: told_of(fact[name], value) for name, value in made.items() if name in fact}
    if isinstance(fact, list) and isinstance(made, list) and len(fact) == len(made):
        return [told_of(*pair) for pair in zip(fact, made, strict=True)]
    return made


async def check_operations(ready: Ready, case: Case) -> None:
    """Twenty at once under one reference make one with one fact; of twenty changes of a version one wins; a dry run writes nothing."""
    dry = await ready.ask("POST", f"{case.plain.path}?dryRun=true", json=case.body)
    assert dry.status_code == 201, dry.text
    sent = {**case.body, "externalReference": "r-1"}
    answers = await given.twenty(ready.tenant, "POST", case.plain.path, json=sent)
    assert given.statuses(answers) == {200: 19, 201: 1}
    (fact,) = await given.facts(ready.tenant, case.registered)
    assert EVENTS[case.registered].model is case.plain.model
    made = answers[0].json()
    assert fact["data"] == told_of(fact["data"], made)
    if case.plain.change is None:
        return
    path = f"{case.plain.path}/{made['id']}"
    changed = await given.twenty(ready.tenant, "PATCH", path, json=case.change, headers={"If-Match": '"1"'})
    assert given.statuses(changed) == {200: 1, 412: 19}
    assert len(await given.facts(ready.tenant, case.changed)) == 1
    same = await ready.ask("PATCH", path, json=case.change, headers={"If-Match": '"2"'})
    assert (same.status_code, same.json()["version"]) == (200, 2), same.text
    blind = await ready.ask("PATCH", path, json=case.change)
    assert blind.status_code == 428


async def check_rest(ready: Ready, case: Case, house: House, *filters: str) -> dict[str, Any]:
    """Under a reference it is safe to repeat, other contents are refused, each filter finds it, and strangers find nothing."""
    path = f"{case.plain.path}/by-reference/eigen/1"
    made = await ready.ask("PUT", path, json=case.body)
    again = await ready.ask("PUT", path, json=case.body)
    assert (made.status_code, again.status_code, again.json()) == (201, 200, made.json()), made.text
    other = {**case.body, **_other(case)}
    refused = await ready.ask("PUT", path, json=other)
    assert (refused.status_code, refused.json()["code"]) == (409, "external-reference-used"), refused.text
    one = made.json()
    for asked in ("externalReference=eigen/1", *filters):
        listed = await ready.ask("GET", f"{case.plain.path}?{asked}")
        assert listed.json()["items"] == [one], (asked, listed.text)
    item = f"{case.plain.path}/{one['id']}"
    stranger = await new_tenant(house, ready.tenant.today, providers=1)
    for verb in ("", "/derivation") if case.plain.derivation else ("",):
        unseen = await stranger.ask("contracts", "GET", item + verb)
        assert (unseen.status_code, unseen.json()["code"]) == (404, case.plain.missing.code)
    denied = await ready.ask("POST", case.plain.path, json=case.body, oin=ready.tenant.providers[1])
    assert denied.status_code == 403
    if case.plain.derivation:
        told = await ready.ask("GET", f"{item}/derivation")
        assert told.json()["steps"], told.text
    found: dict[str, Any] = one
    return found


def _other(case: Case) -> dict[str, Any]:
    """A body that says one thing otherwise."""
    name = next(one for one in ("name", "nameNl", "subject", "dueOn") if one in case.body)
    return {name: "2030-01-01" if name == "dueOn" else "Anders"}


async def check_graph(ready: Ready, case: Case, select: str) -> None:
    """Registered once per key, read by id and in a page, changed on the version that was read; `select` are plain fields."""
    kind = to_pascal(case.plain.one)
    register = f"mutation ($new: New{kind}!) {{ register{kind}(new: $new) {{ id version {select} }} }}"
    made = await ready.graph(register, key="n", new=case.body)
    assert "errors" not in made, made
    assert await ready.graph(register, key="n", new=case.body) == made
    one = made["data"][f"register{kind}"]
    shown = "id version derivation { steps { rule } }" if case.plain.derivation else "id version"
    many = to_camel(case.plain.many)
    query = f"query ($id: UUID!) {{ {case.one}(id: $id) {{ {shown} {select} }} {many} {{ nodes {{ id }} }} }}"
    read = await ready.graph(query, id=one["id"])
    assert "errors" not in read, read
    found = read["data"][case.one]
    assert {name: found[name] for name in one} == one
    assert read["data"][many] == {"nodes": [{"id": one["id"]}]}
    if case.plain.change is None:
        return
    change = f"""mutation ($id: UUID!, $change: {kind}Change!, $v: Int) {{
      change{kind}(id: $id, change: $change, version: $v) {{ version }}
    }}"""
    old = await ready.graph(change, key="c1", id=one["id"], change=case.change, v=7)
    assert old["errors"][0]["extensions"]["code"] == "if-match-outdated", old
    done = await ready.graph(change, key="c2", id=one["id"], change=case.change, v=1)
    assert done["data"][f"change{kind}"] == {"version": 2}, done


async def check_store(ready: Ready, case: Case) -> None:
    """What was kept comes back whole, column by column, to its owner alone; another id is not there."""
    made = await make(ready, case)
    async with given.context(ready.tenant).read() as connection:
        (kept,) = (await case.store.page(connection, _first())).items
        assert str(kept.id) == made["id"] and kept == await case.store.get(connection, kept.id)
        assert await case.store.list_by(connection, "id", [kept.id, new_id()]) == [kept]
        with pytest.raises(NotFound):
            await case.store.get(connection, new_id())
    names = {to_camel(name) for name in case.store.values(kept)} - {"parties"}
    assert names == set(made), "the columns are what the model shows"
    assert all(re.fullmatch("[a-z][A-Za-z]*", name) for name in names)


def _first() -> PageRequest:
    return PageRequest(limit=1)
