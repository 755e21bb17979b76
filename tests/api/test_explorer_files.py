"""The explorer's page and files: a browser gets the page, nothing leads out of its folder."""

from collections.abc import Callable
from pathlib import Path

import httpx
import pytest

from trama.api.built_files import built_file, shipped_folder

Client = Callable[..., httpx.Client]

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    built = tmp_path / "explorer"
    for name in ("index.html", "assets/index-Ab12_d-4.js", "assets/plain.css", "places/a.json"):
        path = built / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"SINTETICO {name}")
    (tmp_path / "secret.json").write_text("{}")
    (built / "places" / "linked.json").symlink_to(tmp_path / "secret.json")
    (built / "program.sh").write_text("SINTETICO")
    (built / ".hidden.json").write_text("{}")
    return built


@pytest.mark.parametrize(
    ("name", "media_type", "cache"),
    [
        ("index.html", "text/html; charset=utf-8", "no-cache"),
        (
            "assets/index-Ab12_d-4.js",
            "text/javascript; charset=utf-8",
            "public, max-age=31536000, immutable",
        ),
        ("assets/plain.css", "text/css; charset=utf-8", "no-cache"),
        ("places/a.json", "application/json", "no-cache"),
    ],
)
def test_a_file_has_its_type_and_is_kept_for_ever_only_if_its_name_has_a_hash(
    folder: Path, name: str, media_type: str, cache: str
) -> None:
    found = built_file(folder, name)

    assert found is not None
    assert found.content.decode() == f"SINTETICO {name}"
    assert (found.media_type, found.cache) == (media_type, cache)


@pytest.mark.parametrize(
    "name",
    [
        "../secret.json",
        "places/../../secret.json",
        "places//a.json",
        "/etc/hosts.txt",
        "places/linked.json",
        "program.sh",
        ".hidden.json",
        "places",
        "",
        "absent.js",
        "places\\..\\..\\secret.json",
        "places/a.json\x00.json",
    ],
)
def test_no_name_leads_to_anything_else(folder: Path, name: str) -> None:
    assert built_file(folder, name) is None


def test_a_browser_gets_a_page_and_a_program_the_addresses(client: Client) -> None:
    page = client().get(_root(client) + "/", headers={"Accept": BROWSER})
    addresses = client().get(_root(client) + "/")

    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert page.status_code == (200 if (shipped_folder() / "index.html").exists() else 503)
    assert addresses.json()["api"] == "/api/v1"
    assert page.headers["vary"] == addresses.headers["vary"] == "Accept"


def test_the_page_may_load_its_own_files_and_the_api_nothing(client: Client) -> None:
    page = client().get(_root(client) + "/", headers={"Accept": BROWSER}).headers
    answer = client().get("/health/live").headers

    assert page["content-security-policy"] == (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
        "font-src 'self'; connect-src 'self'; worker-src 'self'; base-uri 'none'; "
        "form-action 'none'; frame-ancestors 'none'"
    )
    assert page["cross-origin-opener-policy"] == "same-origin"
    assert answer["content-security-policy"] == "default-src 'none'; frame-ancestors 'none'"
    for headers in (page, answer):
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"


def test_an_absent_file_is_a_problem_and_no_page(client: Client) -> None:
    answer = client().get(_root(client) + "/explorer/assets/absent-12345678.js")

    assert answer.status_code == 404
    assert answer.json()["code"] == "http_404"
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.skipif(not (shipped_folder() / "index.html").exists(), reason="no built files")
def test_a_page_that_a_browser_has_is_not_sent_again(client: Client) -> None:
    asked = {"Accept": BROWSER}
    first = client().get(_root(client) + "/", headers=asked)
    again = client().get(
        _root(client) + "/", headers={**asked, "If-None-Match": first.headers["etag"]}
    )

    assert again.status_code == 304
    assert again.content == b""


def _root(client: Client) -> str:
    return str(client().base_url.copy_with(path="")).rstrip("/")
