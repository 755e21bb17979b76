/*---
name: bridges_between_networks
version: 1
title_es: Puentes entre redes
title_en: Bridges between networks
question_es: ¿Qué casos, personas o medios unen una red con otra?
question_en: Which cases, people or means join one network with another?
note_es: >-
  Una fila une a personas de una red con personas de otra: comparten casos, o una tercera persona los
  comparte con ambas, o usan el mismo teléfono, cuenta o vehículo (no la misma empresa: una línea de buses
  la usan muchos). Un puente no hace de dos redes una. Lo guardó «trama networks find --write».
note_en: >-
  A row joins people of one network with people of another: they share cases, or a third person shares
  cases with both, or they use the same phone, account or vehicle (not the same company: many use one bus
  line). A bridge does not make two networks one. As `trama networks find --write` stored it.
params:
  network: {type: network, title_es: "Red (N-1)", title_en: "Network (N-1)"}
  limit: {type: integer, default: 100, min: 1, max: 5000, title_es: Filas, title_en: Rows}
columns:
  network: {type: string, of: Network.uid, title_es: Red, title_en: Network}
  other_network: {type: string, of: Network.uid, title_es: Con la red, title_en: With network}
  kind:
    type: string
    title_es: Puente
    title_en: Bridge
    words:
      case: {title_es: Casos en común, title_en: Cases in common}
      person: {title_es: Una tercera persona, title_en: A third person}
      means: {title_es: Un medio, title_en: A means}
  people: {type: people, title_es: Personas, title_en: People}
  other_people: {type: people, title_es: Con, title_en: With}
  third: {type: person, title_es: Tercera persona, title_en: Third person}
  means: {type: string, of: Phone.name, title_es: Medio, title_en: Means}
  case_uids: {type: cases, of: Case.uid, title_es: Los casos, title_en: The cases}
sensitivity: restricted
starts_from: [network]
needs: [networks]
indexes: [Network.uid, Person.pseudonym]
views: [table]
examples:
  - {params: {}, title_es: Entre todas las redes, title_en: Between all networks}
---*/
MATCH (n:Network)<-[:MEMBER_OF]-(a:Suspect)
WHERE ($network IS NULL OR n.uid = $network)
  AND EXISTS {
    MATCH (a)-[s:SUSPECT_IN]->(:Case)<-[t:SUSPECT_IN]-(:Suspect)-[:MEMBER_OF]->(n)
    WHERE NOT (coalesce(s.excluded, false) OR coalesce(t.excluded, false))
  }
// Of two networks the smaller uid comes first, unless one of them is asked for. Bridges are noted by
// keys: a list of nodes would hold all of their properties in the engine's memory.
WITH n, a,
     COLLECT {
       MATCH (a)-[:CO_OFFENDED]-(b:Suspect)-[:MEMBER_OF]->(m:Network)
       WHERE (n.uid < m.uid OR ($network IS NOT NULL AND n <> m))
         AND EXISTS {
           MATCH (b)-[s:SUSPECT_IN]->(:Case)<-[t:SUSPECT_IN]-(:Suspect)-[:MEMBER_OF]->(m)
           WHERE NOT (coalesce(s.excluded, false) OR coalesce(t.excluded, false))
         }
       RETURN [m.uid, 'case', b.pseudonym, '', '', '']
     } + COLLECT {
       MATCH (a)-[:CO_OFFENDED]-(x:Suspect)-[:CO_OFFENDED]-(b:Suspect)-[:MEMBER_OF]->(m:Network)
       WHERE (n.uid < m.uid OR ($network IS NOT NULL AND n <> m))
         AND NOT EXISTS { MATCH (x)-[:MEMBER_OF]->(:Network) }
         AND EXISTS {
           MATCH (b)-[s:SUSPECT_IN]->(:Case)<-[t:SUSPECT_IN]-(:Suspect)-[:MEMBER_OF]->(m)
           WHERE NOT (coalesce(s.excluded, false) OR coalesce(t.excluded, false))
         }
         AND EXISTS { MATCH (x)-[s:SUSPECT_IN]->(:Case) WHERE NOT coalesce(s.excluded, false) }
       RETURN [m.uid, 'person', b.pseudonym, x.pseudonym, '', '']
     } + COLLECT {
       MATCH (a)-[:USES]->(used:Phone|Account|Vehicle)<-[:USES]-(b:Suspect)
       MATCH (b)-[:MEMBER_OF]->(m:Network)
       WHERE (n.uid < m.uid OR ($network IS NOT NULL AND n <> m))
         AND EXISTS {
           MATCH (b)-[s:SUSPECT_IN]->(:Case)<-[t:SUSPECT_IN]-(:Suspect)-[:MEMBER_OF]->(m)
           WHERE NOT (coalesce(s.excluded, false) OR coalesce(t.excluded, false))
         }
       RETURN [m.uid, 'means', b.pseudonym, '', used.uid, used.name]
     } AS bridges
