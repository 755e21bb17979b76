// The people of these uids, as the graph knows them.
UNWIND $uids AS uid
MATCH (p:Person {uid: uid})
RETURN p.uid AS uid, p.pseudonym AS pseudonym, p.name AS name, p:Victim AS victim
