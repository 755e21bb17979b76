// The uids that are those of a node now.
UNWIND $uids AS uid
WITH 0 AS position, uid AS key
//: node_of_key
WHERE n IS NOT NULL
RETURN n.uid AS uid
