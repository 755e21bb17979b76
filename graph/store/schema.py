"""The schema of a graph and its steps; the graph itself records the steps that it has had.

(:SchemaMigration {uid, number, name, content}): ``uid`` is the number as text, ``content`` the
digest of what the step wrote.
"""

from collections.abc import Callable, Sequence

from trama.graph.engine import Graph
from trama.graph.store.constraints import Index
from trama.graph.store.indexing import make_index
from trama.graph.store.migrations import MIGRATIONS, Migration
from trama.graph.store.settling import write_settled

_RECORD = """
MERGE (m:SchemaMigration {uid: $uid})
SET m.number = $number, m.name = $name, m.content = $content
"""
_RECORDED = "MATCH (m:SchemaMigration) RETURN m.uid AS uid, m.content AS content"
_RECORD_IS_UNIQUE = Index("SchemaMigration", "uid", unique=True)


def migrate(
    graph: Graph,
    migrations: Sequence[Migration] = MIGRATIONS,
    check: Callable[[], None] | None = None,
) -> tuple[str, ...]:
    """Run the steps that ``graph`` lacks, in order, and return their names.

    A step that is interrupted is not recorded, and runs again next time. ``check`` is called before
    each step; it raises if another load has begun.
    """
    missing = pending(graph, migrations)
    if missing:
        make_index(graph, _RECORD_IS_UNIQUE)
    for migration in missing:
        if check is not None:
            check()
        migration.run(graph)
        write_settled(
            graph,
            _RECORD,
            uid=str(migration.number),
            number=migration.number,
            name=migration.name,
            content=migration.content(),
        )
    return tuple(migration.name for migration in missing)


def pending(graph: Graph, migrations: Sequence[Migration] = MIGRATIONS) -> list[Migration]:
    """Return the steps that ``graph`` does not record with their present content, in order."""
    recorded = {row["uid"]: row["content"] for row in graph.stream(_RECORDED)}
    return [
        migration
        for migration in sorted(migrations, key=lambda step: step.number)
        if recorded.get(str(migration.number)) != migration.content()
    ]
