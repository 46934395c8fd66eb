"""Two pages that work without internet: the REST reference with a form to try, and a GraphQL explorer."""

from __future__ import annotations

import hashlib
import json
from base64 import b64encode
from functools import lru_cache
from html import escape
from importlib import resources
from typing import Any

from shared.kit.samples import curl, queries

CONVENTIONS = """
<details class="how"><summary>Zo werkt elke dienst (how every service works)</summary><dl>
<dt>Token</dt><dd>OAuth 2.0, <code>client_credentials</code> met <code>private_key_jwt</code>; hier alleen in de kop
<code>Authorization: Bearer …</code>. Bij elke bewerking staat de <i>scope</i>. Schrijven vraagt ook een eindgebruiker (<code>act.sub</code>).</dd>
<dt>Herhalen</dt><dd><code>Idempotency-Key</code> op elke POST en PATCH die iets verandert: dezelfde sleutel met dezelfde inhoud geeft
24 uur lang hetzelfde antwoord (<code>Idempotent-Replayed: true</code>), met een andere inhoud 422.</dd>
<dt>Versies</dt><dd><code>ETag</code> op wat is gelezen, <code>If-Match</code> bij wijzigen: 412 als een ander sneller was, 428 als zij ontbreekt.</dd>
<dt>Proberen</dt><dd><code>dryRun=true</code>: alle controles en de afleiding, niets vastgelegd.</dd>
<dt>Bladzijden</dt><dd><code>limit</code> en <code>cursor</code>; de volgende staat in <code>next</code> en in <code>Link: …; rel="next"</code>.</dd>
<dt>Problemen</dt><dd><code>application/problem+json</code> met <code>code</code>, <code>rule</code>, <code>mend</code> (wat het verhelpt) en alle fouten in
<code>errors</code>; Nederlands, of Engels met <code>Accept-Language: en</code>.</dd>
<dt>Bedragen en dagen</dt><dd>hele eurocenten (<code>…Cents</code>), honderdsten van procenten (<code>…BasisPoints</code>), dagen als
<code>2026-01-31</code> en tot en met, tijdstippen in UTC. Nooit een BSN: die wordt geweigerd.</dd></dl></details>
"""
TOKEN = '<label class="token">Token <input id="token" type="password" autocomplete="off" placeholder="python -m deploy token"></label>'


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
    index: dict[str, list[str]] = {}
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            tag = (operation.get("tags") or ["overig"])[0]
            operations.setdefault(tag, []).append(_operation(document, path, method, operation))
            index.setdefault(tag, []).append(_entry(method, operation))
    listed = "".join(
        f'<li><a href="#{escape(tag)}">{escape(tag)}</a><ul>{"".join(all_)}</ul></li>'
        for tag, all_ in index.items()
    )
    groups = "".join(
        f'<section><h2 id="{escape(tag)}">{escape(tag)}</h2>{"".join(all_)}</section>'
        for tag, all_ in operations.items()
    )
    schemas = "".join(
        f'<details id="schema-{escape(name)}"><summary><code>{escape(name)}</code> <small>{escape(_first_line(schema))}</small>'
        f"</summary>{_schema(schema)}</details>"
        for name, schema in document.get("components", {}).get("schemas", {}).items()
    )
    body = (
        f'<div class="sides"><nav><h1>{escape(info["title"])} <small>{escape(info["version"])}</small></h1>'
        '<input id="filter" type="search" placeholder="zoek een bewerking (find)" aria-label="zoek een bewerking (find)">'
        f'<ul>{listed}<li><a href="#schemas">schema\'s</a></li></ul></nav><main><header>'
        f"<p>{escape(info.get('description', ''))}</p><p class='links'><a href='openapi.json'>OpenAPI 3.1</a> "
        '<a href="openapi-3.0.json">OpenAPI 3.0</a> <a href="problem-types">problem types</a> '
        f'<a href="graphql/explorer">GraphQL</a></p>{TOKEN}{CONVENTIONS}</header>{groups}'
        f'<section><h2 id="schemas">schema\'s</h2>{schemas}</section></main></div>'
    )
    return _page(info["title"], body, _asset("reference.js"))


def _entry(method: str, operation: dict[str, Any]) -> str:
    summary = escape(operation.get("summary", ""))
    return f'<li><a href="#{escape(operation["operationId"])}"><b class="{method}">{method.upper()}</b> {summary}</a></li>'


