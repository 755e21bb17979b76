import pytest
from query_texts import BODY, FIRST_LINE, at, complaint, query_text, read


def test_a_query_that_keeps_its_word_is_accepted() -> None:
    assert read(query_text()).name == "probe"


@pytest.mark.parametrize(
    "clause", ["CREATE (x:Case)", "MERGE (x:Case)", "SET c.uid = 1", "DETACH DELETE c", "REMOVE c"]
)
def test_a_clause_that_writes_is_refused(clause: str) -> None:
    found = complaint(query_text(BODY.replace("RETURN", f"{clause}\nRETURN")))

    assert found.startswith(f"queries/pack/routes/probe.cypher:{FIRST_LINE + 2}: not read-only")


def test_words_of_writing_in_strings_comments_and_names_are_harmless() -> None:
    body = BODY.replace("RETURN", "  AND c.since <> 'DELETE' // SET\n/* CREATE */ RETURN")

    assert read(query_text(body))


def test_the_properties_of_a_label_that_does_not_exist_are_told_with_it() -> None:
    found = complaint(query_text("MATCH (n:Cass) WITH n.number AS n\n" + BODY))

    assert found == at(0, "label: “Cass” does not exist; did you mean “Case”?").removesuffix(".")


def test_loading_a_file_is_refused() -> None:
    body = "LOAD CSV FROM 'file:///etc/passwd' AS row\n" + BODY

    assert complaint(query_text(body)) == at(0, "LOAD CSV is not allowed")


@pytest.mark.parametrize("call", ["CALL db.labels() YIELD label", "CALL { RETURN 1 AS x }"])
def test_calls_are_refused(call: str) -> None:
    assert complaint(query_text(f"{call}\n{BODY}")).startswith(at(0, "CALL is not allowed")[:-1])


@pytest.mark.parametrize(
    "clause",
    [
        "// harmless\r CREATE (x:Case)",
        "/* harmless */ CREATE (x:Case)",
        "// harmless\nCREATE (x:Case)",
        "// \\u000a CREATE (x:Case)",
        "/* '*/ CREATE (x:Case) //'",
        "WITH c, '/*' AS a CREATE (x:Case) // */",
        'WITH c, "it\'s" AS a MERGE (x:Case)',
        "WITH c, '\\'' AS a DELETE c",
        "WITH c, `//` SET c.since = 1",
        "CALL { CREATE (x:Case) }",
        "CALL (c) { SET c.since = 1 }",
        "CALL { WITH c DELETE c } IN TRANSACTIONS OF 1 ROWS",
        "WITH c WHERE EXISTS { MATCH (c) DELETE c }",
        "FOREACH (x IN [1] | CREATE (y:Case))",
        "CALL apoc.create.node([], {}) YIELD node",
        "CALL db.createLabel('X')",
        "WITH c, apoc.cypher.runFirstColumnSingle('RETURN 1', {}) AS x",
        "WITH c, `apoc`.`cypher`.`runFirstColumnSingle`('RETURN 1', {}) AS x",
        "WITH c, db.nameFromElementId('') AS x",
        "USE system",
        "LOAD CSV FROM 'file:///x' AS row",
        "load  csv FROM 'file:///x' AS row",
        "RETURN 1 AS one LIMIT 1; CREATE (x:Case)",
        "INSERT (x:Case)",
        "SHOW TRANSACTIONS",
        "TERMINATE TRANSACTIONS 'x'",
        "ALTER DATABASE neo4j SET ACCESS READ ONLY",
    ],
)
def test_no_way_of_writing_hides_a_clause_that_does_more_than_read(clause: str) -> None:
    found = complaint(query_text(BODY.replace("RETURN", f"{clause}\nRETURN", 1)))

    refused = ("not read-only", "not allowed", "without “;”", "a sign, or a comment")
    assert any(why in found for why in refused), found


@pytest.mark.parametrize("opening", ["EXPLAIN", "PROFILE", "CYPHER 5", "CYPHER runtime=slotted"])
def test_a_text_opens_with_no_option_of_the_engine(opening: str) -> None:
    assert "not read-only" in complaint(query_text(f"{opening} {BODY}"))


def test_functions_of_the_language_with_a_namespace_are_accepted() -> None:
    body = BODY.replace("c.uid AS case", "toString(duration.between(date(), date())) AS case")

    assert read(query_text(body))


NULLABLE = "OPTIONAL MATCH (c)<-[:PART_OF]-(s:Stage)\n"


