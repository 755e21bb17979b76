"""A home with a loaded twin, for the tests of the API, the command and the pages."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from trama.access.policy import Role
from trama.access.tokens import TokenStore
from trama.core.home import Home
from trama.core.settings import Settings
from trama.graph.engine import open_graph


@dataclass(frozen=True)
class Installation:
    """A home: its settings, the loaded exports, and the environment variables of its processes."""

    settings: Settings
    exports: Path
    environment: dict[str, str]

    def token(self, role: Role) -> str:
        return TokenStore(Home(self.settings.home)).create("prueba SINTETICO", role)[1]

    def trama(self, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
        kept = {name: text for name, text in os.environ.items() if not name.startswith("TRAMA_")}
        return subprocess.run(
            [sys.executable, "-m", "trama.cli", *words],
            env={**kept, **self.environment, "COLUMNS": "200", **more},
            capture_output=True,
            text=True,
            check=False,
        )

    def rows(self, cypher: str, **parameters: object) -> list[dict[str, Any]]:
        with open_graph(self.settings) as graph:
            return graph.read(cypher, parameters, seconds=30, rows=10_000).rows
