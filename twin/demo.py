"""The demo (`make demo`): the main job from end to end, on a synthetic twin.

Each step prints its ``trama`` command and runs it with ``TRAMA_HOME=demo/home``, so the demo never
touches another graph. Two steps differ: the token is made silently, and Python sends the request
that is printed as ``curl``. All files stay in the folder ``demo/``. A second run loads the same
files again, which changes nothing.
"""

import csv
import json
import os
import shlex
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

FOLDER = Path("demo")
CASES = 2000
SEED = 2026
OVERLAP = "cruce.html"
NETWORK = "red.html"
BANK, RELEASE, STUDY = "banco.html", "publicacion", "estudio"
API_START_SECONDS = 60
"""Longest wait for the API: a few seconds are usual, more pass on a busy machine."""


def main() -> None:
    """Run the demo in the current folder; exit with code 1 at the first step that fails.

    The engine stops at the end, also after a failure.
    """
    FOLDER.mkdir(exist_ok=True)
    started = time.monotonic()
    issues, route, places = (
        FOLDER / name for name in ("observaciones.csv", "ruta.html", "lugares.html")
    )
    try:
        _run_steps(issues, route, places)
    finally:
        _trama("engine", "stop")
    _farewell(time.monotonic() - started, route, places, issues)


def _run_steps(issues: Path, route: Path, places: Path) -> None:
    _title("1. Un gemelo sintético: exportes de RETA y SISTRA con los defectos de los reales")
    _trama("twin", str(FOLDER / "gemelo"), "--cases", str(CASES), "--seed", str(SEED))
    _title("2. Carga de los exportes, los datos abiertos del RETA y los totales publicados")
    _trama("load", str(FOLDER / "gemelo"), "--shipped", "--issues", str(issues))
    _show_issues(issues)
    _title("3. 2017: ¿cuántas víctimas según la policía, cuántas según la fiscalía?")
    _trama("query", "run", "registry_totals", "-p", "year=2017")
    _title("4. ¿Quiénes son la misma persona en RETA y en SISTRA, y cuántas son?")
    _trama("link")
    _trama("overlap", "--year", "2017")
    _trama("overlap", "waterfall", "--year", "2017")
    _title("5. Rutas de Cusco a Madre de Dios, y personas investigadas en varios casos")
    _trama("query", "run", "routes_between", *_parameters(origin="PE-08", destination="PE-17"))
    _trama("query", "run", "recurring_suspects", *_parameters(limit="10"))
    _title("6. Las páginas")
    _trama("page", "route", "PE-08", "PE-17", "-o", str(route))
    _trama("page", "places", "-o", str(places))
    _trama("page", "overlap", "-o", str(FOLDER / OVERLAP), "--year", "2017")
    _title("7. La API, con un token de analista")
    _ask_the_api()
    _title("8. Un enlace explicado, como lo ve quien puede juzgarlo")
    _explain_a_link()
    _title("9. Una red que se repite: qué la sostiene, sus tramos y su página")
    _trama("networks", "find", "--write")
    _trama("networks", "show", "N-1")
    _trama("page", "network", "N-1", "-o", str(FOLDER / NETWORK))
    _title("10. El banco histórico de víctimas, y sus tablas para el público")
    _trama("bank", "--by", "birth,sex", "--level", "macroregion")
    _trama("bank", "--page", str(FOLDER / BANK))
    _publish()
    _title("11. El estudio de riesgo, con los datos abiertos del RETA")
    _trama("study", str(FOLDER / STUDY))


def _publish() -> None:
    """Publish the national tables, and check them from their files alone."""
    folder = FOLDER / RELEASE
    if folder.exists():
        shutil.rmtree(folder)  # a release never writes over another
    made = _trama("--json", "token", "create", "--role", "supervisor", quiet=True)
    publisher = ("--publisher", "Trama (SINTETICO)", "--licence", "cc-by-4.0")
    _trama("bank", "publish", str(folder), *publisher, token=json.loads(made)["token"])
    _trama("bank", "verify", str(folder))


def _parameters(**values: str) -> list[str]:
    return [word for name, value in values.items() for word in ("-p", f"{name}={value}")]


def _explain_a_link() -> None:
    """Show the link of two people of which the model is least sure, as an investigator sees it."""
    made = _trama("--json", "token", "create", "--role", "investigator", quiet=True)
    token = json.loads(made)["token"]
    listed = _trama("--json", "review", "list", "--limit", "5000", quiet=True, token=token)
    links = [
        row
        for row in json.loads(listed)["judgements"]
        if (row["subject"], row["verdict"]) == ("person", "same") and row["model"] and row["stands"]
    ]
    if links:
        link = min(links, key=lambda row: (row["score"], row["one"]["key"]))
        _trama("review", "show", link["one"]["key"], link["other"]["key"], token=token)


