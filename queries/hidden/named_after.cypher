// What identifies the protected people of every case that involves one of these shared nodes, which
// the cases of the answer involve too. A hostel may bear the name of a woman of another case; a
// telephone or a plate bears no name.
UNWIND $cases AS case
MATCH (c:Case {uid: case})-[:INVOLVES]->(m:Account|Establishment|Organisation)
WHERE $means[m.uid] IS NOT NULL
WITH DISTINCT m
MATCH (m)<-[:INVOLVES]-(:Case)<-[:VICTIM_IN|SUSPECT_IN]-(p:Person)
WHERE $everybody OR p:Victim
WITH DISTINCT p
OPTIONAL MATCH (p)-[:ATTESTED_BY]->(r:Record)
RETURN DISTINCT 'person' AS kind, p.uid AS of,
       coalesce(p.nicknames, []) + [p.document_key, r.nickname, r.document_key, r.document_number,
                                    r.address] AS texts,
       [p.name, r.name, r.name_key] AS names, true AS hidden
