/*---
name: nodes
version: 1
title_es: Nodos por su clave
title_en: Nodes by their keys
question_es: ¿Qué son los nodos de estas claves, también los que nada une?
question_en: What are the nodes with these keys, those that nothing joins included?
note_es: >-
  Cada fila es un nodo. Una clave que ya no existe no trae nada, ni la de un medio por el que se conoce a
  alguien protegido. Con «among» se vuelve a abrir un lienzo.
note_en: >-
  Each row is a node. A key that no longer exists brings nothing, nor does that of a means by which
  somebody protected is known. With “among” a canvas is opened again.
params:
  keys: {type: nodes, required: true, title_es: Claves de los nodos, title_en: Keys of the nodes}
  protected: {type: protected, title_es: De quién no se muestran los medios, title_en: Whose means are not shown}
  limit: {type: integer, default: 500, min: 1, max: 500, title_es: Filas, title_en: Rows}
columns:
  number: {type: integer, title_es: Lugar entre las claves halladas, title_en: Place among the keys found}
  node: {type: node, title_es: Nodo, title_en: Node}
sensitivity: restricted
starts_from: [keys]
indexes: [Person.uid, Case.uid, Location.uid, Stage.uid, Phone.uid, Account.uid, Vehicle.uid, Establishment.uid, Organisation.uid, Agency.uid, PenalProvision.uid, Network.uid]
views: [network, table]
examples:
  - {params: {keys: "PE-08,PE-17,PE-15"}, title_es: Tres departamentos, title_en: Three departments}
---*/
UNWIND range(0, size($keys) - 1) AS at
WITH at AS position, $keys[at] AS key
//: node_of_key
WHERE n IS NOT NULL
  AND ($protected = 'nobody' OR NOT EXISTS {
    MATCH (n)<-[:USES]-(p:Person)
    WHERE $protected = 'everybody' OR p:Victim
  })
RETURN position AS number,
       n {.uid, .pseudonym, .name, .numbers, labels: labels(n), .phase, .date, .since, .until,
          .registered_on, .conflicts} AS node
ORDER BY number
LIMIT $limit
