"""Any writing of a district or of a state abroad: it is itself, or the answer tells."""

import pytest

from trama.places.by_text import read_text
from trama.places.gazetteer import Place, gazetteer

# {d}, {p} and {D} are district, province and department.
WRITINGS = (
    "Dist. {d} - Prov. {p} - Dpto. {D}",
    "Dist. {d} Prov. {p} Dpto. {D}",
    "DPTO: {D} PROV: {p} DIST: {d}",
    "Distrito: {d} Provincia: {p} Departamento: {D}",
    "Departamento: {D}; Provincia: {p}; Distrito: {d}",
    "{d} ({p} - {D})",
    "{d} ({D}/{p})",
    "{D}/{p}/{d}",
    "{d} - {D} - {p}",
    "{d} – {p} – {D}",
    "{d}, provincia de {p}, región {D}",
    "{d} prov. {p} dpto. {D}",
    "en el distrito de {d}, provincia de {p}, {D}",
    "distrito y provincia de {d}, departamento de {D}",
    "C.P. Sintético, {d}, {p}, {D}",
    "{d}, {p}, {D} PE",
    "{d}, Perú, {p}, {D}",
    "{d}, {p}, {D} 15001, Perú",
    "15001 {d}, {p}, {D}",
    "Jr. Sintético 123 Int. 4 {d} - {p} - {D}",
    "Calle Lima 100, {d}, {p}, {D}",
    "{d} District, {p} Province, {D} Region, Peru",
    "Municipalidad Distrital de {d}, {p}, {D}",
    "Comisaría PNP {d}, {p}, {D}",
    "sector {d}, {p}, {D}",
    "cerca de {d}, {p}, {D}",
    "{d} {p} {D}",
    "{d} {p}, {D}",
    "{d}, {p} {D}",
    "{d} cercado, {p}, {D}",
    "{d}, {p}",
    "{d} ({D})",
    "{d} en {D}",
    "{d} de {D}",
    "{d} {D}",
)
SHORT = {"Santa": "Sta.", "San": "S.", "Puerto": "Pto.", "Villa": "Vª", "General": "Gral."}
NEIGHBOURS = ("AR", "BO", "BR", "CL", "CO", "EC", "VE")


def name(uid: str) -> str:
    place = gazetteer().get(uid)
    assert place is not None
    return place.name


def districts() -> list[Place]:
    return [place for place in gazetteer().places("DISTRITO") if place.current][::29]


def short(text: str) -> str:
    return " ".join(SHORT.get(word, word) for word in text.split())


@pytest.mark.parametrize("form", WRITINGS)
def test_a_district_is_itself_or_is_told(form: str) -> None:
    sample = districts()
    assert len(sample) == 66

    for district in sample:
        names = {"d": district.name, "p": name(district.uid[:7]), "D": name(district.uid[:5])}
        written = form.format(**names)
        for text in (written, written.upper(), short(written)):
            found = read_text(text)
            itself = found.match and found.match.places == (district.uid,)
            assert itself or found.defects, text


@pytest.mark.parametrize(
    "form", ["{s}, {c}", "{c} / {s}", "{s} ({c})", "{s} {c}", "Villa, {s}, {c}"]
)
def test_a_state_of_a_neighbour_is_itself_or_is_told(form: str) -> None:
    states = [state for country in NEIGHBOURS for state in gazetteer().children(country)]
    assert len(states) > 150

    for state in states:
        found = read_text(form.format(s=state.name, c=name(state.uid[:2])))
        assert found.match is not None, state
        assert found.match.uid == state.uid or found.defects, state
        assert found.match.uid.startswith(state.uid[:2]), state
