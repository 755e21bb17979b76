// The person who had this uid before. No index holds lists: only uids that are none now come here.
MATCH (p:Person)
WHERE $given IN p.aliases
RETURN p.uid AS uid, p:Victim AS victim
