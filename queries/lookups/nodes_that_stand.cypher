// The uids that are those of a node now.
UNWIND $uids AS uid
OPTIONAL MATCH (person:Person {uid: uid})
OPTIONAL MATCH (case:Case {uid: uid})
OPTIONAL MATCH (location:Location {uid: uid})
OPTIONAL MATCH (stage:Stage {uid: uid})
OPTIONAL MATCH (phone:Phone {uid: uid})
OPTIONAL MATCH (account:Account {uid: uid})
OPTIONAL MATCH (vehicle:Vehicle {uid: uid})
OPTIONAL MATCH (establishment:Establishment {uid: uid})
OPTIONAL MATCH (organisation:Organisation {uid: uid})
OPTIONAL MATCH (agency:Agency {uid: uid})
OPTIONAL MATCH (penalProvision:PenalProvision {uid: uid})
OPTIONAL MATCH (network:Network {uid: uid})
WITH uid, coalesce(person, case, location, stage, phone, account, vehicle, establishment, organisation, agency, penalProvision, network) AS n
WHERE n IS NOT NULL
RETURN uid
