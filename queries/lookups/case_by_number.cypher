// The cases that a registry numbers so; $registry is null where the caller names none.
MATCH (r:Record {case_key: $number})
WHERE r.kind = 'case' AND ($registry IS NULL OR r.registry = $registry)
MATCH (c:Case)-[:ATTESTED_BY]->(r)
RETURN DISTINCT c.uid AS uid, c.numbers AS numbers
ORDER BY uid
