// Whether a case of a registry was loaded.
MATCH (c:Case)-[:ATTESTED_BY]->(k:Record)
WHERE k.kind = 'case' AND k.registry = $registry
RETURN 1 AS one
LIMIT 1
