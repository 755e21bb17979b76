// Which of these texts a protected person or one of her records holds, where no index helps. The
// texts come as written and in capitals, for names are stored in capitals. They are the keys of a
// map: the embedded engine walks a list from its start for every value.
MATCH (p:Person)
WHERE $everybody OR p:Victim
UNWIND coalesce(p.nicknames, []) + coalesce(p.aliases, []) + [p.name, p.birth_date] AS text
WITH text WHERE $texts[text] IS NOT NULL
RETURN DISTINCT text
UNION
MATCH (p:Person)-[:ATTESTED_BY]->(r:Record)
WHERE $everybody OR p:Victim
UNWIND [r.name, r.name_key, r.paternal_surname, r.maternal_surname, r.given_names, r.nickname,
        r.document_number, r.initials, r.birth_date, r.address, r.entity_key, r.content, r.originals]
        AS text
WITH text WHERE $texts[text] IS NOT NULL
RETURN DISTINCT text
