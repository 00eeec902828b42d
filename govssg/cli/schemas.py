"""JSON Schemas of what editors write, with Chinese descriptions."""

from typing import Any

import msgspec

from govssg.cli.schema_words import KEYS
from govssg.kinds import KINDS
from govssg.kinds.kind import Kind
from govssg.read.config_schema import PortalFile, SiteFile

DIALECT = "http://json-schema.org/draft-07/schema#"
"""What the YAML plug-ins of editors understand."""

Schema = dict[str, Any]


def front_matter_schema(kinds: tuple[Kind, ...] = KINDS) -> Schema:
    """Give the schema of the front matter of one or several kinds."""
    schemas, components = msgspec.json.schema_components(
        [kind.fields for kind in kinds], ref_template="#/definitions/{name}"
    )
    definitions = {name: _object(definition) for name, definition in components.items()}
    for kind in kinds:
        definition = definitions[kind.fields.__name__]
        definition["title"] = f"{kind.name} {kind.label}"
        definition["description"] = kind.label
        definition["required"] = list(kind.required)
        _describe(definition, dict(kind.skeleton))
    head = schemas[0] if len(schemas) == 1 else {"anyOf": list(schemas)}
    return {"$schema": DIALECT, "title": "文件头 front matter", **head, "definitions": definitions}


def site_schema() -> Schema:
    """Give the schema of ``sites/<site>.yaml``."""
    return _file_schema(SiteFile, "站点 sites/<站点>.yaml")


def portal_schema() -> Schema:
    """Give the schema of ``sites/portal.yaml``."""
    return _file_schema(PortalFile, "门户 sites/portal.yaml")


def _file_schema(kind: type, title: str) -> Schema:
    (head,), components = msgspec.json.schema_components(
        [kind], ref_template="#/definitions/{name}"
    )
    definitions = {name: _object(definition) for name, definition in components.items()}
    return {"$schema": DIALECT, "title": title, **head, "definitions": definitions}


def _object(definition: Schema) -> Schema:
    """Give a struct's schema as editors meet it: closed, described, short form allowed."""
    made = {**definition, "additionalProperties": False}
    made.pop("description", None)
    made["properties"] = {
        name: _property(name, value) for name, value in definition["properties"].items()
    }
    return made


def _property(name: str, value: Schema) -> Schema:
    described = {key: item for key, item in value.items() if key != "x-form"}
    if "items" in described and "$ref" in described["items"]:
        described["items"] = {"anyOf": [described["items"], {"type": "string"}]}
    if name in KEYS:
        described["description"] = KEYS[name]
    if described.pop("default", None) and "$ref" not in described:
        described["default"] = value["default"]
    return described


def _describe(definition: Schema, comments: dict[str, str]) -> None:
    """Let the kind's own comment on a key win: it knows the key best."""
    for name, value in definition["properties"].items():
        if name in comments:
            value["description"] = comments[name]
