"""The form in which a graph keeps the words of names."""

from trama.values.name_postings import (
    beginning_of,
    entries_of,
    list_of,
    lists_of,
    number_of_lists,
    read_entry,
)


def test_a_victims_names_and_nicknames_stand_in_lists_of_their_own() -> None:
    told = ("QUISPE ROSA", ["LA SINT"])
    seen = dict(entries_of("P-1", *told, victim=False))
    hidden = dict(entries_of("P-1", *told, victim=True))

    assert list(seen) == ["S QUISPE", "S ROSA", "SN LA", "SN SINT"]
    assert list(hidden) == ["V QUISPE", "V ROSA", "VN LA", "VN SINT"]
    assert {read_entry(entry) for entry in hidden.values()} == {
        ("P-1", "QUISPE ROSA"),
        ("P-1", "LA SINT"),
    }


def test_a_word_that_recurs_in_a_name_stands_once_and_no_sentence_fills_the_index() -> None:
    assert len(list(entries_of("P-1", "ROSA ROSA", (), victim=False))) == 1
    long = " ".join(f"W{number}" for number in range(500)) + " " + "X" * 5_000
    assert len(list(entries_of("P-1", long, (), victim=False))) == 24
    assert list(entries_of("P-1", "X" * 61, (), victim=False)) == []
    assert list(entries_of("P-1", None, (), victim=False)) == []


def test_a_frequent_word_is_parted_into_lists_that_hold_some_hundred() -> None:
    assert [number_of_lists(size) for size in (0, 256, 257, 513)] == [1, 1, 2, 4]
    uids = lists_of("S ROSA", 60_000)
    assert len(set(uids)) == 256
    used = {list_of("S ROSA", 60_000, f"P-{number}") for number in range(5_000)}
    assert used == set(uids)


def test_words_are_looked_up_by_two_letters_of_their_group() -> None:
    assert beginning_of("VN QUISPE") == "VN QU"
    assert beginning_of("S Q") == "S Q"
