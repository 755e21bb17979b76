from collections.abc import Iterator

from trama.core.batches import batched


def test_the_last_batch_is_shorter() -> None:
    assert list(batched("abcde", 2)) == [["a", "b"], ["c", "d"], ["e"]]
    assert list(batched("abcd", 2)) == [["a", "b"], ["c", "d"]]


def test_nothing_has_no_batch() -> None:
    assert list(batched([], 3)) == []


def test_items_are_taken_only_as_they_are_asked_for() -> None:
    taken: list[int] = []

    def numbers() -> Iterator[int]:
        for number in range(6):
            taken.append(number)
            yield number

    first = next(batched(numbers(), 2))

    assert first == [0, 1]
    assert taken == [0, 1]
