"""Every way to write a place: where its spellings come from, and how well they fit."""

from trama.places.gazetteer import gazetteer
from trama.places.spellings import essential, expand, is_unit, place_index


def test_every_current_place_of_peru_is_found_by_its_own_name() -> None:
    places = [place for place in gazetteer() if place.uid.startswith("PE-") and place.current]

    assert len(places) == 25 + 196 + 1891
    for place in places:
        spellings = place_index().by_text[place.name_key]
        assert (place.uid, 1.0) in {(spelling.uid, spelling.fit) for spelling in spellings}


def test_short_forms_fit_less_the_more_they_leave_out() -> None:
    def fit(letters: str) -> float:
        spellings = place_index().by_letters[letters]
        return max(spelling.fit for spelling in spellings if spelling.uid == "PE-150132")

    assert fit("SANJUANDELURIGANCHO") == 1.0
    assert fit("SJLURIGANCHO") == 0.93
    assert fit("SJL") == 0.9
    assert round(fit("JUANLURIGANCHO"), 2) == 0.85


def test_two_initials_alone_are_no_spelling() -> None:
    assert "SJ" not in place_index().by_letters


def test_every_alias_leads_to_a_place_of_the_gazetteer() -> None:
    aliases = [
        spelling
        for spellings in place_index().by_text.values()
        for spelling in spellings
        if spelling.method == "alias"
    ]

    assert aliases
    assert all(gazetteer().get(alias.uid) for alias in aliases)
    assert all(gazetteer().get(alias.within) for alias in aliases if alias.within)


def test_short_forms_of_words_are_written_out() -> None:
    assert expand("STA ROSA") == "SANTA ROSA"
    assert expand("26 DE OCTUBRE") == "VEINTISEIS DE OCTUBRE"


def test_articles_and_prepositions_do_not_count() -> None:
    assert essential("SAN JUAN DE LURIGANCHO") == ("SAN", "JUAN", "LURIGANCHO")


def test_a_text_of_police_words_alone_is_a_unit() -> None:
    assert is_unit("DIVINCRI PNP")
    assert not is_unit("COMISARIA COMAS")
