// The case that had this uid before. No index holds lists: only uids that are none now come here.
MATCH (c:Case)
WHERE $given IN c.aliases
RETURN c.uid AS uid, c.numbers AS numbers
