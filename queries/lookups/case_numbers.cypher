// The numbers by which the registries know the cases of these uids.
UNWIND $uids AS uid
MATCH (c:Case {uid: uid})
RETURN c.uid AS uid, c.numbers AS numbers
