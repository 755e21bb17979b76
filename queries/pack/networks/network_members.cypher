/*---
name: network_members
version: 1
title_es: Personas de una red
title_en: People of a network
question_es: ¿Quiénes forman esta red, con qué roles y en qué casos suyos están?
question_en: Who is in this network, in which roles, and in which of its cases?
note_es: >-
  Una fila es un presunto tratante de la red que guardó «trama networks find --write», con los casos en que está
  con otra persona de ella. El peso suma lo que lo une a las demás: más con casos recientes, de pocas
  personas y rol conocido. Cada fila es un indicio: lea sus casos.
note_en: >-
  A row is a suspect of the network that `trama networks find --write` stored, with the cases in which he or
  she stands with another of them. The weight adds up the ties to the others: more for recent cases, of
  few people, with known roles. Each row is a lead: read its cases.
params:
  network: {type: network, required: true, title_es: "Red (N-1)", title_en: "Network (N-1)"}
  limit: {type: integer, default: 200, min: 1, max: 5000, title_es: Filas, title_en: Rows}
columns:
  suspect: {type: person, title_es: Presunto tratante, title_en: Suspect}
  roles: {type: codes, of: role, title_es: Roles, title_en: Roles}
  cases: {type: count, title_es: Casos de la red, title_en: Cases of the network}
  partners: {type: count, title_es: Personas con quienes comparte casos, title_en: People with whom cases are shared}
  weight: {type: number, title_es: Peso, title_en: Weight}
  first: {type: date, of: Case.since, title_es: Primer hecho (día), title_en: First fact (day)}
  last: {type: date, of: Case.until, title_es: Último hecho (día), title_en: Last fact (day)}
  case_uids: {type: cases, of: Case.uid, title_es: Los casos, title_en: The cases}
sensitivity: restricted
starts_from: [network]
needs: [networks]
indexes: [Network.uid]
views: [table]
examples:
  - {params: {network: N-1}, title_es: De la red N-1, title_en: Of network N-1}
---*/
MATCH (n:Network {uid: $network})<-[m:MEMBER_OF]-(p:Suspect)
// Somebody is named as long as a case with another member stands: accusations may be dropped later.
WHERE EXISTS {
  MATCH (p)-[s:SUSPECT_IN]->(:Case)<-[t:SUSPECT_IN]-(:Suspect)-[:MEMBER_OF]->(n)
  WHERE NOT (coalesce(s.excluded, false) OR coalesce(t.excluded, false))
}
WITH n, p, m.cases AS cases
// Sums of ties are rounded: engines add them up in other orders.
OPTIONAL MATCH (p)-[t:CO_OFFENDED]-(q:Suspect)-[:MEMBER_OF]->(n)
WITH n, p, cases, count(q) AS partners, round(coalesce(sum(t.weight), 0.0) * 1000) / 1000 AS weight
ORDER BY cases DESC, weight DESC, p.pseudonym
LIMIT $limit
WITH n, p, cases, partners, weight,
     COLLECT {
       MATCH (p)-[a:SUSPECT_IN]->(c:Case)<-[b:SUSPECT_IN]-(q:Suspect)-[:MEMBER_OF]->(n)
       WHERE NOT (coalesce(a.excluded, false) OR coalesce(b.excluded, false))
       WITH DISTINCT c
       ORDER BY c.uid
       RETURN [c.uid, c.since, c.until]
     } AS found
RETURN p {.uid, .pseudonym, .name, victim: p:Victim} AS suspect,
       COLLECT {
         MATCH (p)-[a:SUSPECT_IN]->(c:Case)
         WHERE a.role IS NOT NULL AND NOT coalesce(a.excluded, false)
         WITH DISTINCT a.role AS role
         ORDER BY role
         RETURN role
       } AS roles,
       cases, partners, weight,
       reduce(low = null, one IN found
              | CASE WHEN low IS NULL OR one[1] < low THEN one[1] ELSE low END) AS first,
       reduce(high = null, one IN found
              | CASE WHEN high IS NULL OR one[2] > high THEN one[2] ELSE high END) AS last,
       [one IN found | one[0]] AS case_uids
ORDER BY cases DESC, weight DESC, p.pseudonym
LIMIT $limit
