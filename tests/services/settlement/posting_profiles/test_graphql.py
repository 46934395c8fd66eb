"""Posting profiles in the graph."""

from __future__ import annotations

from tests.support.tenants import Tenant

ADD = """mutation ($from: Date!) {
  addPostingProfile(profile: {account: "payable", ledgerAccount: "1600", validFrom: $from}) { id vatTreatment validUntil }
}"""
END = """mutation ($id: UUID!, $last: Date!) { endPostingProfile(id: $id, lastDay: $last, version: 1) { validUntil version } }"""
READ = "query ($id: UUID!) { postingProfile(id: $id) { account } postingProfiles { nodes { id } } }"


async def test_a_profile_is_added_ended_and_read_in_the_graph(tenant: Tenant) -> None:
    """The same operations as over REST: a profile of the payable account, its last day, by its id and in the list."""
    body = {"query": ADD, "variables": {"from": "2026-01-01"}}
    made = (await tenant.ask("settlement", "POST", "/graphql", json=body, key="add")).json()
    profile = made["data"]["addPostingProfile"]
    assert (profile["vatTreatment"], profile["validUntil"]) == ("exempt", None)
    body = {"query": END, "variables": {"id": profile["id"], "last": "2026-12-31"}}
    ended = (await tenant.ask("settlement", "POST", "/graphql", json=body, key="end")).json()
    assert ended == {"data": {"endPostingProfile": {"validUntil": "2026-12-31", "version": 2}}}
    body = {"query": READ, "variables": {"id": profile["id"]}}
    told = (await tenant.ask("settlement", "POST", "/graphql", json=body)).json()
    assert told == {
        "data": {
            "postingProfile": {"account": "payable"},
            "postingProfiles": {"nodes": [{"id": profile["id"]}]},
        }
    }
