// What identifies the protected people of every case that involves one of these shared nodes, which
// the cases of the answer involve too. A hostel may bear the name of a woman of another case; a
// telephone or a plate bears no name. Of the people only those known by one of these words come.
UNWIND $cases AS case
MATCH (c:Case {uid: case})-[:INVOLVES]->(m:Account|Establishment|Organisation)
WHERE $means[m.uid] IS NOT NULL
WITH DISTINCT m
MATCH (m)<-[:INVOLVES]-(:Case)<-[:VICTIM_IN|SUSPECT_IN]-(p:Person)
WHERE ($everybody OR p:Victim)
  AND (p.known_by IS NULL OR any(key IN p.known_by WHERE $words[key] IS NOT NULL))
WITH DISTINCT p
OPTIONAL MATCH (p)-[:ATTESTED_BY]->(r:Record)
RETURN DISTINCT p.uid AS uid,
       coalesce(p.nicknames, []) + [p.document_key, r.nickname, r.document_key, r.document_number,
                                    r.address] AS texts,
       [p.name, r.name, r.name_key] AS names
