"""Each byte of a pack counts: whatever was changed is found, and named."""

import io
import json
import subprocess
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from small_pack import KEY, LONG, small_pack

from trama.evidence.manifest import BLOCK, MOST_BYTES
from trama.evidence.signing import fingerprint, public_pem
from trama.evidence.stored_zip import zip_bytes
from trama.evidence.verification import Fault, Verdict, verify

PACK = small_pack()


@dataclass(frozen=True)
class Place:
    """The place of a byte of the pack: in a file, as zipfile tells, or in the structure."""

    name: str
    offset: int


def places() -> list[Place]:
    found = [Place("", at) for at in range(len(PACK))]
    with zipfile.ZipFile(io.BytesIO(PACK)) as opened:
        for info in opened.infolist():
            begin = info.header_offset + 30 + len(info.filename)
            for at in range(info.file_size):
                found[begin + at] = Place(info.filename, at)
    return found


def with_byte(at: int, change: int) -> bytes:
    changed = bytearray(PACK)
    changed[at] ^= change
    return bytes(changed)


def rewritten(files: dict[str, bytes], *, comment: bytes = b"") -> bytes:
    """Return a zip as another program would write it, of the files of the pack and others."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.comment = comment
        for name, content in files.items():
            made.writestr(zipfile.ZipInfo(name), content)
    return out.getvalue()


def contents() -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(PACK)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def faults(verdict: Verdict) -> set[tuple[Fault, str]]:
    return {(problem.fault, problem.name) for problem in verdict.problems}


def test_a_pack_as_it_was_made_is_whole_and_names_its_key() -> None:
    verdict = verify(PACK)

    assert verdict.problems == []
    assert verdict.fingerprint == fingerprint(KEY.public_key())
    assert verdict.manifest is not None
    assert verdict.manifest.id == "E-SINTETICO"
    assert verify(PACK, KEY.public_key()).problems == []


@pytest.mark.parametrize("change", [0x01, 0xFF])
def test_each_changed_byte_is_found_and_named(change: int) -> None:
    wrong = []
    for at, place in enumerate(places()):
        (problem, *others) = verify(with_byte(at, change)).problems or [None]
        if others or problem is None or problem.first is None:
            wrong.append((at, place, problem))
            continue
        # The name of a file stands in its header too: a fault of the structure says it, or none.
        named = place.name in (problem.name, "")
        where = problem.first == problem.last == (place.offset if place.name else at)
        kind = problem.fault is (Fault.CHANGED if place.name else Fault.STRUCTURE)
        if not (named and where and kind):
            wrong.append((at, place, problem))

    assert len(PACK) > 2_000
    assert wrong == []


def test_each_changed_byte_is_found_with_the_trusted_key_too() -> None:
    found = [
        bool(verify(with_byte(at, 0x20), KEY.public_key()).problems) for at in range(len(PACK))
    ]

    assert len(found) == len(PACK)
    assert all(found)


def test_several_changed_bytes_of_one_file_name_their_blocks() -> None:
    begin = PACK.index(LONG)
    changed = bytearray(PACK)
    changed[begin + BLOCK + 3] ^= 1
    changed[begin + BLOCK + 9] ^= 1
    changed[begin + 3 * BLOCK] ^= 1
    changed[begin + 3 * BLOCK + 1] ^= 1

    problems = verify(bytes(changed)).problems

    assert [(one.fault, one.name, one.first, one.last) for one in problems] == [
        (Fault.CHANGED, "data/02-long.csv", BLOCK, 2 * BLOCK - 1),
        (Fault.CHANGED, "data/02-long.csv", 3 * BLOCK, len(LONG) - 1),
    ]


def test_each_shorter_file_is_found() -> None:
    lengths = [*range(0, len(PACK), 7), len(PACK) - 1]

    assert [length for length in lengths if not verify(PACK[:length]).problems] == []


def test_bytes_that_were_added_at_the_end_are_found() -> None:
    (problem,) = verify(PACK + b"\n").problems

    assert (problem.fault, problem.first) == (Fault.LONGER, len(PACK))


def test_bytes_that_were_added_at_the_beginning_make_it_no_pack() -> None:
    assert faults(verify(b"#!/bin/sh\n" + PACK)) == {(Fault.NO_PACK, "")}


def test_a_comment_of_the_zip_is_found() -> None:
    commented = bytearray(PACK)
    commented[-2] = 4
    verdict = verify(bytes(commented) + b"hola")

    assert {fault for fault, _ in faults(verdict)} == {Fault.STRUCTURE, Fault.LONGER}


def test_a_file_that_was_added_is_named() -> None:
    made = rewritten({**contents(), "data/extra.csv": b"x"})

    assert faults(verify(made)) == {(Fault.ADDED, "data/extra.csv")}


def test_a_file_that_was_removed_is_named() -> None:
    kept = contents()
    del kept["data/01-short.csv"]

    assert faults(verify(rewritten(kept))) == {(Fault.MISSING, "data/01-short.csv")}


def test_a_file_that_was_renamed_is_named() -> None:
    names = {
        "data/01-renamed.csv" if name == "data/01-short.csv" else name: content
        for name, content in contents().items()
    }

    assert faults(verify(rewritten(names))) == {
        (Fault.ADDED, "data/01-renamed.csv"),
        (Fault.MISSING, "data/01-short.csv"),
    }


def test_files_in_another_order_are_named() -> None:
    kept = contents()
    first = ["manifest.json", "manifest.sig", "key.pub", "data/02-long.csv"]
    moved = rewritten({name: kept[name] for name in [*first, *sorted(set(kept) - set(first))]})

    assert {fault for fault, _ in faults(verify(moved))} == {Fault.MOVED}


def test_the_same_files_written_by_another_program_differ_in_structure_alone() -> None:
    assert {fault for fault, _ in faults(verify(rewritten(contents())))} == {Fault.STRUCTURE}


def test_a_pack_that_somebody_signed_anew_is_of_another_key() -> None:
    forged = small_pack(Ed25519PrivateKey.from_private_bytes(bytes(32)))

    assert verify(forged).problems == []
    assert verify(forged).fingerprint != fingerprint(KEY.public_key())
    assert faults(verify(forged, KEY.public_key())) == {(Fault.OTHER_KEY, "key.pub")}


def signed_again(manifest: dict[str, object], key: Ed25519PrivateKey) -> bytes:
    """Return the pack with another manifest, signed by whoever holds ``key``."""
    written = json.dumps(manifest, indent=1).encode()
    kept = contents() | {"manifest.json": written, "manifest.sig": key.sign(written)}
    kept["key.pub"] = public_pem(key.public_key())
    return zip_bytes(kept.items())


def test_a_forger_who_keeps_the_name_of_the_office_s_key_is_found() -> None:
    forger = Ed25519PrivateKey.from_private_bytes(bytes(32))
    manifest = json.loads(contents()["manifest.json"])
    (problem,) = verify(signed_again(manifest, forger)).problems

    assert (problem.fault, problem.name) == (Fault.FOREIGN_KEY, "key.pub")


def test_a_manifest_of_a_stranger_is_only_read_as_far_as_its_form_allows() -> None:
    forger = Ed25519PrivateKey.from_private_bytes(bytes(32))
    manifest = json.loads(contents()["manifest.json"])
    manifest["key"] = fingerprint(forger.public_key())
    listed = manifest["files"]
    for change, expected in (
        ({"files": []}, Fault.NO_PACK),
        ({"files": listed[1:]}, Fault.FOREIGN_KEY),
        ({"files": [{**listed[0], "size": -1}]}, Fault.NO_PACK),
        ({"files": [*listed, {**listed[0], "name": "../fuera"}]}, Fault.NO_PACK),
        ({"files": [*listed, {**listed[0], "name": "x" * 70_000}]}, Fault.NO_PACK),
        ({"files": [*listed, {**listed[0], "size": MOST_BYTES}]}, Fault.CUT),
        ({"version": 2}, Fault.NO_PACK),
        ({"strange": 1}, Fault.NO_PACK),
    ):
        told = verify(signed_again({**manifest, **change}, forger)).problems
        assert expected in {one.fault for one in told}, change


def test_sums_of_the_zip_that_were_made_to_fit_hide_nothing() -> None:
    kept = contents()
    kept["data/01-short.csv"] = kept["data/01-short.csv"].replace(b"3", b"4")

    assert (Fault.CHANGED, "data/01-short.csv") in faults(verify(rewritten(kept)))
    kept["manifest.json"] = kept["manifest.json"].replace(b"SINTETICO", b"SINTETICA")
    assert faults(verify(rewritten(kept))) == {(Fault.UNSIGNED, "manifest.json")}


def test_what_is_no_pack_says_so_and_is_not_unpacked(tmp_path: Path) -> None:
    swelling = io.BytesIO()
    with zipfile.ZipFile(swelling, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("manifest.json", bytes(20_000_000))
    outside = rewritten({"../../fuera.txt": b"x", "/etc/fuera": b"x"})

    for data in (b"", b"PK", b"PK\x03\x04" * 20, bytes(5_000), swelling.getvalue(), outside):
        assert faults(verify(data)) == {(Fault.NO_PACK, "")}, data[:20]
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_too_large_is_not_looked_at() -> None:
    assert faults(verify(bytes(MOST_BYTES + 1))) == {(Fault.TOO_LARGE, "")}


def test_openssl_and_sha256sum_check_a_pack_by_hand(tmp_path: Path) -> None:
    (tmp_path / "pack.zip").write_bytes(PACK)
    subprocess.run(["unzip", "-q", "pack.zip"], cwd=tmp_path, check=True)
    verifying = (
        "openssl pkeyutl -verify -pubin -inkey key.pub -rawin -in manifest.json "
        "-sigfile manifest.sig"
    )
    subprocess.run(verifying.split(), cwd=tmp_path, check=True, capture_output=True)
    subprocess.run(["sha256sum", "-c", "--quiet", "SHA256SUMS"], cwd=tmp_path, check=True)
    printed = subprocess.run(
        "openssl pkey -pubin -in key.pub -outform DER | sha256sum",
        shell=True,
        cwd=tmp_path,
        check=True,
        capture_output=True,
        text=True,
    )

    assert printed.stdout.split()[0] == fingerprint(KEY.public_key())