@pytest.mark.parametrize(
    "use",
    [
        "OPTIONAL MATCH (c)<-[:PART_OF]-(s)",
        "OPTIONAL MATCH (p:Suspect)-[:COMMITTED]->(s)",
        "OPTIONAL MATCH (c)<-[:PART_OF]-(:Stage)-[:NEXT]->(s)",
        "OPTIONAL MATCH (c)--(s)",
        "OPTIONAL MATCH way = (c)<-[:PART_OF*1..2]-(s)",
        "MATCH (c)<-[:PART_OF]-(s)",
        "WITH c, s WHERE NOT (c)<-[:PART_OF]-(s)",
        "WITH c, s WHERE EXISTS { MATCH (c)<-[:PART_OF]-(s) }",
        "WITH c, COUNT { (c)<-[:PART_OF]-(s) } AS n",
        "WITH c, [(c)<-[:PART_OF]-(s) | 1] AS ones",
        "WITH c AS c, s AS last OPTIONAL MATCH (c)<-[:PART_OF]-(last)",
        "WITH c, coalesce(s, null) AS last OPTIONAL MATCH (c)<-[:PART_OF]-(last)",
        "WITH c, collect(s)[0] AS last OPTIONAL MATCH (c)<-[:PART_OF]-(last)",
        "WITH c, head(collect(s)) AS last OPTIONAL MATCH (c)<-[:PART_OF]-(last)",
        "WITH c, CASE WHEN s.position = 1 THEN s END AS f OPTIONAL MATCH (c)<-[:PART_OF]-(f)",
        "WITH c, collect(s) AS them UNWIND them + [null] AS s OPTIONAL MATCH (c)<-[:PART_OF]-(s)",
        "WITH * OPTIONAL MATCH (c)<-[:PART_OF]-(s)",
    ],
)
def test_a_pattern_that_ends_in_what_may_be_null_is_refused(use: str) -> None:
    found = complaint(query_text(BODY.replace("RETURN", f"{NULLABLE}{use}\nRETURN", 1)))

    assert "may be null and does not open its pattern" in found


@pytest.mark.parametrize(
    "use",
    [
        "OPTIONAL MATCH (s)-[:PART_OF]->(c)",
        "MATCH (s)-[:NEXT]->(t:Stage) OPTIONAL MATCH (c)<-[:PART_OF]-(s)",
        "WITH c, collect(s) AS them UNWIND them AS s OPTIONAL MATCH (c)<-[:PART_OF]-(s)",
        "WITH c OPTIONAL MATCH (c)<-[:PART_OF]-(s)",
        "WITH c, count(s) AS n OPTIONAL MATCH (c)<-[:PART_OF]-(s)",
        "WITH c, COLLECT { OPTIONAL MATCH (c)--(x) RETURN 1 } AS n OPTIONAL MATCH (c)--(x)",
        "WITH c, s.position - (c.since) AS n",
    ],
)
def test_a_pattern_that_begins_with_what_may_be_null_is_accepted(use: str) -> None:
    assert read(query_text(BODY.replace("RETURN", f"{NULLABLE}{use}\nRETURN", 1)))


def test_a_parameter_that_is_used_must_be_declared() -> None:
    body = BODY.replace("$since IS NULL", "$until IS NULL AND $since IS NULL")

    assert complaint(query_text(body)) == at(
        1, "parameter: “until” does not exist; expected: since, limit"
    )


def test_a_parameter_that_is_declared_must_be_used() -> None:
    body = BODY.replace("WHERE $since IS NULL OR c.since >= $since\n", "")

    assert complaint(query_text(body)) == "queries/pack/routes/probe.cypher:9: $since is not used."


def test_the_columns_must_be_those_returned() -> None:
    body = BODY.replace("AS case", "AS case, c.until AS until")

    assert complaint(query_text(body)) == at(
        2, "RETURN gives (case, until), the header says (case)"
    )


def test_commas_inside_brackets_part_no_columns() -> None:
    body = BODY.replace("c.uid AS case", "coalesce(c.uid, [1, 2][0], {a: 1, b: 2}) AS case")

    assert read(query_text(body))


def test_an_unknown_label_is_refused() -> None:
    body = BODY.replace("(c:Case)", "(c:Case)<-[:PART_OF]-(:Step)")

    assert complaint(query_text(body)) == at(
        0, "label: “Step” does not exist; did you mean “Stage”?"
    ).removesuffix(".")


def test_an_unknown_type_of_relationship_is_refused() -> None:
    body = BODY.replace("(c:Case)", "(c:Case)<-[x:PART_OF|BELONGS_TO]-(:Stage)")

    assert complaint(query_text(body)).startswith(
        at(0, "relationship: “BELONGS_TO” does not exist; expected: AT, ATTESTED_BY")[:-1]
    )


def test_a_property_that_its_label_does_not_have_is_refused() -> None:
    body = BODY.replace("c.since >=", "c.phase >=")

    assert complaint(query_text(body)).startswith(at(1, "Case: “phase” does not exist")[:-1])


def test_a_property_compared_in_a_pattern_is_checked_too() -> None:
    body = BODY.replace("(c:Case)", "(c:Case {colour: 'red'})")

    assert complaint(query_text(body)).startswith(at(0, "Case: “colour” does not exist")[:-1])


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("c.untill", "Case: “untill” does not exist; did you mean “until”?"),
        ("$sinse", "parameter: “sinse” does not exist; did you mean “since”?"),
    ],
)
def test_a_misspelt_name_is_answered_with_what_was_probably_meant(written: str, meant: str) -> None:
    assert meant in complaint(query_text(BODY.replace("c.since >= $since", f"{written} = $since")))


