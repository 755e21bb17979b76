"""Single records for tests, each made in one line."""

from trama.graph.records import FieldValue, Kind, Mention, RecordState


def record(
    uid: str,
    kind: Kind = Kind.VICTIM,
    *,
    registry: str = "RETA",
    case: str = "SINT-2017-000001",
    key: str = "",
    **fields: FieldValue,
) -> RecordState:
    """Return a record with the uid ``R-UID``."""
    return RecordState(
        uid=f"R-{uid}",
        registry=registry,
        mention=Mention(kind, case, key, f"content of {uid}", "{}", fields),
    )


def stage(uid: str, phase: str, **more: FieldValue) -> RecordState:
    """Return a record of a stage, perhaps of another ``registry`` or ``case``."""
    about = {name: str(more.pop(name)) for name in ("registry", "case") if name in more}
    return record(uid, Kind.STAGE, **about, phase=phase, **more)  # type: ignore[arg-type]
