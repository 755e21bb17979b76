/*---
name: recurring_networks
version: 1
title_es: Redes que se repiten
title_en: Networks that recur
question_es: ¿Qué redes de presuntos tratantes están juntas en más casos que por azar?
question_en: Which networks of suspects are together in more cases than chance gives?
note_es: >-
  Lo que guardó la última «trama networks find --write»; sin filas, aún nadie la corrió o no halló ninguna.
  «Falsas» es la parte esperada de redes falsas, y «resiste» en qué parte de los sorteos de vínculos
  dudosos la red sigue en pie. No se nombra a quien ya no comparte con nadie de la red un caso en que
  sigan imputados ambos, aunque las cifras guardadas lo cuenten. Es un indicio, no una prueba.
note_en: >-
  As the last `trama networks find --write` stored them; without rows nobody ran it yet, or it found none.
  "False" is the expected part of false networks, and "survives" the share of draws of doubtful links in
  which the network still stands. Nobody is named whose accusations have all been dropped since, though
  the figures stored count them. It is a lead, not a proof.
params:
  network: {type: network, title_es: "Red (N-1)", title_en: "Network (N-1)"}
  ended: {type: boolean, default: false, title_es: También las que ya no se hallan, title_en: Also those found no more}
  limit: {type: integer, default: 100, min: 1, max: 5000, title_es: Filas, title_en: Rows}
columns:
  network: {type: string, of: Network.uid, title_es: Red, title_en: Network}
  state: {type: code, of: network_state, title_es: Estado, title_en: State}
  people: {type: people, title_es: Presuntos tratantes, title_en: Suspects}
  members: {type: count, title_es: Personas, title_en: People}
  cases: {type: count, title_es: Casos con dos o más, title_en: Cases with two or more}
  expected: {type: number, title_es: Casos por azar, title_en: Cases by chance}
  rate: {type: number, share: true, title_es: Falsas, title_en: "False"}
  survives: {type: number, share: true, title_es: Resiste la duda, title_en: Survives doubt}
  overturned_by: {type: integer, title_es: Caería sin (casos), title_en: Falls without (cases)}
  first: {type: date, of: Network.since, title_es: Primer hecho (día), title_en: First fact (day)}
  last: {type: date, of: Network.until, title_es: Último hecho (día), title_en: Last fact (day)}
sensitivity: restricted
starts_from: [network]
needs: [networks]
indexes: [Network.uid]
views: [table]
examples:
  - {params: {}, title_es: Las que se hallan hoy, title_en: Those found today}
---*/
MATCH (n:Network)
WHERE ($network IS NULL OR n.uid = $network)
  AND ($ended OR n.state IN ['ACTIVA', 'INACTIVA'])
WITH n
ORDER BY n.state, n.rate, n.cases DESC, n.uid
LIMIT $limit
RETURN n.uid AS network, n.state AS state,
       COLLECT {
         MATCH (n)<-[:MEMBER_OF]-(p:Suspect)
         WHERE EXISTS {
           MATCH (p)-[s:SUSPECT_IN]->(:Case)<-[t:SUSPECT_IN]-(:Suspect)-[:MEMBER_OF]->(n)
           WHERE NOT (coalesce(s.excluded, false) OR coalesce(t.excluded, false))
         }
         WITH p
         ORDER BY p.pseudonym
         RETURN p {.uid, .pseudonym, .name, victim: p:Victim}
       } AS people,
       n.members AS members, n.cases AS cases, n.expected AS expected, n.rate AS rate,
       n.survives AS survives, n.overturned_by AS overturned_by, n.since AS first, n.until AS last
ORDER BY state, rate, cases DESC, network
LIMIT $limit
