// The stored network of this name.
MATCH (n:Network {uid: $given})
RETURN n.uid AS uid