UNWIND bridges AS bridge
WITH n.uid AS network, bridge[0] AS other_network, bridge[1] AS kind, bridge[3] AS through,
     bridge[4] AS means_uid, bridge[5] AS means,
     collect(DISTINCT a.pseudonym) AS own, collect(DISTINCT bridge[2]) AS others
ORDER BY network, other_network, kind, through, means_uid
LIMIT $limit
OPTIONAL MATCH (x:Person {pseudonym: through})
RETURN network, other_network, kind,
       COLLECT {
         MATCH (:Network {uid: network})<-[:MEMBER_OF]-(p:Suspect)
         WHERE p.pseudonym IN own
         WITH p
         ORDER BY p.pseudonym
         RETURN p {.uid, .pseudonym, .name, victim: p:Victim}
       } AS people,
       COLLECT {
         MATCH (:Network {uid: other_network})<-[:MEMBER_OF]-(p:Suspect)
         WHERE p.pseudonym IN others
         WITH p
         ORDER BY p.pseudonym
         RETURN p {.uid, .pseudonym, .name, victim: p:Victim}
       } AS other_people,
       CASE WHEN x IS NULL THEN null
            ELSE x {.uid, .pseudonym, .name, victim: x:Victim} END AS third,
       CASE WHEN means = '' THEN null ELSE means END AS means,
       // Of these three only the one of the kind finds anything.
       COLLECT {
         MATCH (:Network {uid: network})<-[:MEMBER_OF]-(p:Suspect)-[s:SUSPECT_IN]->(c:Case)
         MATCH (c)<-[t:SUSPECT_IN]-(q:Suspect)-[:MEMBER_OF]->(:Network {uid: other_network})
         WHERE kind = 'case' AND NOT (coalesce(s.excluded, false) OR coalesce(t.excluded, false))
         WITH DISTINCT c
         ORDER BY c.uid
         RETURN c.uid
       } + COLLECT {
         MATCH (p:Person {pseudonym: through})-[s:SUSPECT_IN]->(c:Case)<-[t:SUSPECT_IN]-(q:Suspect)
         WHERE (q.pseudonym IN own OR q.pseudonym IN others)
           AND NOT (coalesce(s.excluded, false) OR coalesce(t.excluded, false))
         WITH DISTINCT c
         ORDER BY c.uid
         RETURN c.uid
       } + COLLECT {
         MATCH (g:Network)<-[:MEMBER_OF]-(q:Suspect)-[s:SUSPECT_IN]->(c:Case)
         MATCH (c)-[:INVOLVES]->(used:Phone|Account|Vehicle)
         WHERE kind = 'means' AND g.uid IN [network, other_network] AND used.uid = means_uid
           AND NOT coalesce(s.excluded, false)
         WITH DISTINCT c
         ORDER BY c.uid
         RETURN c.uid
       } AS case_uids
ORDER BY network, other_network, kind, through, means_uid
LIMIT $limit
