// The cases that people know by this number, whatever key joins the sheets of their export.
MATCH (r:Record {case_number: $number})
WHERE r.kind = 'case' AND ($registry IS NULL OR r.registry = $registry)
MATCH (c:Case)-[:ATTESTED_BY]->(r)
RETURN DISTINCT c.uid AS uid, c.numbers AS numbers
ORDER BY uid
