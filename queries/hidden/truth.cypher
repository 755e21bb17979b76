// Who the people of an answer are, whatever the query says of them.
UNWIND $people AS uid
MATCH (p:Person {uid: uid})
RETURN p.uid AS uid, p.pseudonym AS pseudonym, p.name AS name, p:Victim AS victim
