"""Investigations as the explorer sends them: questions that were asked, and the nodes they gave."""

import base64
import io
import zipfile
from collections.abc import Mapping, Sequence
from typing import Any

import httpx
from PIL import Image, PngImagePlugin

GRAPH = "application/vnd.trama.graph+json"
SECRET_IN_PICTURE = "SINTETICA-EN-METADATOS"

Asked = tuple[str, Mapping[str, object]]


def question(client: httpx.Client, name: str, parameters: Mapping[str, object]) -> dict[str, Any]:
    """Ask a question as the explorer does. Return its answer with its graph."""
    path = "/routes" if name == "route" else f"/queries/{name}/run"
    said = client.post(path, json={"parameters": parameters}, headers={"Accept": GRAPH})
    assert said.status_code == 200, said.text
    told: dict[str, Any] = said.json()
    return told


def investigation(client: httpx.Client, asked: Sequence[Asked]) -> dict[str, Any]:
    """Return the investigation of somebody who asked these questions."""
    keys: dict[str, None] = {}
    questions = []
    for name, parameters in asked:
        answer = question(client, name, parameters)
        keys |= dict.fromkeys(node["key"] for node in answer["graph"]["nodes"])
        questions.append(
            {
                "query": answer["query"],
                "title": f"Consulta SINTETICO {name}",
                "parameters": answer["parameters"],
                "receipt": answer["receipt"],
            }
        )
    return {"version": 1, "keys": list(keys), "questions": questions}


def picture(width: int = 640, height: int = 360) -> bytes:
    """Return a PNG with a text in it that nobody sees."""
    hidden = PngImagePlugin.PngInfo()
    hidden.add_text("Author", SECRET_IN_PICTURE)
    written = io.BytesIO()
    drawn = Image.linear_gradient("L").resize((width, height)).convert("RGBA")
    drawn.save(written, "PNG", pnginfo=hidden)
    return written.getvalue()


def order(told: Mapping[str, Any], *pictures: bytes, **more: object) -> dict[str, Any]:
    """Return the body of a request for a pack."""
    sent = [
        {"name": f"Lienzo {at}", "png": base64.b64encode(png).decode()}
        for at, png in enumerate(pictures, 1)
    ]
    return {"title": "Caso SINTETICO", "investigation": told, "pictures": sent, **more}


def files_of(pack: bytes) -> dict[str, bytes]:
    """Return the files of a pack by name, as any other program reads them."""
    with zipfile.ZipFile(io.BytesIO(pack)) as opened:
        assert opened.testzip() is None
        return {name: opened.read(name) for name in opened.namelist()}
