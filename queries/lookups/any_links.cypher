// Whether a person or a model ever judged that two records are the same.
MATCH (j:Judgement)
RETURN 1 AS one
LIMIT 1
