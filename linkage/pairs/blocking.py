"""The rules of blocking: what two records must share to be compared at all.

`RULES` declares each rule once. `candidate_pairs` finds the pairs with Splink on DuckDB; the result
tells for each pair all the rules that find it, and for each rule what it costs. The room ``spark``
finds the same pairs on Spark: a rule is told in the words of either (`Dialect`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

import duckdb
import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from trama.linkage.pairs.compared_records import ComparedRecord, store_people
from trama.linkage.private_database import memory_database

if TYPE_CHECKING:
    from splink import SettingsCreator


class Dialect(StrEnum):
    """The SQL of an engine, by Splink's word for it."""

    DUCKDB = "duckdb"
    SPARK = "spark"


_SHARE = {
    Dialect.DUCKDB: "list_has_any(l.{0}, r.{0})",
    Dialect.SPARK: "arrays_overlap(l.{0}, r.{0})",
}
"""The condition that two lists share an entry. All else of a rule reads alike in either SQL."""


@dataclass(frozen=True, slots=True)
class BlockingRule:
    """A rule: columns that are equal, lists that share an entry, years that differ by one at most.

    ``initials`` asks that a record of the pair has no name, only initials, and ``ageless`` that a
    record has neither birth nor age. ``es`` and ``en`` say what two records share.
    """

    name: str
    es: str
    en: str
    equal: tuple[str, ...] = ()
    share: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    initials: bool = False
    ageless: bool = False

    def for_splink(self, dialect: Dialect) -> dict[str, object]:
        """Return the rule as Splink takes it: a list is exploded, so that it joins by equality."""
        joined = [f"l.{column} = r.{column}" for column in self.share]
        rule = {
            "blocking_rule": " AND ".join((*joined, *self._sql())),
            "sql_dialect": dialect.value,
        }
        return {**rule, **({"arrays_to_explode": list(self.share)} if self.share else {})}

    def holds(self, dialect: Dialect = Dialect.DUCKDB, *, keyed: bool = False) -> str:
        """Return the SQL that says whether the rule finds the records ``l`` and ``r``.

        ``keyed`` takes the columns of ``keyed_table``.
        """
        shared = (_SHARE[dialect].format(column) for column in self.share)
        return f"coalesce({' AND '.join((*shared, *self._sql(keyed=keyed)))}, false)"

    def for_keyed(self) -> str:
        """Return the rule as the condition of a join of keyed tables, the shared lists exploded."""
        joined = [f"l.{column} = r.{column}" for column in self.share]
        return " AND ".join((*joined, *self._sql(keyed=True)))

    def _sql(self, *, keyed: bool = False) -> list[str]:
        parts = [f"l.{column} = r.{column}" for column in ("kind", *self.equal)]
        near = "list_has_any(l.{0}, r.{0})" if keyed else "abs(l.{0} - r.{0}) <= 1"
        parts += [near.format(column) for column in self.near]
        parts += ["(l.initials_only OR r.initials_only)"] if self.initials else []
        parts += ["(l.born_year IS NULL OR r.born_year IS NULL)"] if self.ageless else []
        # A registry tells people of one case apart itself.
        return [*parts, "l.of_case <> r.of_case"]


RULES = (
    BlockingRule(
        "document",
        "el número de un documento",
        "the number of a document",
        share=("numbers",),
    ),
    BlockingRule(
        "whole_name",
        "los dos apellidos, en cualquier orden, y el primer nombre",
        "both surnames, in any order, and the first given name",
        equal=("surnames", "given"),
    ),
    BlockingRule(
        "surnames",
        "los dos apellidos y el año de nacimiento, con un año de margen",
        "both surnames and the year of birth, give or take one",
        equal=("surnames",),
        near=("born_year",),
    ),
    BlockingRule(
        "paternal",
        "el primer apellido, el primer nombre y el año de nacimiento, con un año de margen",
        "the first surname, the first given name and the year of birth, give or take one",
        equal=("paternal", "given"),
        near=("born_year",),
    ),
    BlockingRule(
        "three_words",
        "tres palabras del nombre, en cualquier orden",
        "three words of the name, in any order",
        share=("triples",),
    ),
    BlockingRule(
        "ageless",
        "el primer apellido, el primer nombre y el año del hecho (o uno más o menos); uno sin edad",
        "the first surname, the first given name and the year of the fact; a side without an age",
        equal=("paternal", "given"),
        near=("fact_year",),
        ageless=True,
    ),
    BlockingRule(
        "birthday",
        "el día de nacimiento y el sexo",
        "the day of birth and the sex",
        equal=("born_on", "sex"),
    ),
    BlockingRule(
        "letters",
        "las iniciales en cualquier orden, el sexo, y los años de nacimiento y del hecho",
        "the initials in any order, the sex, and the years of birth and of the fact",
        equal=("sex",),
        share=("letters",),
        near=("born_year", "fact_year"),
        initials=True,
    ),
    BlockingRule(
        "district",
        "el distrito del hecho, el sexo, y los años de nacimiento y del hecho; uno con iniciales",
        "the district of the fact, the sex, and the years of birth and fact; initials on a side",
        equal=("place", "sex"),
        near=("born_year", "fact_year"),
        initials=True,
    ),
    BlockingRule(
        "day",
        "el día y la provincia del hecho, y el sexo; uno con iniciales",
        "the day and the province of the fact, and the sex; initials on a side",
        equal=("fact_on", "province", "sex"),
        initials=True,
    ),
    BlockingRule(
        "district_word",
        "el distrito y el año del hecho, con un año de margen, y una palabra del nombre",
        "the district and the year of the fact, give or take one, and a word of the name",
        equal=("place",),
        share=("words",),
        near=("fact_year",),
    ),
)
"""The rules, from the surest to the widest. A blank never blocks: unknown is NULL."""


