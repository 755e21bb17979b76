"""The files of workspaces: private, whole, several writers at once, a broken one apart."""

import multiprocessing
import os
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from trama.core.errors import InsecureFile
from trama.core.home import Home
from trama.core.workspace_errors import BrokenWorkspace
from trama.ontology.declare import Sensitivity
from trama.workspaces.kept_investigation import KeptInvestigation, Words
from trama.workspaces.workspace_files import Heading, Workspace, WorkspaceFiles, new_id

WRITERS, EACH = 4, 10


def workspace(owner: str = "ana", **changed: object) -> Workspace:
    words = Words(text="Título", clearance=Sensitivity.RESTRICTED, by=owner, at="2026-11-30")
    heading = Heading(
        id=new_id(),
        title=words,
        owner=owner,
        made_at="2026-11-30",
        revision=1,
        changed_at="2026-11-30",
        changed_by=owner,
        items=0,
        state="",
    )
    return Workspace(heading.model_copy(update=changed), KeptInvestigation())


def stored(home: Home, **changed: object) -> Workspace:
    made = workspace(**changed)
    files = WorkspaceFiles(home)
    with files.alone():
        files.write(made, {"did": "created"})
    return made


def count_up(folder: Path, id_: str) -> None:
    """Save a workspace some times, each time one revision on, as any process may."""
    files = WorkspaceFiles(Home(folder))
    for _ in range(EACH):
        with files.alone():
            before = files.read(id_)
            assert before is not None
            heading = before.heading.model_copy(update={"revision": before.heading.revision + 1})
            files.write(Workspace(heading, before.investigation), {"did": "saved"})


def test_only_the_owner_of_the_home_reads_folder_and_files(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    made = stored(home)

    assert stat.S_IMODE(home.workspaces.stat().st_mode) == 0o700
    for name in (f"{made.heading.id}.json", f"{made.heading.id}.log"):
        assert stat.S_IMODE((home.workspaces / name).stat().st_mode) == 0o600


def test_the_name_of_a_file_says_nothing_and_nobody_guesses_it() -> None:
    ids = {new_id() for _ in range(1_000)}

    assert len(ids) == 1_000
    assert all(len(id_) == 26 and id_.startswith("W-") for id_ in ids)


def test_writers_in_threads_lose_nothing(tmp_path: Path) -> None:
    made = stored(Home(tmp_path))

    with ThreadPoolExecutor(WRITERS) as pool:
        list(pool.map(lambda _: count_up(tmp_path, made.heading.id), range(WRITERS)))

    after = WorkspaceFiles(Home(tmp_path)).read(made.heading.id)
    assert after is not None
    assert after.heading.revision == 1 + WRITERS * EACH
    assert len(WorkspaceFiles(Home(tmp_path)).log(made.heading.id)) == 1 + WRITERS * EACH


def test_writers_in_processes_lose_nothing(tmp_path: Path) -> None:
    made = stored(Home(tmp_path))

    apart = multiprocessing.get_context("spawn")
    writers = [apart.Process(target=count_up, args=(tmp_path, made.heading.id)) for _ in range(2)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(timeout=120)

    assert [writer.exitcode for writer in writers] == [0, 0]
    after = WorkspaceFiles(Home(tmp_path)).read(made.heading.id)
    assert after is not None
    assert after.heading.revision == 1 + 2 * EACH


@pytest.mark.parametrize(
    "content",
    [b"", b"{}", b"no es json\n{}\n", b"\xff\xfe\n", b'{"version":2}\n{}\n', None],
)
def test_a_broken_file_names_itself_and_loses_no_other(
    tmp_path: Path, content: bytes | None
) -> None:
    home = Home(tmp_path)
    well, broken = stored(home), stored(home)
    path = home.workspaces / f"{broken.heading.id}.json"
    # None stands for the file of another workspace under this name.
    path.write_bytes(well.content() if content is None else content)

    headings, faults = WorkspaceFiles(home).headings()

    assert [one.id for one in headings] == [well.heading.id]
    assert [fault.facts["file"] for fault in faults] == [path]
    assert path.name in faults[0].message()
    with pytest.raises(BrokenWorkspace):
        WorkspaceFiles(home).read(broken.heading.id)
    assert WorkspaceFiles(home).read(well.heading.id) == well


def test_a_broken_investigation_is_told_when_it_is_opened(tmp_path: Path) -> None:
    home = Home(tmp_path)
    made = stored(home)
    path = home.workspaces / f"{made.heading.id}.json"
    path.write_bytes(path.read_bytes()[:-20])

    with pytest.raises(BrokenWorkspace):
        WorkspaceFiles(home).read(made.heading.id)


@pytest.mark.skipif(os.name != "posix", reason="modes of POSIX")
def test_a_file_that_others_could_change_is_not_believed(tmp_path: Path) -> None:
    home = Home(tmp_path)
    made = stored(home)
    (home.workspaces / f"{made.heading.id}.json").chmod(0o644)

    with pytest.raises(InsecureFile):
        WorkspaceFiles(home).read(made.heading.id)


@pytest.mark.parametrize("id_", ["", "W-", "../tokens", "W-AAAA/../../tokens", "W-" + "a" * 24])
def test_no_other_text_is_the_id_of_a_file(tmp_path: Path, id_: str) -> None:
    home = Home(tmp_path)
    stored(home)
    (tmp_path / "tokens.json").write_text("[]", encoding="utf-8")

    assert WorkspaceFiles(home).read(id_) is None


def test_a_line_that_was_cut_short_is_left_out_of_the_log(tmp_path: Path) -> None:
    home = Home(tmp_path)
    made = stored(home)
    with (home.workspaces / f"{made.heading.id}.log").open("ab") as file:
        file.write(b'{"at": "2026')

    assert WorkspaceFiles(home).log(made.heading.id) == [{"did": "created"}]
