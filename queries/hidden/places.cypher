// Which of these texts are uids or folded names of places.
UNWIND $uids AS key
MATCH (l:Location {uid: key})
RETURN DISTINCT key
UNION
UNWIND $names AS key
MATCH (l:Location {name_key: key})
RETURN DISTINCT key
