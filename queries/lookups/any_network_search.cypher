// Whether networks were ever calculated and stored.
MATCH (s:NetworkSearch)
RETURN 1 AS one
LIMIT 1