@pytest.mark.parametrize(
    "pattern", ["(c:Case:$since)", "(c:$($since))", "(c:Case)<-[:$since]-(:Stage)"]
)
def test_a_label_or_a_type_that_a_parameter_gives_is_refused(pattern: str) -> None:
    found = complaint(query_text(BODY.replace("(c:Case)", pattern)))

    assert "comes from a parameter" in found or "a sign" in found


def test_a_property_that_a_parameter_names_is_refused_whatever_the_sensitivity() -> None:
    body = BODY.replace("c.since >= $since", "c[$since] IS NOT NULL")

    assert "whose name is not written" in complaint(
        query_text(body, sensitivity="sensitivity: identity")
    )


def test_keys_of_a_map_of_ones_own_are_no_properties() -> None:
    body = BODY.replace("RETURN", "WITH {colour: c.uid} AS m, c\nRETURN")

    assert read(query_text(body))


@pytest.mark.parametrize("path", ["*", "*1..", "*0..99", "*13"])
def test_a_path_must_have_a_bound_that_ends(path: str) -> None:
    body = BODY.replace("(c:Case)", f"(c:Case)<-[:PART_OF]-(:Stage)-[:NEXT{path}]->(:Stage)")

    assert complaint(query_text(body)).startswith(at(0, "a path without bounds")[:-1])


@pytest.mark.parametrize("path", ["*0..12", "*..3", "*2"])
def test_a_bounded_path_is_accepted(path: str) -> None:
    body = BODY.replace("(c:Case)", f"(c:Case)<-[:PART_OF]-(:Stage)-[:NEXT{path}]->(:Stage)")

    assert read(query_text(body))


@pytest.mark.parametrize(
    "path", ["-[:NEXT]->+(:Stage)", "-[:NEXT]->{1,}(:Stage)", "((:Stage)-[:NEXT]->(:Stage))+"]
)
def test_quantified_paths_are_refused(path: str) -> None:
    body = BODY.replace("(c:Case)", f"(c:Case)<-[:PART_OF]-(:Stage) {path}")

    assert "a path without bounds" in complaint(query_text(body))


def test_a_query_must_end_with_its_limit() -> None:
    body = BODY.replace("LIMIT $limit", "LIMIT 10 // $limit")

    assert "it must end with LIMIT $limit" in complaint(query_text(body))


def test_a_query_must_say_in_which_order_its_rows_come() -> None:
    assert "ORDER BY is missing" in complaint(query_text(BODY.replace("ORDER BY case\n", "")))


def test_a_query_may_not_understate_the_sensitivity_of_a_column() -> None:
    text = query_text(sensitivity="sensitivity: public")

    assert complaint(text) == (
        "queries/pack/routes/probe.cypher:12: it is restricted and the query says public."
    )


def test_what_tells_who_somebody_is_may_not_be_read_outside_a_persons_map() -> None:
    body = "MATCH (p:Person)-[:VICTIM_IN]->(c:Case) WHERE p.name_key > ''\n" + BODY

    assert "it reads name_key, which tells who somebody is" in complaint(query_text(body))


def test_counting_what_tells_who_somebody_is_gives_nothing_away() -> None:
    body = (
        "MATCH (p:Person)-[:VICTIM_IN]->(c:Case) WITH c, count(DISTINCT p.name_key) AS n\n"
        "WITH c, n " + BODY.removeprefix("MATCH (c:Case)\n")
    )

    assert read(query_text(body))


def test_taking_all_properties_of_a_node_is_refused() -> None:
    body = BODY.replace("c.uid AS case", "properties(c) AS case")

    assert "properties() would give what nobody declared" in complaint(query_text(body))


def test_a_public_query_that_counts_people_must_ask_the_role() -> None:
    text = query_text(
        BODY.replace("c.uid AS case", "count(c) AS case"),
        case="  case: {type: count, sensitivity: public, title_es: Casos, title_en: Cases}",
        sensitivity="sensitivity: public",
    )

    assert "must use may_count" in complaint(text)


def test_an_index_that_the_ontology_does_not_declare_is_refused() -> None:
    assert complaint(query_text(indexes="indexes: [Case.until]")) == (
        "queries/pack/routes/probe.cypher:14: there is no index Case.until."
    )


def test_a_query_starts_from_a_parameter_for_a_case_person_or_place() -> None:
    start = "starts_from: [since, case]\nindexes: [Case.since]"
    found = complaint(query_text(indexes=start))

    assert "pack/routes/probe.cypher:14: “since” is no parameter for a case, person" in found
    assert "parameter: “case” does not exist; expected: since, limit" in found


def test_a_column_must_name_a_list_or_a_property_that_exists() -> None:
    text = query_text(case="  case: {type: code, of: colours, title_es: Caso, title_en: Case}")

    assert "of: “colours” does not exist" in complaint(text)


def test_all_that_is_wrong_is_told_at_once() -> None:
    found = complaint(query_text(BODY.replace("c.since >=", "c.phase >=").replace("ORDER BY", "")))

    assert "Case: “phase” does not exist" in found
    assert "ORDER BY is missing" in found
