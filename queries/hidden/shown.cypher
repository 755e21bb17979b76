// What cases rightly show: their numbers and their shared nodes. A row is a part of the cases: each
// that an engine sends costs more than a case in it.
UNWIND $cases AS case
MATCH (c:Case {uid: case})
WITH c.uid AS uid, c.numbers AS numbers,
     COLLECT {
       MATCH (c)-[:INVOLVES]->(m:Phone|Account|Vehicle|Establishment|Organisation)
       RETURN [m.uid, m.name]
     } AS means
RETURN left(uid, 4) AS part, collect({uid: uid, numbers: numbers, means: means}) AS cases
