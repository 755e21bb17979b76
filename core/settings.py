"""The settings: environment variables, read once and passed along as one `Settings`."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from trama.core.errors import BadSetting, UnknownSetting
from trama.core.home import Home


@dataclass(frozen=True, slots=True)
class Setting:
    """An environment variable: its name, its default, and its purpose in both languages."""

    name: str
    default: str
    es: str
    en: str


SETTINGS: tuple[Setting, ...] = (
    Setting(
        "TRAMA_HOME",
        "",
        "Carpeta de trabajo: grafo, claves, tokens. Vacía: la carpeta de datos de la plataforma.",
        "Home folder: graph, keys, tokens. Empty: the platform's data folder.",
    ),
    Setting(
        "TRAMA_NEO4J_URI",
        "",
        "Dirección de un servidor Neo4j. Vacía: el motor embebido.",
        "Address of a Neo4j server. Empty: the embedded engine.",
    ),
    Setting("TRAMA_NEO4J_USER", "neo4j", "Usuario de Neo4j.", "Neo4j user."),
    Setting("TRAMA_NEO4J_PASSWORD", "", "Contraseña de Neo4j.", "Neo4j password."),
    Setting("TRAMA_NEO4J_DATABASE", "neo4j", "Base de datos de Neo4j.", "Neo4j database."),
    Setting(
        "TRAMA_ENGINE_HEAP",
        "auto",
        "Memoria del motor embebido, como 2g. «auto»: lo que miden los archivos del grafo, entre 1 "
        "GiB y un cuarto de la máquina, 4 GiB como mucho (trama engine status la muestra).",
        "Memory of the embedded engine, such as 2g. “auto”: the size of the graph's files, between "
        "1 GiB and a quarter of the machine, at most 4 GiB (trama engine status shows it).",
    ),
    Setting(
        "TRAMA_ENGINE_IDLE_SECONDS",
        "600",
        "Segundos sin uso tras los que el motor embebido se detiene solo.",
        "Seconds without use after which the embedded engine stops by itself.",
    ),
    Setting(
        "TRAMA_QUERY_SECONDS",
        "30",
        "Tiempo máximo de una consulta, en segundos.",
        "Longest time of a query, in seconds.",
    ),
    Setting(
        "TRAMA_QUERY_ROWS",
        "10000",
        "Filas que una consulta devuelve como máximo; el corte se anuncia.",
        "Most rows a query returns; a cut is announced.",
    ),
    Setting("TRAMA_LANG", "es", "Idioma: es o en.", "Language: es or en."),
    Setting(
        "TRAMA_QUERIES",
        "",
        "Carpeta de las consultas propias. Vacía: «queries» en la carpeta de trabajo.",
        "Folder of your own queries. Empty: “queries” in the home folder.",
    ),
    Setting(
        "TRAMA_TOKEN",
        "",
        "Token con que la orden trama actúa. Vacío: rol analyst, o el menor de los tokens creados "
        "en la carpeta. No frena a quien es dueño de la carpeta: puede leer sus archivos.",
        "Token that the trama command acts with. Empty: role analyst, or the least of the tokens "
        "made in the folder. It does not stop whoever owns the folder: they can read its files.",
    ),
)


@dataclass(frozen=True, slots=True)
class Neo4jConnection:
    """The address of a Neo4j server, its database, and the user of Trama there."""

    uri: str
    user: str
    password: str
    database: str

    def __repr__(self) -> str:
        return f"Neo4jConnection({self.uri}, {self.user}, {self.database})"


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of one process. ``neo4j`` is None if the embedded engine holds the graph."""

    home: Path
    neo4j: Neo4jConnection | None
    engine_heap: str
    engine_idle_seconds: float
    query_seconds: float
    query_rows: int
    queries: Path
    language: str
    token: str


def read_settings(environment: Mapping[str, str] | None = None) -> Settings:
    """Return the settings in ``environment``, which is the environment of the process if None.

    Raises:
        UnknownSetting: a TRAMA_* variable that is not in SETTINGS.
        BadSetting: a text that must be a positive number, or a language other than es and en.
    """
    variables = os.environ if environment is None else environment
    defaults = {setting.name: setting.default for setting in SETTINGS}
    unknown = sorted(
        name for name in variables if name.startswith("TRAMA_") and name not in defaults
    )
    if unknown:
        raise UnknownSetting(names=", ".join(unknown), known=", ".join(defaults))
    value = {name: variables.get(name) or default for name, default in defaults.items()}
    if value["TRAMA_LANG"] not in ("es", "en"):
        raise BadSetting(
            name="TRAMA_LANG", why_es="debe ser «es» o «en»", why_en="it must be “es” or “en”"
        )
    home = _home(value["TRAMA_HOME"])
    own = value["TRAMA_QUERIES"]
    return Settings(
        home=home,
        neo4j=_neo4j(value),
        engine_heap=value["TRAMA_ENGINE_HEAP"],
        engine_idle_seconds=_number("TRAMA_ENGINE_IDLE_SECONDS", value),
        query_seconds=_number("TRAMA_QUERY_SECONDS", value),
        query_rows=int(_number("TRAMA_QUERY_ROWS", value)),
        queries=Path(own).expanduser().absolute() if own else Home(home).queries,
        language=value["TRAMA_LANG"],
        token=value["TRAMA_TOKEN"],
    )


def _home(path: str) -> Path:
    folder = Path(path).expanduser() if path else Path(platformdirs.user_data_dir("trama"))
    return folder.absolute()


def _neo4j(value: Mapping[str, str]) -> Neo4jConnection | None:
    if not value["TRAMA_NEO4J_URI"]:
        return None
    return Neo4jConnection(
        uri=value["TRAMA_NEO4J_URI"],
        user=value["TRAMA_NEO4J_USER"],
        password=value["TRAMA_NEO4J_PASSWORD"],
        database=value["TRAMA_NEO4J_DATABASE"],
    )


def _number(name: str, value: Mapping[str, str]) -> float:
    try:
        number = float(value[name])
    except ValueError as error:
        raise BadSetting(
            name=name, why_es="debe ser un número", why_en="it must be a number"
        ) from error
    if number <= 0:
        raise BadSetting(
            name=name, why_es="debe ser mayor que cero", why_en="it must be above zero"
        )
    return number
