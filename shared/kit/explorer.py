"""Two pages that work without internet: the REST reference with a form to try, and a GraphQL explorer."""

from __future__ import annotations

import hashlib
import json
from base64 import b64encode
from functools import lru_cache
from html import escape
from importlib import resources
from typing import Any


@lru_cache
def _asset(name: str) -> str:
    return resources.files("shared.kit").joinpath("pages_assets", name).read_text(encoding="utf-8")


def _page(title: str, body: str, script: str) -> tuple[str, str]:
    """An HTML page and the Content-Security-Policy that lets run just its own script and style, by their hashes."""
    style = _asset("page.css")
    policy = (
        f"default-src 'none'; script-src {_hash(script)}; style-src {_hash(style)}; connect-src 'self'; "
        "img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )
    text = (
        '<!doctype html><html lang="nl"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1"><link rel="icon" href="data:,">'
        f"<title>{escape(title)}</title><style>{style}</style></head><body>{body}<script>{script}</script></body></html>"
    )
    return text, policy


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def reference_page(document: dict[str, Any]) -> tuple[str, str]:
    """The REST reference of an OpenAPI document and its Content-Security-Policy."""
    info = document["info"]
    operations: dict[str, list[str]] = {}
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            tag = (operation.get("tags") or ["overig"])[0]
            operations.setdefault(tag, []).append(_operation(document, path, method, operation))
    index = " ".join(f'<a href="#{escape(tag)}">{escape(tag)}</a>' for tag in operations)
    groups = "".join(
        f'<h2 id="{escape(tag)}">{escape(tag)}</h2>{"".join(all_)}' for tag, all_ in operations.items()
    )
    schemas = "".join(
        f'<details id="schema-{escape(name)}"><summary>{escape(name)}</summary>{_schema(schema)}</details>'
        for name, schema in document.get("components", {}).get("schemas", {}).items()
    )
    body = (
        f"<header><h1>{escape(info['title'])} <small>{escape(info['version'])}</small></h1>"
        f"<p>{escape(info.get('description', ''))}</p><nav>{index} <a href='#schemas'>schema's</a> "
        '<a href="openapi.json">OpenAPI 3.1</a> <a href="openapi-3.0.json">3.0</a> '
        '<a href="problem-types">problem types</a></nav>'
        '<label>Token <input id="token" type="password" autocomplete="off"></label></header>'
        f'<main>{groups}<h2 id="schemas">Schema\'s</h2>{schemas}</main>'
    )
    return _page(info["title"], body, _asset("reference.js"))


def _operation(document: dict[str, Any], path: str, method: str, operation: dict[str, Any]) -> str:
    parameters = [_resolved(document, one) for one in operation.get("parameters", ())]
    scopes = [scope for one in operation.get("security", ()) for scope in next(iter(one.values()))]
    content = operation.get("requestBody", {}).get("content", {})
    media, described = _first(content)
    example = described.get("example")
    rows = "".join(_parameter(one) for one in parameters)
    answers = "".join(_answer(status, one) for status, one in operation["responses"].items())
    description = operation.get("description", "")
    field = (
        f'<label>{escape(media)} {_reference(described.get("schema", {}))}<textarea name="body" rows="6">'
        f"{escape(json.dumps(example, indent=2, ensure_ascii=False) if example is not None else '')}</textarea></label>"
        if content
        else ""
    )
    return (
        f'<details class="operation" id="{escape(operation["operationId"])}"><summary><b class="{method}">{method.upper()}</b> '
        f"<code>{escape(path)}</code> {escape(operation.get('summary', ''))}</summary>"
        f"<p>{escape(description) if description != operation.get('summary') else ''}</p>"
        f"<p>Scope: {' '.join(f'<code>{escape(scope)}</code>' for scope in scopes) or 'geen (open)'}</p>"
        f'<form data-method="{method.upper()}" data-path="{escape(path)}" data-media="{escape(media)}">'
        f"<table>{rows}</table>{field}<button>Probeer (try)</button><pre hidden></pre></form>"
        f"<table>{answers}</table></details>"
    )


def _first(content: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    for media, described in content.items():
        return media, described
    return "", {}


def _parameter(one: dict[str, Any]) -> str:
    schema = one.get("schema", {})
    hint = (schema.get("examples") or [one.get("example", schema.get("default", ""))])[0]
    star = " *" if one.get("required") else ""
    return (
        f"<tr><td><code>{escape(one['name'])}</code>{star}<br><small>{escape(one['in'])} {_kind(schema)}</small></td>"
        f'<td><input name="{escape(one["name"])}" data-in="{escape(one["in"])}" '
        f'placeholder="{escape(str("" if hint is None else hint))}"></td><td>{escape(one.get("description", ""))}</td></tr>'
    )


def _answer(status: str, response: dict[str, Any]) -> str:
    content = response.get("content", {})
    media, described = _first(content)
    codes = "<br>".join(
        f'<a href="problem-types/{escape(code)}"><code>{escape(code)}</code></a>'
        for code in response.get("x-problem-codes", ())
    )
    shown = codes or f"{escape(media)} {_reference(described.get('schema', {}))}"
    return f"<tr><td><b>{escape(status)}</b></td><td>{escape(response.get('description', ''))}</td><td>{shown}</td></tr>"


def _schema(schema: dict[str, Any]) -> str:
    required = set(schema.get("required", ()))
    rows = "".join(
        f"<tr><td><code>{escape(name)}</code>{' *' if name in required else ''}</td><td>{_reference(one)}</td>"
        f"<td>{escape(one.get('description', ''))}</td></tr>"
        for name, one in schema.get("properties", {}).items()
    )
    values = " ".join(f"<code>{escape(str(value))}</code>" for value in schema.get("enum", ()))
    return f"<p>{escape(schema.get('description', ''))} {values}</p><table>{rows}</table>"


def _reference(schema: dict[str, Any]) -> str:
    if "$ref" in schema:
        name = escape(schema["$ref"].rsplit("/", 1)[-1])
        return f'<a href="#schema-{name}">{name}</a>'
    for several in ("anyOf", "oneOf", "allOf"):
        if several in schema:
            return " | ".join(_reference(one) for one in schema[several])
    if "items" in schema:
        return f"[{_reference(schema['items'])}]"
    return _kind(schema)


def _kind(schema: dict[str, Any]) -> str:
    kind = schema.get("type", "")
    shown = " | ".join(kind) if isinstance(kind, list) else kind
    return escape(
        " ".join(str(part) for part in (shown, schema.get("format"), schema.get("pattern")) if part)
    )


def _resolved(document: dict[str, Any], node: dict[str, Any]) -> dict[str, Any]:
    if "$ref" not in node:
        return node
    found: Any = document
    for part in node["$ref"].removeprefix("#/").split("/"):
        found = found[part]
    return dict(found)


def graphql_page(title: str, sdl: str) -> tuple[str, str]:
    """The GraphQL explorer of a schema (`sdl`) and its Content-Security-Policy."""
    body = (
        f"<header><h1>{escape(title)} <small>GraphQL</small></h1>"
        '<label>Token <input id="token" type="password" autocomplete="off"></label></header><main class="two"><form>'
        '<label>Query<textarea name="query" rows="16">query {\n  __typename\n}</textarea></label>'
        '<label>Variables<textarea name="variables" rows="4">{}</textarea></label>'
        '<label>Idempotency-Key <input name="key"></label>'
        "<button>Voer uit (run)</button> <small>Ctrl+Enter</small><pre></pre></form>"
        f"<section><h2>Schema</h2><input id='find' placeholder='zoek (find)'><pre id='sdl'>{escape(sdl)}</pre></section></main>"
    )
    return _page(f"{title} GraphQL", body, _asset("graphql.js"))