def _first_line(schema: dict[str, Any]) -> str:
    return str(schema.get("description", "")).split("\n", 1)[0]


def _operation(document: dict[str, Any], path: str, method: str, operation: dict[str, Any]) -> str:
    parameters = [_resolved(document, one) for one in operation.get("parameters", ())]
    scopes = [scope for one in operation.get("security", ()) for scope in next(iter(one.values()))]
    rows = "".join(_parameter(one) for one in parameters)
    answers = "".join(_answer(status, one) for status, one in operation["responses"].items())
    media, field = _body_field(operation)
    description = operation.get("description", "")
    return (
        f'<details class="operation" id="{escape(operation["operationId"])}"><summary><b class="{method}">{method.upper()}</b>'
        f"<code>{escape(path)}</code><span>{escape(operation.get('summary', ''))}</span></summary>"
        f"<p>{escape(description) if description != operation.get('summary') else ''}</p>"
        f"<p>Scope: {' '.join(f'<code>{escape(scope)}</code>' for scope in scopes) or 'geen (open)'}</p>"
        f'<h3>Voorbeeld (example)</h3><pre class="curl">{escape(curl(document, path, method, operation))}</pre>'
        "<details><summary>Probeer het hier (try)</summary>"
        f'<form data-method="{method.upper()}" data-path="{escape(path)}" data-media="{escape(media)}">'
        f"<table>{rows}</table>{field}<button>Verstuur (send)</button><pre hidden></pre></form></details>"
        f"<h3>Antwoorden (answers)</h3><table>{answers}</table></details>"
    )


def _body_field(operation: dict[str, Any]) -> tuple[str, str]:
    """The media type of the body, and a field to write it in."""
    content = operation.get("requestBody", {}).get("content", {})
    media, described = _first(content)
    if not content:
        return "", ""
    example = described.get("example", "")
    shown = example if isinstance(example, str) else json.dumps(example, indent=2, ensure_ascii=False)
    lines = min(24, shown.count("\n") + 2)
    return media, (
        f"<label>{escape(media)} {_reference(described.get('schema', {}))}"
        f'<textarea name="body" rows="{lines}">{escape(shown)}</textarea></label>'
    )


def _first(content: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    for media, described in content.items():
        return media, described
    return "", {}


def _parameter(one: dict[str, Any]) -> str:
    schema = one.get("schema", {})
    hint = (schema.get("examples") or [one.get("example", schema.get("default", ""))])[0]
    shown = "" if hint is None else hint if isinstance(hint, str) else json.dumps(hint)
    star = " *" if one.get("required") else ""
    return (
        f"<tr><td><code>{escape(one['name'])}</code>{star}<br><small>{escape(one['in'])} {_kind(schema)}</small></td>"
        f'<td><input name="{escape(one["name"])}" data-in="{escape(one["in"])}" '
        f'placeholder="{escape(shown)}"></td><td>{escape(one.get("description", ""))}</td></tr>'
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
    asked = queries(sdl)
    choices = "".join(
        f'<option data-query="{escape(one.text)}" data-variables="{escape(json.dumps(one.variables))}">{escape(one.name)}</option>'
        for one in asked
    )
    first = asked[0].text if asked else "query {\n  __typename\n}"
    body = (
        f"<header><h1>{escape(title)} <small>GraphQL</small></h1><p class='links'><a href='../docs'>REST</a></p>{TOKEN}</header>"
        f'<main class="two"><form><label>Voorbeeld (example)<select name="example">{choices}</select></label>'
        f'<label>Query<textarea name="query" rows="22" spellcheck="false">{escape(first)}</textarea></label>'
        '<label>Variables<textarea name="variables" rows="4" spellcheck="false">{}</textarea></label>'
        '<label>Idempotency-Key <input name="key" placeholder="bij een mutatie; anders vanzelf (made when left out)"></label>'
        "<button>Voer uit (run)</button> <small>Ctrl+Enter</small><pre></pre></form>"
        f"<section><h2>Schema</h2><input id='find' placeholder='zoek (find)'><pre id='sdl'>{escape(sdl)}</pre></section></main>"
    )
    return _page(f"{title} GraphQL", body, _asset("graphql.js"))
