// The case that has this uid now.
MATCH (c:Case {uid: $given})
RETURN c.uid AS uid, c.numbers AS numbers
