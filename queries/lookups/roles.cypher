// The roles in which these people stand, in whatever case.
UNWIND $pseudonyms AS pseudonym
MATCH (p:Person {pseudonym: pseudonym})
RETURN p.pseudonym AS pseudonym, p:Victim AS victim, p:Suspect AS suspect
