"""`trama recommend` on a loaded twin: the tables, the JSON, the page, and what was wrong."""

import json
from pathlib import Path

from installation import Installation

from trama.access.policy import Role

FEW = ("--draws", "100")


def test_the_sections_say_what_they_rest_on(installation: Installation) -> None:
    ran = installation.trama("recommend", *FEW)

    assert ran.returncode == 0, ran.stderr
    for said in (
        "Dónde poner la prevención (departamento, cualquier papel)",
        "Dónde los controles cruzarían más recorridos",
        "Qué puede hacer cada institución",
        "reintegradas: sin dato",
        "ningún dato personal entra en el orden",
    ):
        assert said in ran.stdout, said


def test_json_is_the_same_for_the_same_seed(installation: Installation) -> None:
    one, same = (
        json.loads(installation.trama("--json", "recommend", *FEW, "--level", "province").stdout)
        for _ in range(2)
    )

    assert one == same
    assert one["question"]["level"] == "province"
    assert [row["victims"] for row in one["places"]] == sorted(
        (row["victims"] for row in one["places"]), reverse=True
    )


def test_the_page_is_written_for_its_owner_alone(
    installation: Installation, tmp_path: Path
) -> None:
    page = tmp_path / "lugares.html"

    ran = installation.trama("--lang", "en", "recommend", *FEW, "--page", str(page))

    assert ran.returncode == 0, ran.stderr
    assert "Recommendations for prevention" in page.read_text(encoding="utf-8")
    assert "SINTETICO" in page.read_text(encoding="utf-8")
    assert page.stat().st_mode & 0o077 == 0


def test_a_page_that_cannot_be_written_is_refused_before_anything_is_read(
    installation: Installation, tmp_path: Path
) -> None:
    """With a year of no facts the answer would be that nothing was observed."""
    for page, why in (
        (tmp_path, "no es un archivo"),
        (tmp_path / "missing" / "lugares.html", "no existe esa carpeta"),
    ):
        ran = installation.trama(
            "recommend", "--since", "1990", "--until", "1990", "--page", str(page)
        )

        assert ran.returncode == 2
        assert why in ran.stderr


def test_the_public_is_refused(installation: Installation) -> None:
    token = installation.token(Role.PUBLIC)

    ran = installation.trama("recommend", *FEW, TRAMA_TOKEN=token)

    assert ran.returncode != 0
    assert "El rol «public» no puede hacer esto" in ran.stderr


def test_an_unknown_place_and_an_empty_period_say_what_can_be_had(
    installation: Installation,
) -> None:
    place = installation.trama("recommend", "--within", "Xyqqzw")
    period = installation.trama("recommend", "--since", "1950", "--until", "1951")

    assert (place.returncode, period.returncode) == (2, 2)
    assert "código INEI" in " ".join(place.stderr.split())
    assert "El grafo tiene hechos de" in " ".join(period.stderr.split())
