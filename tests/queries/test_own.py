"""A user's own queries: a folder of files, checked as the shipped ones, and apart from them."""

from pathlib import Path

import pytest
from query_texts import query_text

from trama.core.errors import DeclarationError, InputError, UnknownName
from trama.queries.catalog import catalog
from trama.queries.own import check_file, find_query, own_names, own_queries


def store(folder: Path, name: str, text: str) -> Path:
    path = folder / f"{name}.cypher"
    path.write_text(text, encoding="utf-8")
    return path


def problems(path: Path) -> list[tuple[int, str]]:
    return [(one.line, one.en) for one in check_file(path).problems]


def test_a_file_in_the_folder_is_a_query(tmp_path: Path) -> None:
    store(tmp_path, "probe", query_text())

    found = find_query("probe", tmp_path)

    assert found.is_own
    assert [*own_queries(tmp_path).queries] == ["probe"]
    assert own_names(tmp_path) == ("probe",)


def test_a_shipped_query_is_found_with_or_without_a_folder(tmp_path: Path) -> None:
    assert find_query("route_of_case", tmp_path) == catalog().get("route_of_case")
    assert find_query("route_of_case", None) == catalog().get("route_of_case")
    assert not find_query("route_of_case", None).is_own


def test_a_folder_that_does_not_exist_has_no_queries(tmp_path: Path) -> None:
    assert not own_queries(tmp_path / "none").queries


def test_a_file_with_problems_is_told_and_takes_no_other_query_down(tmp_path: Path) -> None:
    store(tmp_path, "probe", query_text())
    store(tmp_path, "broken", query_text(name="name: broken").replace("(c:Case)", "(c:Cas)"))

    found = own_queries(tmp_path)

    assert [*found.queries] == ["probe"]
    (fault,) = found.faults
    assert f"{tmp_path / 'broken.cypher'}:19: label: “Cas” does not exist" in fault.message("en")
    assert find_query("probe", tmp_path)
    with pytest.raises(DeclarationError):
        find_query("broken", tmp_path)


def test_a_name_of_a_shipped_query_is_refused_and_the_shipped_one_answers(tmp_path: Path) -> None:
    path = store(tmp_path, "route_of_case", query_text(name="name: route_of_case"))

    assert problems(path) == [(2, "“route_of_case” is a query of Trama; give yours another name")]
    assert not own_queries(tmp_path).queries
    assert not find_query("route_of_case", tmp_path).is_own


def test_an_own_query_is_never_public(tmp_path: Path) -> None:
    text = query_text(
        case="  case: {type: strings, of: Case.registries, title_es: Caso, title_en: Case}",
        sensitivity="sensitivity: public",
    )

    assert (13, "a query of your own is not public: write restricted") in problems(
        store(tmp_path, "probe", text)
    )


@pytest.mark.parametrize("name", ["Mine", "mi-consulta", "1st", "á"])
def test_a_name_is_one_that_a_command_and_an_address_can_hold(tmp_path: Path, name: str) -> None:
    ((line, why),) = problems(store(tmp_path, name, query_text(name=f"name: {name}")))

    assert (line, why.split(",")[0]) == (2, "the name has small letters")


@pytest.mark.parametrize("name", ["../outside", "/etc/passwd", "none", "probe.cypher", ""])
def test_only_a_name_in_the_folder_is_found(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "queries"
    folder.mkdir()
    store(folder, "probe", query_text())
    store(tmp_path, "outside", query_text(name="name: outside"))

    with pytest.raises(UnknownName):
        find_query(name, folder)


def test_an_unknown_name_is_answered_with_the_own_query_that_was_meant(tmp_path: Path) -> None:
    store(tmp_path, "cases_of_a_bus", query_text(name="name: cases_of_a_bus"))

    with pytest.raises(UnknownName) as caught:
        find_query("cases_of_bus", tmp_path)

    assert "cases_of_a_bus" in caught.value.message("en")


@pytest.mark.parametrize("place", ["folder", "file"])
def test_what_everybody_on_the_machine_may_change_is_not_run(tmp_path: Path, place: str) -> None:
    path = store(tmp_path, "probe", query_text())
    (tmp_path if place == "folder" else path).chmod(0o777)

    with pytest.raises(DeclarationError) as caught:
        find_query("probe", tmp_path)

    assert "chmod o-w" in caught.value.message("en")
    assert not own_queries(tmp_path).queries


def test_a_file_as_windows_writes_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "probe.cypher"
    path.write_bytes(b"\xef\xbb\xbf" + query_text().replace("\n", "\r\n").encode())

    assert problems(path) == []


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b" " * 70_000])
def test_what_is_no_text_of_a_query_is_refused_whole(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "probe.cypher").write_bytes(content)

    with pytest.raises(InputError):
        check_file(tmp_path / "probe.cypher")
    assert len(own_queries(tmp_path).faults) == 1


def test_a_file_that_changes_is_read_anew(tmp_path: Path) -> None:
    store(tmp_path, "probe", query_text())
    before = find_query("probe", tmp_path)
    store(tmp_path, "probe", query_text(version="version: 2"))

    assert (before.version, find_query("probe", tmp_path).version) == (1, 2)
