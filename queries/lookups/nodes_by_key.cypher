// The people and cases that these keys name: a pseudonym, or the uid of a person or of a case.
UNWIND $keys AS key
OPTIONAL MATCH (p:Person {pseudonym: key})
OPTIONAL MATCH (q:Person {uid: key})
OPTIONAL MATCH (c:Case {uid: key})
RETURN key, p.uid AS pseudonymous, q.uid AS person, q:Victim AS victim, c.uid AS case
