// The texts of the small tables that anybody may read: articles, agencies, measures, registries.
MATCH (a:PenalProvision)
UNWIND [a.uid, a.name] AS text
RETURN DISTINCT text
UNION
MATCH (a:Agency)
UNWIND [a.uid, a.name, a.registry] AS text
RETURN DISTINCT text
UNION
MATCH (f:SourceFile)
RETURN DISTINCT f.registry AS text
UNION
MATCH (i:Indicator)
UNWIND [i.measure, i.dimension] AS text
RETURN DISTINCT text
