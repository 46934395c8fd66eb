"""What a client of the last release would notice: two OpenAPI documents, or two graphs, held against each other."""

from collections.abc import Iterator
from typing import Any

from graphql import build_schema
from graphql.utilities import find_breaking_changes

from tests.wire.documents import Document, resolved

_METHODS = ("get", "post", "put", "patch", "delete")
_BOUNDS = ("minimum", "maximum", "minLength", "maxLength", "maxItems", "minItems", "pattern", "format")


def broken(old: Document, new: Document) -> list[str]:
    """Each thing of the old document that the new one takes away or asks more for."""
    return sorted(set(_paths(old, new)))


def broken_graph(old: str, new: str) -> list[str]:
    """The same for two graphs."""
    before, after = (build_schema(text, assume_valid=True) for text in (old, new))
    return sorted(change.description for change in find_breaking_changes(before, after))


def _paths(old: Document, new: Document) -> Iterator[str]:
    for path, methods in old["paths"].items():
        for method in (one for one in _METHODS if one in methods):
            where, after = f"{method.upper()} {path}", new["paths"].get(path, {}).get(method)
            if after is None:
                yield f"{where}: is gone"
                continue
            yield from _operation(where, methods[method], after, old, new)


def _operation(where: str, old: Document, new: Document, before: Document, after: Document) -> Iterator[str]:
    yield from _security(where, old, new)
    known = {
        (one["in"], one["name"]): one
        for one in (resolved(before, each) for each in old.get("parameters", ()))
    }
    now = {
        (one["in"], one["name"]): one for one in (resolved(after, each) for each in new.get("parameters", ()))
    }
    for key, one in known.items():
        if key not in now:
            yield f"{where}: parameter {key[1]} is gone"
        else:
            yield from _sent(
                f"{where} parameter {key[1]}",
                one.get("schema", {}),
                now[key].get("schema", {}),
                before,
                after,
            )
    for key, one in now.items():
        if one.get("required") and not known.get(key, {}).get("required"):
            yield f"{where}: parameter {key[1]} is demanded"
    for media, content in old.get("requestBody", {}).get("content", {}).items():
        later = new.get("requestBody", {}).get("content", {}).get(media)
        if later is None:
            yield f"{where}: {media} is no longer read"
        else:
            yield from _sent(
                f"{where} body", content.get("schema", {}), later.get("schema", {}), before, after
            )
    for status, answer in old["responses"].items():
        if not status.startswith("2"):
            continue
        later = new["responses"].get(status)
        if later is None:
            yield f"{where}: {status} is gone"
            continue
        for media, content in resolved(before, answer).get("content", {}).items():
            shown = resolved(after, later).get("content", {}).get(media)
            if shown is None:
                yield f"{where}: {media} is no longer written"
            else:
                yield from _shown(
                    f"{where} {status}", content.get("schema", {}), shown.get("schema", {}), before, after
                )


def _security(where: str, old: Document, new: Document) -> Iterator[str]:
    scopes = [
        {scope for one in each.get("security", ()) for scope in one.get("oauth2", ())} for each in (old, new)
    ]
    if not scopes[1] <= scopes[0]:
        yield f"{where}: asks scope {sorted(scopes[1] - scopes[0])}"


def _kinds(document: Document, schema: Document) -> set[str]:
    schema = resolved(document, schema)
    if "anyOf" in schema:
        return set().union(*(_kinds(document, one) for one in schema["anyOf"]))
    kind = schema.get("type", "any")
    return set(kind) if isinstance(kind, list) else {kind}


def _plain(document: Document, schema: Document) -> Document:
    """The schema itself, without its null."""
    schema = resolved(document, schema)
    inner = [one for one in schema.get("anyOf", ()) if one.get("type") != "null"]
    return resolved(document, inner[0]) if len(inner) == 1 else schema


def _sent(
    where: str, old: Document, new: Document, before: Document, after: Document, depth: int = 6
) -> Iterator[str]:
    """What a client sends: nothing may become demanded, refused or narrower."""
    kinds = _kinds(before, old), _kinds(after, new)
    if "any" not in kinds[1] and not kinds[0] <= kinds[1]:
        yield f"{where}: takes no {sorted(kinds[0] - kinds[1])}"
    old, new = _plain(before, old), _plain(after, new)
    if "enum" in new and not set(old.get("enum", ("anything",))) <= set(new["enum"]):
        yield f"{where}: takes fewer values"
    for name in _BOUNDS:
        if name in new and new[name] != old.get(name) and _narrower(name, old.get(name), new[name]):
            yield f"{where}: {name} became {new[name]}"
    known, now = old.get("properties", {}), new.get("properties", {})
    for name in set(new.get("required", ())) - set(old.get("required", ())):
        yield f"{where}: {name} is demanded"
    for name, one in known.items() if depth else ():
        if name not in now:
            yield f"{where}: {name} is refused"
        else:
            yield from _sent(f"{where} {name}", one, now[name], before, after, depth - 1)
    if depth and "items" in old and "items" in new:
        yield from _sent(f"{where}[]", old["items"], new["items"], before, after, depth - 1)


def _narrower(name: str, old: Any, new: Any) -> bool:
    if old is None or name in ("pattern", "format"):
        return True
    return bool(new > old) if name.startswith("min") else bool(new < old)


def _shown(
    where: str, old: Document, new: Document, before: Document, after: Document, depth: int = 6
) -> Iterator[str]:
    """What a client reads: nothing may be missing or of another kind."""
    kinds = _kinds(before, old), _kinds(after, new)
    if "any" not in kinds[0] and not kinds[1] <= kinds[0]:
        yield f"{where}: may be {sorted(kinds[1] - kinds[0])}"
    old, new = _plain(before, old), _plain(after, new)
    known, now = old.get("properties", {}), new.get("properties", {})
    for name in set(old.get("required", ())) - set(new.get("required", ())):
        yield f"{where}: {name} may be left out"
    for name, one in known.items() if depth else ():
        if name not in now:
            yield f"{where}: {name} is gone"
        else:
            yield from _shown(f"{where} {name}", one, now[name], before, after, depth - 1)
    if depth and "items" in old and "items" in new:
        yield from _shown(f"{where}[]", old["items"], new["items"], before, after, depth - 1)
