// The people and cases that had one of these uids before. No index holds lists: only uids that are
// none now come here, all at once.
MATCH (p:Person)
WHERE any(alias IN p.aliases WHERE alias IN $uids)
RETURN 'Person' AS label, p.uid AS uid, p.aliases AS aliases
UNION ALL
MATCH (c:Case)
WHERE any(alias IN c.aliases WHERE alias IN $uids)
RETURN 'Case' AS label, c.uid AS uid, c.aliases AS aliases
