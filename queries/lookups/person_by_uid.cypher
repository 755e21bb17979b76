// The person who has this uid now.
MATCH (p:Person {uid: $given})
RETURN p.uid AS uid, p:Victim AS victim
