// Which of these keys identify a protected person, as far as an index holds them.
UNWIND $names AS key
MATCH (p:Person {name_key: key})
WHERE $everybody OR p:Victim
RETURN DISTINCT 'names' AS kind, key
UNION ALL
UNWIND $documents AS key
MATCH (p:Person {document_key: key})
WHERE $everybody OR p:Victim
RETURN DISTINCT 'documents' AS kind, key
UNION ALL
UNWIND $documents AS key
MATCH (r:Record {document_key: key})<-[:ATTESTED_BY]-(p:Person)
WHERE $everybody OR p:Victim
RETURN DISTINCT 'documents' AS kind, key
UNION ALL
UNWIND $phones AS key
MATCH (m:Phone {uid: key})<-[:USES]-(p:Person)
WHERE $everybody OR p:Victim
RETURN DISTINCT 'phones' AS kind, key
UNION ALL
UNWIND $accounts AS key
MATCH (m:Account {uid: key})<-[:USES]-(p:Person)
WHERE $everybody OR p:Victim
RETURN DISTINCT 'accounts' AS kind, key
UNION ALL
UNWIND $plates AS key
MATCH (m:Vehicle {uid: key})<-[:USES]-(p:Person)
WHERE $everybody OR p:Victim
RETURN DISTINCT 'plates' AS kind, key
UNION ALL
UNWIND $uids AS key
MATCH (p:Person {uid: key})
WHERE $everybody OR p:Victim
RETURN DISTINCT 'uids' AS kind, key
