"""Subdivisions abroad by the names that their countries' statistics offices write."""

import pytest

from trama.places.find import PlaceNames, place_by_names, place_by_text
from trama.places.gazetteer import gazetteer

OFFICIAL = {
    # INDEC (Argentina)
    "AR-C": ["Ciudad Autónoma de Buenos Aires", "Ciudad de Buenos Aires", "C.A.B.A."],
    "AR-V": ["Tierra del Fuego, Antártida e Islas del Atlántico Sur"],
    "AR-B": ["Buenos Aires", "Pcia. de Buenos Aires"],
    # DANE (Colombia)
    "CO-SAP": [
        "ARCHIPIÉLAGO DE SAN ANDRÉS, PROVIDENCIA Y SANTA CATALINA",
        "San Andrés, Providencia y Santa Catalina",
    ],
    "CO-DC": ["BOGOTÁ, D.C.", "Bogotá, D. C.", "Santafé de Bogotá, D.C.", "Bogotá"],
    "CO-LAG": ["LA GUAJIRA"],
    # IBGE (Brazil)
    "BR-BA": ["Bahia", "Estado da Bahia"],
    "BR-RJ": ["Rio de Janeiro", "Estado do Rio de Janeiro"],
    "BR-SP": ["SAO PAULO"],
    # INE (Bolivia)
    "BO-B": ["Beni", "Departamento del Beni"],
    "BO-P": ["POTOSI"],
    # INEC (Ecuador)
    "EC-SD": ["Santo Domingo de los Tsáchilas"],
    "EC-Z": ["Zamora-Chinchipe"],
    "EC-O": ["El Oro"],
    # INE (Chile), INE (Venezuela), INEGI (Mexico), INE (Spain)
    "CL-AI": ["Región de Aysén del General Carlos Ibáñez del Campo"],
    "CL-LI": ["Región del Libertador General Bernardo O'Higgins"],
    "VE-M": ["Estado Bolivariano de Miranda"],
    "MX-VER": ["Veracruz de Ignacio de la Llave"],
    "ES-AS": ["Asturias, Principado de"],
    "ES-RI": ["Rioja, La"],
    "ES-PV-VI": ["Araba/Álava"],
}
NAMES = [(uid, name) for uid, names in OFFICIAL.items() for name in names]


@pytest.mark.parametrize(("uid", "name"), NAMES)
def test_an_official_name_in_its_column_is_its_subdivision(uid: str, name: str) -> None:
    found = place_by_names(PlaceNames(name), uid[:2])

    assert found.value is not None
    assert (found.value.uid, found.defects) == (uid, ())


@pytest.mark.parametrize(("uid", "name"), NAMES)
@pytest.mark.parametrize("form", ["{name}, {country}", "{country} - {name}", "{name} ({country})"])
def test_an_official_name_beside_its_country_is_its_subdivision(
    uid: str, name: str, form: str
) -> None:
    country = gazetteer().get(uid[:2])
    assert country is not None

    found = place_by_text(form.format(name=name, country=country.name))

    assert found.value is not None
    assert (found.value.uid, found.defects) == (uid, ())
