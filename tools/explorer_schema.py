"""The OpenAPI description of what the explorer asks, for the types of its client.

``make explorer-client`` makes ``visualizations/explorer/src/api/schema.ts`` of it.
"""

import json
import re
import sys
from collections.abc import Iterator
from typing import Any

from trama.api.app import create_app
from trama.api.openapi import describe
from trama.core.settings import read_settings

ASKED = (
    "session",
    "vocabulary",
    "queries",
    "queries/{name}",
    "search",
    "routes",
    "routes/explanation",
    "routes/completions",
    "judgements",
    "judgements/queue",
    "judgements/pair",
    "workspaces",
    "workspaces/readers",
    "workspaces/{workspace}",
    "workspaces/{workspace}/grants",
    "workspaces/{workspace}/log",
    "workspaces/{workspace}/comparison",
    "workspaces/{workspace}/merge",
    "evidence",
    "evidence/report",
    "evidence/key",
    "standing",
    "standing/{id}",
    "standing/{id}/run",
    "standing/{id}/news",
    "standing/{id}/judgements",
)
_NAME = re.compile(r'"#/components/schemas/([^"]+)"')


def description() -> dict[str, Any]:
    """Return the paths that the explorer asks, and the components that they need."""
    whole = describe(create_app(read_settings({})))
    paths = {f"/api/v1/{name}": whole["paths"][f"/api/v1/{name}"] for name in ASKED}
    components = whole["components"]["schemas"]
    needed = dict(sorted((name, components[name]) for name in _needed(paths, components)))
    return {**whole, "paths": paths, "components": {"schemas": needed}}


def _needed(paths: dict[str, Any], components: dict[str, Any]) -> Iterator[str]:
    found: set[str] = set()
    waiting: list[Any] = [paths]
    while waiting:
        for name in _NAME.findall(json.dumps(waiting.pop())):
            if name not in found:
                found.add(name)
                yield name
                waiting.append(components[name])


if __name__ == "__main__":
    json.dump(description(), sys.stdout, ensure_ascii=False, indent=1)
