"""The OpenAPI document is what the NL API Design Rules 2.2 ask, in 3.1 and in 3.0.3, and the pages need no internet."""

import copy
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from openapi_spec_validator import OpenAPIV30SpecValidator, OpenAPIV31SpecValidator

from deploy import lint_openapi
from shared.kit.explorer import graphql_page, reference_page
from shared.kit.openapi import as_3_0, document
from shared.kit.openapi_versions import tidy
from shared.kit.routing import page_model
from tests.shared.kit.http_app import Instalment, browser, small_app

APP = small_app()


@pytest.fixture
def made() -> dict[str, Any]:
    """The document of the small application."""
    return document(APP)


def operations(made: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Each operation with its path and method."""
    for path, methods in made["paths"].items():
        for method, operation in methods.items():
            yield path, method, operation


def test_both_renderings_are_valid(made: dict[str, Any]) -> None:
    """The document is valid OpenAPI 3.1 and its rendering valid 3.0.3."""
    OpenAPIV31SpecValidator(made).validate()
    older = as_3_0(made)
    assert (made["openapi"], older["openapi"]) == ("3.1.0", "3.0.3")
    OpenAPIV30SpecValidator(older).validate()


def test_spectral_finds_nothing(
    made: dict[str, Any], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The linter of the API Design Rules finds no error and no warning; it does find what is wrong on purpose."""
    if not lint_openapi.RULES.exists() or not lint_openapi.SPECTRAL.exists():
        pytest.skip("the rule set or Spectral is not on this machine")
    assert lint_openapi.check({"small": lambda: made}, tmp_path, write=True) == 0
    assert "No results" in capsys.readouterr().out
    worse = copy.deepcopy(made)
    del worse["info"]["contact"]
    assert lint_openapi.check({"small": lambda: worse}, tmp_path, write=True) == 1
    assert "info-contact" in capsys.readouterr().out


def test_a_changed_document_is_told(
    made: dict[str, Any], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A document that differs from its snapshot fails with a short diff; an absent rule set is said, not passed over."""
    absent = tmp_path / "absent.yaml"
    assert lint_openapi.check({"small": lambda: made}, tmp_path, rules=absent) == 1
    assert "--write" in capsys.readouterr().out
    assert lint_openapi.check({"small": lambda: made}, tmp_path, write=True, rules=absent) == 0
    assert lint_openapi.check({"small": lambda: made}, tmp_path, rules=absent) == 0
    assert "SKIPPED" in capsys.readouterr().out
    changed = copy.deepcopy(made)
    changed["info"]["version"] = "0.2.0"
    assert lint_openapi.check({"small": lambda: changed}, tmp_path, rules=absent) == 1
    assert '+    "version": "0.2.0"' in capsys.readouterr().out


def test_every_operation_is_complete(made: dict[str, Any]) -> None:
    """Each has an id, a tag, 400 and default problems, no 422 of the framework, and the version on every answer."""
    assert made["servers"] == [{"url": "https://settlement.example.org/v1"}]
    assert made["info"]["license"]["name"] == "EUPL-1.2"
    assert "HTTPValidationError" not in made["components"]["schemas"]
    ids = [operation["operationId"] for _, _, operation in operations(made)]
    assert len(ids) == len(set(ids)) and "changeInstalment" in ids
    for _, _, operation in operations(made):
        assert operation["tags"] and operation["summary"]
        assert {"400", "default"} <= operation["responses"].keys()
        for status, response in operation["responses"].items():
            assert "API-Version" in response["headers"]
            if status == "default" or status >= "400":
                assert [*response["content"]] == ["application/problem+json"]
                assert response["x-problem-codes"]


def test_an_operation_says_what_it_needs(made: dict[str, Any]) -> None:
    """Scope, key, version, example and problem codes stand where a client looks for them."""
    create, change = (
        made["paths"]["/instalments"]["post"],
        made["paths"]["/instalments/{instalmentId}"]["patch"],
    )
    search, listing = made["paths"]["/instalments/_search"]["post"], made["paths"]["/instalments"]["get"]

    def named(operation: dict[str, Any]) -> set[str]:
        return {one.get("name", one.get("$ref", "").rsplit("/", 1)[-1]) for one in operation["parameters"]}

    assert create["security"] == [{"oauth2": ["settlement:write"]}]
    assert made["paths"]["/version"]["get"]["security"] == []
    assert {"IdempotencyKey", "DryRun"} <= named(create) and "IfMatchOptional" not in named(create)
    assert {"IdempotencyKey", "IfMatch"} <= named(change)
    assert named(search) == {"AcceptLanguage", "OnBehalfOf"}
    assert named(listing) == {"AcceptLanguage", "OnBehalfOf", "limit", "cursor", "dueDateFrom"}
    assert create["requestBody"]["content"]["application/json"]["example"]["amountCents"] == 230_000
    assert change["responses"]["409"]["x-problem-codes"] == [
        "test-instalment-paid",
        "request-in-progress",
        "idempotency-key-expired",
    ]
    assert change["responses"]["422"]["x-problem-codes"] == ["idempotency-key-reused"]
    assert {"ETag", "Location", "Idempotent-Replayed"} <= create["responses"]["201"]["headers"].keys()
    assert "Link" in listing["responses"]["200"]["headers"]
    page = listing["responses"]["200"]["content"]["application/json"]["schema"]
    assert page == {"$ref": "#/components/schemas/InstalmentPage"}
    assert page_model(Instalment) is page_model(Instalment)


def test_or_null_keeps_the_format_beside_the_type(made: dict[str, Any]) -> None:
    """A date that may be absent is `type: [string, null]` with its format; in 3.0 it is nullable."""
    paid = made["components"]["schemas"]["Instalment"]["properties"]["paidDate"]
    assert (paid["type"], paid["format"]) == (["string", "null"], "date")
    older = as_3_0(made)["components"]["schemas"]["Instalment"]["properties"]["paidDate"]
    assert (older["type"], older["format"], older["nullable"]) == ("string", "date", True)


def test_every_kind_of_schema_has_an_older_form() -> None:
    """Null unions, constants, bounds, tuples and references become what 3.0.3 knows, and nothing newer is left."""
    newer: dict[str, Any] = {
        "properties": {
            "const": {"const": "a"},
            "choice": {"anyOf": [{"enum": ["a"], "type": "string"}, {"type": "null"}], "title": "Choice"},
            "fixed": {"anyOf": [{"const": "a", "type": "string"}, {"type": "null"}]},
            "child": {"anyOf": [{"$ref": "#/components/schemas/Child"}, {"type": "null"}], "description": "d"},
            "either": {"anyOf": [{"type": "integer"}, {"type": "string"}, {"type": "null"}]},
            "more": {"type": "integer", "exclusiveMinimum": 1, "exclusiveMaximum": 9},
            "pair": {"type": "array", "prefixItems": [{"type": "integer"}, {"type": "string"}], "minItems": 2},
            "named": {"$ref": "#/components/schemas/Child", "description": "d"},
            "title": {"type": "string", "examples": ["x", "y"]},
            "nothing": {"type": "null"},
            "map": {"type": "object", "propertyNames": {"maxLength": 3}, "additionalProperties": {"type": ["integer", "null"]}},
            "file": {"type": "string", "contentMediaType": "application/octet-stream"},
        }
    }  # fmt: skip
    child = {"type": "object", "title": "Child"}
    made = tidy({"openapi": "3.1.0", "components": {"schemas": {"Parent": newer, "Child": child}}})
    before = copy.deepcopy(made)
    older = as_3_0(made)
    assert made == before
    assert older["components"]["schemas"]["Parent"]["properties"] == {
        "const": {"enum": ["a"]},
        "choice": {"enum": ["a", None], "type": "string", "nullable": True},
        "fixed": {"enum": ["a", None], "type": "string", "nullable": True},
        "child": {"type": "object", "allOf": [{"$ref": "#/components/schemas/Child"}], "nullable": True, "description": "d"},
        "either": {"anyOf": [{"type": "integer", "nullable": True}, {"type": "string", "nullable": True}]},
        "more": {"type": "integer", "minimum": 1, "exclusiveMinimum": True, "maximum": 9, "exclusiveMaximum": True},
        "pair": {"type": "array", "items": {"anyOf": [{"type": "integer"}, {"type": "string"}]}, "minItems": 2, "maxItems": 2},
        "named": {"allOf": [{"$ref": "#/components/schemas/Child"}], "description": "d"},
        "title": {"type": "string", "example": "x"},
        "nothing": {"nullable": True, "enum": [None]},
        "map": {"type": "object", "additionalProperties": {"type": "integer", "nullable": True}},
        "file": {"type": "string", "format": "binary"},
    }  # fmt: skip


class Page(HTMLParser):
    """What a page asks of the network, and the words it shows."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.addresses: list[str] = []
        self.open: list[str] = []
        self.words = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note where it points, and that a tag opened."""
        if tag not in {"meta", "link", "input", "br"}:
            self.open.append(tag)
        self.addresses += [value or "" for name, value in attrs if name in {"src", "href", "action"}]
        assert not [name for name, _ in attrs if name.startswith("on") or name == "style"], (
            "the policy forbids it"
        )

    def handle_endtag(self, tag: str) -> None:
        """Each tag closes the one that opened last."""
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Collect the words."""
        self.words += data


async def test_the_pages_need_no_other_address() -> None:
    """The reference is served with a policy that only lets its own script run, and asks nothing from elsewhere."""
    async with browser(APP, None, Accept="text/html,*/*;q=0.8") as client:
        answer = await client.get("/docs")
    policy = answer.headers["Content-Security-Policy"]
    assert answer.headers["Content-Type"].startswith("text/html")
    assert "default-src 'none'" in policy and "frame-ancestors 'none'" in policy and "unsafe" not in policy
    page = Page(answer.text)
    assert not page.open
    assert not [one for one in page.addresses if re.match(r"(https?:)?//", one)]
    for word in (
        "/instalments/{instalmentId}",
        "settlement:write",
        "test-instalment-paid",
        "Idempotency-Key",
        "230000",
    ):
        assert word in page.words


def test_the_reference_escapes_what_it_shows(made: dict[str, Any]) -> None:
    """Words of a document are shown, never run."""
    made["info"]["description"] = "<script>alert(1)</script>"
    text, policy = reference_page(made)
    assert "<script>alert" not in text
    assert "sha256-" in policy


def test_the_explorer_shows_the_schema() -> None:
    """The GraphQL explorer holds the whole schema and its own script."""
    text, policy = graphql_page("Afrekening", 'type Query { "a < b" claims: [Claim!]! }')
    page = Page(text)
    assert not page.open
    assert 'type Query { "a < b" claims: [Claim!]! }' in page.words
    assert "script-src 'sha256-" in policy
