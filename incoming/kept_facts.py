"""Facts of a person that a later export does not give, and that stay known.

«No identificado» says that a registry does not know, not that what it knew was wrong. Sex, age at
the fact, birth and nationality do not end, so the value of the earlier export stays, and the record
tells so (``kept``). A name, a document or a telephone goes: who says it no more may have given it
to the wrong person, and it would join records.

A row whose cells are the same, read by a mended profile, corrects all that was read of it: whoever
took the victim's sex for the suspect's takes it back so.
"""

from collections.abc import Mapping

from trama.graph.records import FieldValue, Kind, Mention, RecordState

# Each with the fields that say more about it, which stay only with it.
_LASTING = (
    ("sex",),
    ("age",),
    ("birth_date",),
    ("birthplace", "birthplace_confidence"),
    ("nationality",),
)
_PEOPLE = (Kind.VICTIM, Kind.SUSPECT)


def with_kept_facts(
    mention: Mention, old: RecordState, cells: Mapping[str, str]
) -> tuple[Mention, tuple[str, ...]]:
    """Return the mention with the lasting facts that only ``old`` has, and their names.

    The digest of the mention stays: the same row again is known. ``cells`` are all written cells of
    the mention's row. If ``old`` was read of the same cells, only what it kept itself stays.

    Example: ``old`` has sex F and age 17, the mention age 18 and no sex. The result has age 18,
    sex F and ``kept`` = ("sex",).
    """
    if mention.kind not in _PEOPLE:
        return mention, ()
    kept: dict[str, FieldValue] = {}
    names = []
    written = old.mention.written()
    read_anew = bool(written) and written.items() <= cells.items()
    for name, *more in _LASTING:
        if read_anew and name not in old.texts("kept"):
            continue
        if name in old.fields and name not in mention.fields:
            names.append(name)
            kept |= {part: old.fields[part] for part in (name, *more) if part in old.fields}
    if not names:
        return mention, ()
    return mention._replace(fields={**mention.fields, **kept, "kept": tuple(names)}), tuple(names)
