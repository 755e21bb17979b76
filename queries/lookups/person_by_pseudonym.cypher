// The person who goes by this pseudonym.
MATCH (p:Person {pseudonym: $given})
RETURN p.uid AS uid, p:Victim AS victim
