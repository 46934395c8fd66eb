"""Check 18: what the last release promised is still so, or the version and the changelog say that it is not."""

import copy
import gzip
import json
import re
from pathlib import Path
from typing import Any

import pytest

from deploy.lint_openapi import SNAPSHOTS
from shared.kit.service import VERSION
from tests.wire.breaking import broken, broken_graph
from tests.wire.documents import SERVICES

RELEASED = Path(__file__).parent / "released"
CHANGELOG = (Path(__file__).parents[2] / "CHANGELOG.md").read_text("utf-8")
HEADS = re.findall(r"^## (\d+\.\d+\.\d+), \d{4}-\d\d-\d\d$", CHANGELOG, re.MULTILINE)


def released(name: str) -> str:
    """A document of the newest release."""
    newest = max(RELEASED.iterdir(), key=lambda one: [int(part) for part in one.name.split(".")])
    return gzip.decompress((newest / f"{name}.gz").read_bytes()).decode()


def now(name: str) -> str:
    """The same document today; its snapshot is what the running service publishes (test_openapi)."""
    return (SNAPSHOTS / name).read_text("utf-8")


def section(version: str) -> str:
    """What the changelog says of a version."""
    return CHANGELOG.split(f"## {version},", 1)[1].split("\n## ", 1)[0]


def test_the_changelog_has_a_section_for_this_version() -> None:
    """Check 18: CHANGELOG.md says what changed in the version that answers, newest first; versions are semver."""
    assert HEADS[0] == VERSION
    assert sorted(HEADS, key=lambda one: [int(part) for part in one.split(".")], reverse=True) == HEADS
    assert section(VERSION).strip()


@pytest.mark.parametrize("service", SERVICES)
def test_a_breaking_change_raises_the_version_and_is_told(service: str) -> None:
    """Check 18: below 1.0.0 a breaking change raises the minor version, from then on the major; the changelog names each."""
    found = broken(
        json.loads(released(f"{service}.openapi.json")), json.loads(now(f"{service}.openapi.json"))
    )
    found += broken_graph(released(f"{service}.graphql"), now(f"{service}.graphql"))
    before = max(one.name for one in RELEASED.iterdir())
    told = section(VERSION)
    silent = [one for one in found if one not in told]
    assert not silent, (
        f"{VERSION} breaks {before}; name it under ## {VERSION} of CHANGELOG.md:\n" + "\n".join(silent)
    )
    if found:
        major, minor, _ = (int(part) for part in before.split("."))
        assert VERSION.split(".")[: 2 if major == 0 else 1] != before.split(".")[: 2 if major == 0 else 1], (
            major,
            minor,
        )


def _without(document: dict[str, Any], change: str) -> dict[str, Any]:
    planted = copy.deepcopy(document)
    schemas = planted["components"]["schemas"]
    match change:
        case "path":
            del planted["paths"]["/retentions/{retentionId}"]
        case "shown":
            del schemas["Retention"]["properties"]["withheldCents"]
        case "demanded":
            schemas["NewPaymentBatch"]["required"].append("externalReference")
        case "refused":
            del schemas["NewPaymentBatch"]["properties"]["executionDate"]
        case "scope":
            planted["paths"]["/retentions"]["get"]["security"] = [{"oauth2": ["settlement:pay"]}]
    return planted


@pytest.mark.parametrize("change", ["path", "shown", "demanded", "refused", "scope"])
def test_a_planted_change_is_seen(change: str) -> None:
    """An operation taken away, a property gone, one demanded or refused, another scope: each is found; nothing is in itself."""
    document = json.loads(now("settlement.openapi.json"))
    assert broken(document, document) == []
    assert broken(document, _without(document, change))


def test_a_planted_change_of_a_graph_is_seen() -> None:
    """A field of a type taken away is found."""
    text = now("settlement.graphql")
    assert broken_graph(text, text) == []
    assert broken_graph(text, text.replace("  withheldCents: Cents!\n", "", 1))