def _environment() -> dict[str, str]:
    outside = {name: value for name, value in os.environ.items() if not name.startswith("TRAMA_")}
    return outside | {"TRAMA_HOME": str((FOLDER / "home").absolute())}


def _trama(*words: str, quiet: bool = False, token: str = "") -> str:
    if not quiet:
        print(f"\n$ trama {shlex.join(words)}", flush=True)  # noqa: T201 - the demo speaks
    process = subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-m", "trama.cli", *words],
        env=_environment() | ({"TRAMA_TOKEN": token} if token else {}),
        stdout=subprocess.PIPE if quiet else None,
        text=True,
        check=False,
    )
    if process.returncode != 0:
        sys.exit(f"✗ trama {shlex.join(words)}: {process.returncode}")
    return process.stdout or ""


def _title(text: str) -> None:
    print(f"\n━━ {text}", flush=True)  # noqa: T201 - the demo speaks


def _show_issues(path: Path) -> None:
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    rejected = [row for row in rows if row["outcome"] == "rejected"]
    print(f"\n{len(rows)} observaciones en {path}; las primeras filas rechazadas:")  # noqa: T201
    for row in rejected[:5]:
        where = f"{row['file']} {row['sheet']}:{row['line']}"
        print(f"  {where}  {row['code']}  {row['message']}"[:160])  # noqa: T201 - the demo speaks


def _ask_the_api() -> None:
    token = json.loads(_trama("--json", "token", "create", "--role", "analyst", quiet=True))[
        "token"
    ]
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    print(f"\n$ trama serve --port {port}", flush=True)  # noqa: T201 - the demo speaks
    log = (FOLDER / "api.log").open("w", encoding="utf-8")
    server = subprocess.Popen(  # noqa: S603 - our own command
        [sys.executable, "-m", "trama.cli", "serve", "--port", str(port)],
        env=_environment(),
        stdout=log,
        stderr=log,
    )
    try:
        base = f"http://127.0.0.1:{port}/api/v1"
        _wait_until_ready(f"{base}/health/ready", server)
        url = f"{base}/queries/frequent_legs/run"
        body = {"parameters": {"level": "department", "limit": 3}}
        headers = "-H 'Authorization: Bearer …' -H 'Content-Type: application/json'"
        print(f"$ curl {headers} -d '{json.dumps(body)}' {url}")  # noqa: T201 - the demo speaks
        print(json.dumps(_post(url, body, token), ensure_ascii=False, indent=1)[:1500])  # noqa: T201
    finally:
        server.terminate()
        server.wait(timeout=30)
        log.close()


def _wait_until_ready(url: str, server: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + API_START_SECONDS
    while time.monotonic() < deadline and server.poll() is None:
        try:
            with urllib.request.urlopen(url, timeout=5):  # noqa: S310 - our own loopback address
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    sys.exit(f"✗ La API no respondió; vea {FOLDER / 'api.log'}")


def _post(url: str, body: object, token: str) -> object:
    request = urllib.request.Request(  # noqa: S310 - our own loopback address
        url,
        data=json.dumps(body).encode(),
        headers={"Authorization": f"Bearer {token}", "Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310 - same
        return json.load(answer)


def _farewell(seconds: float, route: Path, places: Path, issues: Path) -> None:
    home = (FOLDER / "home").absolute()
    print(  # noqa: T201 - the demo speaks
        f"""
━━ Listo en {seconds:.0f} s. Dónde está cada cosa:
  rutas de Cusco a Madre de Dios   {route.absolute()}
  tramos sobre el mapa             {places.absolute()}
  cruce de RETA y SISTRA           {(FOLDER / OVERLAP).absolute()}
  una red que se repite            {(FOLDER / NETWORK).absolute()}
  el banco de víctimas             {(FOLDER / BANK).absolute()}
  las tablas para el público       {(FOLDER / RELEASE).absolute()}
  el estudio de riesgo             {(FOLDER / STUDY).absolute()}
  qué se rechazó o corrigió        {issues.absolute()}
  el grafo, sus claves y tokens    {home}

Qué escribir ahora:
  export TRAMA_HOME={shlex.quote(str(home))}
  .venv/bin/trama query list
  .venv/bin/trama query run recurring_pairs
  .venv/bin/trama load SU_EXPORTE.csv --dry-run
  .venv/bin/trama serve

El explorador: «trama serve» lo sirve en http://127.0.0.1:8000/ y escribe en la terminal la
dirección que entra (…/#entrada=CÓDIGO, una vez, en diez minutos).
La visita guiada va de una red que se repite a quién lo dice:
  …/#entrada=CÓDIGO&visita, o http://127.0.0.1:8000/#visita si ya entró."""
    )


if __name__ == "__main__":
    main()
