"""Single records for tests, written in one line each."""

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
    """Returns a record; ``R-`` is put before ``uid``."""
    return RecordState(
        uid=f"R-{uid}",
        registry=registry,
        mention=Mention(kind, case, key, f"content of {uid}", "{}", fields),
    )


def stage(uid: str, phase: str, **more: FieldValue) -> RecordState:
    """Returns a record of a stage; ``registry`` and ``case`` may be given too."""
    about = {name: str(more.pop(name)) for name in ("registry", "case") if name in more}
    return record(uid, Kind.STAGE, **about, phase=phase, **more)  # type: ignore[arg-type]
