// Which of these days a protected person was born on, as she or one of her records says.
MATCH (p:Person)
WHERE p.birth_date IN $days
WITH p
WHERE $everybody OR p:Victim
RETURN DISTINCT p.birth_date AS day
UNION
MATCH (r:Record)
WHERE r.birth_date IN $days
MATCH (r)<-[:ATTESTED_BY]-(p:Person)
WHERE $everybody OR p:Victim
RETURN DISTINCT r.birth_date AS day
