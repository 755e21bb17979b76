// The networks that are stored, those with most people first.
MATCH (n:Network)
RETURN n.uid AS uid
ORDER BY n.people DESC, uid
