// What identifies the protected people of these cases and of these uids who are known by one of these
// words. A person is protected if $everybody, else if she is a victim in any case. Of a graph that
// does not keep what people are known by, everybody comes.
UNWIND $cases AS case
MATCH (c:Case {uid: case})<-[:VICTIM_IN|SUSPECT_IN]-(p:Person)
WHERE ($everybody OR p:Victim)
  AND (p.known_by IS NULL OR any(key IN p.known_by WHERE $words[key] IS NOT NULL))
OPTIONAL MATCH (p)-[:ATTESTED_BY]->(r:Record)
RETURN DISTINCT p.uid AS uid,
       coalesce(p.nicknames, []) + [p.document_key, r.nickname, r.document_key, r.document_number,
                                    r.address] AS texts,
       [p.name, r.name, r.name_key] AS names
UNION ALL
UNWIND $people AS uid
MATCH (p:Person {uid: uid})
WHERE ($everybody OR p:Victim)
  AND (p.known_by IS NULL OR any(key IN p.known_by WHERE $words[key] IS NOT NULL))
OPTIONAL MATCH (p)-[:ATTESTED_BY]->(r:Record)
RETURN DISTINCT p.uid AS uid,
       coalesce(p.nicknames, []) + [p.document_key, r.nickname, r.document_key, r.document_number,
                                    r.address] AS texts,
       [p.name, r.name, r.name_key] AS names
UNION ALL
UNWIND $people AS uid
MATCH (p:Person {uid: uid})-[:USES]->(m:Phone|Account|Vehicle)
WHERE ($everybody OR p:Victim)
  AND (p.known_by IS NULL OR any(key IN p.known_by WHERE $words[key] IS NOT NULL))
RETURN DISTINCT p.uid AS uid, [m.name] AS texts, [] AS names
UNION ALL
UNWIND $cases AS case
MATCH (c:Case {uid: case})<-[:VICTIM_IN|SUSPECT_IN]-(p:Person)-[:USES]->(m:Phone|Account|Vehicle)
WHERE ($everybody OR p:Victim)
  AND (p.known_by IS NULL OR any(key IN p.known_by WHERE $words[key] IS NOT NULL))
RETURN DISTINCT p.uid AS uid, [m.name] AS texts, [] AS names
