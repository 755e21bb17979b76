/*---
name: bridges_between_networks
version: 1
title_es: Puentes entre redes
title_en: Bridges between networks
question_es: ¿Qué casos, personas o medios unen una red con otra?
question_en: Which cases, people or means join one network with another?
note_es: >-
  Una fila une a una persona de una red con otra de otra red: comparten casos, o una tercera persona los
  comparte con ambas, o usan el mismo teléfono, cuenta, vehículo o empresa. Un puente no hace de dos redes
  una. Lo guardó «trama networks find --write».
note_en: >-
  A row joins somebody of one network with somebody of another: they share cases, or a third person shares
  cases with both, or they use the same phone, account, vehicle or company. A bridge does not make two
  networks one. As `trama networks find --write` stored it.
params:
  network: {type: string, title_es: "Red (N-1)", title_en: "Network (N-1)"}
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
  one: {type: person, title_es: Persona, title_en: Person}
  other: {type: person, title_es: Con, title_en: With}
  third: {type: person, title_es: Tercera persona, title_en: Third person}
  means: {type: string, of: Phone.name, title_es: Medio, title_en: Means}
sensitivity: restricted
starts_from: []
indexes: [Network.uid, Person.pseudonym]
views: [table]
examples:
  - {params: {}, title_es: Entre todas las redes, title_en: Between all networks}
---*/
MATCH (n:Network)<-[:MEMBER_OF]-(a:Suspect)
WHERE $network IS NULL OR n.uid = $network
// Of two networks the smaller uid comes first, unless one of them is asked for. Bridges are noted by
// keys: a list of nodes would hold all of their properties in the engine's memory.
WITH n, a,
     COLLECT {
       MATCH (a)-[:CO_OFFENDED]-(b:Suspect)-[:MEMBER_OF]->(m:Network)
       WHERE n.uid < m.uid OR ($network IS NOT NULL AND n <> m)
       RETURN [m.uid, 'case', b.pseudonym, '', '']
     } + COLLECT {
       MATCH (a)-[:CO_OFFENDED]-(x:Suspect)-[:CO_OFFENDED]-(b:Suspect)-[:MEMBER_OF]->(m:Network)
       WHERE (n.uid < m.uid OR ($network IS NOT NULL AND n <> m))
         AND NOT EXISTS { MATCH (x)-[:MEMBER_OF]->(:Network) }
       RETURN [m.uid, 'person', b.pseudonym, x.pseudonym, '']
     } + COLLECT {
       MATCH (a)-[:USES]->(used:Phone|Account|Vehicle|Organisation)<-[:USES]-(b:Suspect)
       MATCH (b)-[:MEMBER_OF]->(m:Network)
       WHERE n.uid < m.uid OR ($network IS NOT NULL AND n <> m)
       RETURN [m.uid, 'means', b.pseudonym, '', used.name]
     } AS bridges
UNWIND bridges AS bridge
WITH n, a, bridge[0] AS other_network, bridge[1] AS kind, bridge[2] AS partner,
     bridge[3] AS through, bridge[4] AS means
ORDER BY n.uid, other_network, kind, a.pseudonym, partner, through, means
LIMIT $limit
MATCH (b:Person {pseudonym: partner})
OPTIONAL MATCH (x:Person {pseudonym: through})
RETURN n.uid AS network, other_network, kind,
       a {.uid, .pseudonym, .name, victim: a:Victim} AS one,
       b {.uid, .pseudonym, .name, victim: b:Victim} AS other,
       CASE WHEN x IS NULL THEN null
            ELSE x {.uid, .pseudonym, .name, victim: x:Victim} END AS third,
       CASE WHEN means = '' THEN null ELSE means END AS means
ORDER BY network, other_network, kind, a.pseudonym, partner, through, means
LIMIT $limit
