"""Linking a graph: whole, again, after new files, after a judgement, interrupted."""

import gc
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from linked import Linked

from trama.graph.store.judgement_rows import count_judgements, read_judgements
from trama.linkage.judgements import Verdict
from trama.linking.steps import Step


class Stop(BaseException):
    """A stop as by Ctrl-C during a linking: no error that anybody catches."""


def stop_at(step: Step) -> Callable[[Step, int, int | None], None]:
    def watch(reached: Step, _done: int, _total: int | None) -> None:
        if reached is step:
            raise Stop

    return watch


def test_files_linked_in_turn_end_as_all_linked_at_once(
    linked: Linked, exports: tuple[Path, Path], tmp_path: Path
) -> None:
    police, prosecutors = exports
    linked.load(police, prosecutors)
    whole = linked.link()
    expected = linked.state()

    ends = []
    for number, order in enumerate(((police, prosecutors), (prosecutors, police))):
        linked.graph.write_rows("MATCH (n) DETACH DELETE n")
        linked.home = tmp_path / str(number)
        for file in order:
            linked.load(file)
            report = linked.link()
        ends.append(linked.state())
        assert 0 < report.changed < whole.changed
        assert report.blocking == whole.blocking

    assert len(linked.same_people()) > 3
    assert ends == [expected, expected]


def test_linking_again_compares_decides_and_stores_nothing(linked: Linked, twin: Path) -> None:
    linked.load(twin)
    first = linked.link()
    before, rows = linked.state(), count_judgements(linked.graph)

    again = linked.link()

    assert first.stored["person_same"] > 0
    assert (again.compared, again.decided, dict(again.stored)) == (0, 0, {})
    assert again.blocking == first.blocking
    assert (linked.state(), count_judgements(linked.graph)) == (before, rows)
    assert all(row.applied for row in read_judgements(linked.graph))


@pytest.mark.parametrize("step", [Step.COMPARING, Step.JUDGING])
def test_a_linking_that_was_stopped_goes_on_and_ends_the_same(
    linked: Linked, twin: Path, step: Step, tmp_path: Path
) -> None:
    linked.load(twin)
    with pytest.raises(Stop):
        linked.link(stop_at(step))
    linked.link()
    went_on = linked.state()

    linked.graph.write_rows("MATCH (n) DETACH DELETE n")
    linked.load(twin)
    linked.link(home=tmp_path / "undisturbed")

    assert went_on == linked.state()


def test_a_cache_that_is_lost_cut_or_of_another_key_changes_nothing(
    linked: Linked, twin: Path, tmp_path: Path
) -> None:
    linked.load(twin)
    linked.link()
    expected = linked.state()
    cache = linked.home / "links.cache"
    whole = cache.read_bytes()

    for content in (None, whole[:-40], b"", whole[:100] + b"x" + whole[101:]):
        cache.unlink()
        if content is not None:
            cache.write_bytes(content)
        report = linked.link()
        assert report.compared > 0
        assert report.stored == {}
        assert cache.read_bytes() == whole
    assert linked.link(home=tmp_path / "another").stored == {}
    assert linked.state() == expected


def test_a_pair_that_a_person_judged_different_is_not_proposed_again(
    linked: Linked, twin: Path
) -> None:
    linked.load(twin)
    whole = linked.link()
    joined = linked.state()
    one, other = linked.same_people()[0]

    linked.judge(one, other, Verdict.DIFFERENT)
    report = linked.link()
    parted = linked.state()
    linked.judge(one, other, Verdict.WITHDRAWN)
    linked.link()

    assert 0 < report.decided < whole.decided
    assert report.compared == 0
    assert (one, other) not in linked.same_people() or linked.state() == joined
    assert [row[2] for row in parted[1] if row[:2] == (one, other)] == [Verdict.DIFFERENT]
    assert linked.state() == joined


def test_a_dry_run_tells_what_it_would_store_and_writes_nothing(linked: Linked, twin: Path) -> None:
    linked.load(twin)
    before = linked.state()

    told = linked.link(dry_run=True)

    assert linked.state() == before
    assert not [path for path in linked.home.iterdir() if path.name.startswith("links")]
    done = linked.link()
    assert told.stored == done.stored
    assert told.verdicts == done.verdicts


def test_another_threshold_decides_all_anew_and_compares_nothing(
    linked: Linked, twin: Path
) -> None:
    linked.load(twin)
    first = linked.link()
    linked.model = replace(linked.model, same_at=1.0)

    report = linked.link()

    assert report.compared == 0
    assert report.decided == first.decided
    # Each pair is judged anew, by the model with the other threshold; fewer may be the same.
    assert sum(report.stored.values()) == sum(first.stored.values())
    assert 0 < report.stored["person_same"] <= first.stored["person_same"]
    assert {row[5] for row in linked.rows()} == {f"shipped@{linked.model.hash[:12]}"}


def test_garbage_is_sought_rarely_while_linking(linked: Linked, exports: tuple[Path, Path]) -> None:
    linked.load(exports[0])
    before, during = gc.get_threshold(), set()

    linked.link(lambda *_: during.add(gc.get_threshold()[0]))

    assert during
    assert min(during) > before[0]
    assert gc.get_threshold() == before


def test_only_pairing_all_loads_splink() -> None:
    asked = (
        "import sys, trama.linking.linker; print('duckdb' in sys.modules, 'splink' in sys.modules)"
    )

    told = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)

    assert told.stdout.split() == ["True", "False"]


def test_an_empty_graph_and_a_single_registry_are_linked_too(
    linked: Linked, exports: tuple[Path, Path]
) -> None:
    nothing = linked.link()
    assert (nothing.people, nothing.cases, dict(nothing.stored)) == (0, {}, {})

    linked.load(exports[0])
    report = linked.link()

    assert list(report.cases) == ["RETA"]
    assert report.people > 0


def test_the_cache_is_private_and_holds_no_name(linked: Linked, twin: Path) -> None:
    linked.load(twin)
    linked.link()

    content = (linked.home / "links.cache").read_bytes()
    text = "MATCH (r:Record) WHERE r.{0} IS NOT NULL RETURN DISTINCT r.{0} AS value"
    fields = ("name", "document_number", "case_key", "birth_date", "nickname")
    values = {row["value"] for name in fields for row in linked.graph.stream(text.format(name))}
    assert len(values) > 50
    assert not [value for value in values if value.encode() in content]
    assert (linked.home / "links.cache").stat().st_mode & 0o077 == 0
    assert (linked.home / "links.json").stat().st_mode & 0o077 == 0
