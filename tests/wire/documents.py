"""What a service publishes about itself, walked: its operations with everything that is said of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import httpx

from shared.values import new_id

SERVICES = ("contracts", "access", "settlement", "outcomes")
Document = dict[str, Any]


@dataclass(frozen=True)
class Operation:
    """One operation of an OpenAPI document."""

    service: str
    document: Document
    path: str
    method: str
    says: Document

    def __str__(self) -> str:
        return f"{self.service}: {self.method} {self.path}"

    @property
    def scope(self) -> str | None:
        """The scope that it asks, None where it is open to everyone."""
        return next((scope for one in self.says["security"] for scope in one["oauth2"]), None)

    @property
    def parameters(self) -> list[Document]:
        """Its parameters, references followed."""
        return [resolved(self.document, one) for one in self.says.get("parameters", ())]

    @property
    def content(self) -> dict[str, Document]:
        """What it reads, by media type."""
        found: dict[str, Document] = self.says.get("requestBody", {}).get("content", {})
        return found

    @property
    def is_json(self) -> bool:
        """Whether it reads JSON."""
        return "application/json" in self.content

    @property
    def example(self) -> Any:
        """The printed example of its first media type."""
        return next(iter(self.content.values()))["example"]

    def names(self, where: str) -> set[str]:
        """The names of its parameters in the query, the path or the headers."""
        return {one["name"] for one in self.parameters if one["in"] == where}

    def codes(self, status: int) -> set[str]:
        """The problems that it says it answers with a status, those of `default` included."""
        responses = self.says["responses"]
        return {
            code
            for one in (str(status), "default")
            for code in responses.get(one, {}).get("x-problem-codes", ())
        }

    def address(self, **given: str) -> str:
        """Its path below /v1 with an id of nothing in every place that is not given."""
        return self.path.format_map(Ids(given))


class Ids(dict[str, str]):
    """The values of path parameters; a new id, or what the name asks, for those not given."""

    def __missing__(self, name: str) -> str:
        return {
            "owner": "00000099000000000404",
            "code": "not-found",
            "version": "1",
            "option": "1",
            "reference": "kenmerk-1",
            "category": "youthFile",
        }.get(name, str(new_id()))


def operations(service: str, document: Document) -> Iterator[Operation]:
    """Every operation of a document."""
    for path, methods in document["paths"].items():
        for method, says in methods.items():
            yield Operation(service, document, path, method.upper(), says)


def resolved(document: Document, node: Document) -> Document:
    """A node of a document, or what it refers to."""
    while "$ref" in node:
        found: Any = document
        for part in node["$ref"].removeprefix("#/").split("/"):
            found = found[part.replace("~1", "/").replace("~0", "~")]
        node = found
    return node


def schemas(node: Any, trail: str = "#") -> Iterator[tuple[str, Document]]:
    """Every schema of a document with where it stands, innermost last."""
    if isinstance(node, list):
        for place, one in enumerate(node):
            yield from schemas(one, f"{trail}/{place}")
    elif isinstance(node, dict):
        for name, value in node.items():
            inside = f"{trail}/{name}"
            if name in ("example", "examples") or name.startswith("x-"):
                continue
            if name == "schema":
                yield from _within(value, inside)
            elif name == "schemas":
                for one, schema in value.items():
                    yield from _within(schema, f"{inside}/{one}")
            else:
                yield from schemas(value, inside)


def _within(schema: Document, trail: str) -> Iterator[tuple[str, Document]]:
    yield trail, schema
    for name in ("properties", "patternProperties"):
        for one, inner in schema.get(name, {}).items():
            yield from _within(inner, f"{trail}/{name}/{one}")
    for name in ("anyOf", "oneOf", "allOf"):
        for place, inner in enumerate(schema.get(name, ())):
            yield from _within(inner, f"{trail}/{name}/{place}")
    for name in ("items", "additionalProperties"):
        if isinstance(schema.get(name), dict):
            yield from _within(schema[name], f"{trail}/{name}")


async def published(http: httpx.AsyncClient, base: str, name: str = "openapi.json") -> Document:
    """The document that a running service publishes, without a token."""
    answer = await http.get(f"{base}/v1/{name}")
    assert answer.status_code == 200, answer.text
    found: Document = answer.json()
    return found