LIKELY_CASES = BlockingRule(
    "cases",
    "dos casos que bien pueden ser uno",
    "two cases that may well be one",
)
"""The last way to find a pair, which needs the pairs of cases: no rule over records alone."""

FINDERS = (*RULES, LIKELY_CASES)
"""All that finds pairs, in the order of the columns of ``CandidatePairs.found_by``."""

BY_CASES = 1 << len(RULES)
"""The bit of LIKELY_CASES where the finders of a pair are the bits of one number."""


@dataclass(frozen=True, slots=True)
class CandidatePairs:
    """The pairs to compare. ``one`` and ``other`` hold the places of the records in the sequence.

    ``found_by`` has a column of Booleans for each of `FINDERS`, a row for each pair. Blocking alone
    knows no cases, and has no column for the last.
    """

    one: NDArray[np.int32]
    other: NDArray[np.int32]
    found_by: NDArray[np.bool_]

    def __len__(self) -> int:
        """Return the number of pairs."""
        return len(self.one)

    def found(self) -> Mapping[str, int]:
        """Return by finder the number of pairs that it finds."""
        counts = self.found_by.sum(axis=0).tolist()
        return {finder.name: count for finder, count in zip(FINDERS, counts, strict=False)}

    @property
    def added(self) -> Mapping[str, int]:
        """The pairs that each finder finds and none before it: what the finder costs."""
        firsts = np.bincount(self.found_by.argmax(axis=1), minlength=self.found_by.shape[1])
        return {finder.name: int(count) for finder, count in zip(FINDERS, firsts, strict=False)}


def blocking_settings(dialect: Dialect) -> "SettingsCreator":
    """Return Splink's settings that find the candidate pairs, and compare nothing."""
    from splink import SettingsCreator  # noqa: PLC0415 - new records alone need no Splink

    return SettingsCreator(
        link_type="dedupe_only",
        comparisons=[],
        blocking_rules_to_generate_predictions=[rule.for_splink(dialect) for rule in RULES],
    )


def candidate_pairs(
    records: Sequence[ComparedRecord], connection: duckdb.DuckDBPyConnection | None = None
) -> CandidatePairs:
    """Return the pairs of records that a rule finds, each once, sorted.

    Records of one kind are paired, of whatever registries, but none of one case. The order of
    ``records`` changes the numbers of the pairs and nothing else.
    """
    from splink import DuckDBAPI, Linker  # noqa: PLC0415 - new records alone need no Splink

    connection = connection or memory_database()
    table = store_people(records, connection)
    people = DuckDBAPI(connection).register(table)
    linker = Linker(people, blocking_settings(Dialect.DUCKDB), log_level=None)
    blocked = linker.inference.compute_blocked_pairs_for_predict().physical_name
    holds = ", ".join(f"{rule.holds()} AS {rule.name}" for rule in RULES)
    found = connection.execute(
        f"""
        SELECT DISTINCT join_key_l AS one, join_key_r AS other, {holds}
        FROM "{blocked}" JOIN {table} l ON l.unique_id = join_key_l
        JOIN {table} r ON r.unique_id = join_key_r
        ORDER BY one, other
        """  # noqa: S608 - our own rules and Splink's name of its table
    ).fetchnumpy()
    return _pairs(found)


def pairs_with(
    fresh: pa.Table, kept: pa.Table, connection: duckdb.DuckDBPyConnection | None = None
) -> CandidatePairs:
    """Return the pairs that a rule finds with a fresh record, as `candidate_pairs` finds them.

    Both are keyed tables (see ``keyed_table``). The places of the pairs are those in the table of
    the kept records and then the fresh ones. The cost depends on the fresh records: the kept ones
    are read once a rule.
    """
    connection = connection or memory_database()
    both = pa.concat_tables([kept, fresh])
    both = both.append_column("number", pa.array(range(both.num_rows), pa.int32()))
    connection.register("everybody", both)
    joins = " UNION ".join(_join(rule, kept.num_rows) for rule in RULES)
    holds = ", ".join(f"{rule.holds(keyed=True)} AS {rule.name}" for rule in RULES)
    found = connection.execute(
        f"""
        WITH found AS ({joins})
        SELECT one, other, {holds} FROM found
        JOIN everybody l ON l.number = one JOIN everybody r ON r.number = other
        ORDER BY one, other
        """  # noqa: S608 - our own rules
    ).fetchnumpy()
    return _pairs(found)


def _join(rule: BlockingRule, first_fresh: int) -> str:
    """Return the query of the pairs that a rule finds with a fresh record, ``one`` the smaller."""
    exploded = ", ".join(f"unnest({column}) AS {column}" for column in rule.share)
    columns = f"* REPLACE ({exploded})" if exploded else "*"
    table = f"(SELECT {columns} FROM everybody)"  # noqa: S608 - our own rules
    return f"""
        SELECT least(l.number, r.number) AS one, greatest(l.number, r.number) AS other
        FROM (SELECT * FROM {table} WHERE number >= {first_fresh}) l JOIN {table} r
        ON {rule.for_keyed()} AND l.number > r.number
        """  # noqa: S608 - our own rules


def _pairs(found: Mapping[str, object]) -> CandidatePairs:
    """Return pairs from the columns ``one`` and ``other``, and one of Booleans for each rule."""
    columns = {name: np.asarray(values) for name, values in found.items()}
    found_by = np.column_stack([columns[rule.name].astype(np.bool_) for rule in RULES])
    one, other = (columns[name].astype(np.int32) for name in ("one", "other"))
    return CandidatePairs(one, other, found_by)
