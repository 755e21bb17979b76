// What identifies the protected people of these cases and of these uids, and the texts that the
// cases rightly show. A person is protected if $everybody, else if she is a victim in any case.
UNWIND $cases AS case
MATCH (c:Case {uid: case})
RETURN DISTINCT 'shown' AS kind, c.uid AS of, c.numbers AS texts, [] AS names, false AS hidden
UNION ALL
UNWIND $cases AS case
MATCH (c:Case {uid: case})-[:INVOLVES]->(m:Phone|Account|Vehicle|Establishment|Organisation)
RETURN DISTINCT 'means' AS kind, m.uid AS of, [m.name] AS texts, [] AS names, false AS hidden
UNION ALL
UNWIND $cases AS case
MATCH (c:Case {uid: case})<-[:VICTIM_IN|SUSPECT_IN]-(p:Person)
WHERE $everybody OR p:Victim
OPTIONAL MATCH (p)-[:ATTESTED_BY]->(r:Record)
RETURN DISTINCT 'person' AS kind, p.uid AS of,
       coalesce(p.nicknames, []) + [p.document_key, r.nickname, r.document_key, r.document_number,
                                    r.address] AS texts,
       [p.name, r.name, r.name_key] AS names, true AS hidden
UNION ALL
UNWIND $people AS uid
MATCH (p:Person {uid: uid})
RETURN DISTINCT 'truth' AS kind, p.uid AS of, [p.pseudonym] AS texts, [p.name] AS names,
       p:Victim AS hidden
UNION ALL
UNWIND $people AS uid
MATCH (p:Person {uid: uid})
WHERE $everybody OR p:Victim
OPTIONAL MATCH (p)-[:ATTESTED_BY]->(r:Record)
RETURN DISTINCT 'person' AS kind, p.uid AS of,
       coalesce(p.nicknames, []) + [p.document_key, r.nickname, r.document_key, r.document_number,
                                    r.address] AS texts,
       [p.name, r.name, r.name_key] AS names, true AS hidden
UNION ALL
UNWIND $people AS uid
MATCH (p:Person {uid: uid})-[:USES]->(m:Phone|Account|Vehicle)
WHERE $everybody OR p:Victim
RETURN DISTINCT 'person' AS kind, p.uid AS of, [m.name] AS texts, [] AS names, true AS hidden
UNION ALL
UNWIND $cases AS case
MATCH (c:Case {uid: case})<-[:VICTIM_IN|SUSPECT_IN]-(p:Person)-[:USES]->(m:Phone|Account|Vehicle)
WHERE $everybody OR p:Victim
RETURN DISTINCT 'person' AS kind, p.uid AS of, [m.name] AS texts, [] AS names, true AS hidden
