"""Moves the modules to their rooms (issue 8): git mv, tests beside them, imports rewritten.

    python tools/move_rooms.py

Runs once, on a clean tree. It changes where things are and what they are imported as, nothing else.
"""

import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[1]

# Old path to new path, without `.py`; a trailing slash moves each module of a folder.
MODULES = """
graph/errors core/errors
graph/settings core/settings
graph/home core/home
graph/text core/text
graph/safe_yaml core/safe_yaml
ingest/profiling/marked core/marked_yaml

ingest/normalise/__init__ values/__init__
graph/dates values/partial_date
graph/articles values/articles
ingest/findings values/findings
ingest/normalise/ages values/ages
ingest/normalise/cells values/cells
ingest/normalise/contacts values/contacts
ingest/normalise/date_text values/date_text
ingest/normalise/dates values/dates
ingest/normalise/documents values/documents
ingest/normalise/names values/names
ingest/normalise/quantities values/quantities
ingest/normalise/surnames values/surnames
ingest/normalise/tables values/word_tables
ingest/normalise/words values/words
ingest/normalise/countries values/places/countries
ingest/normalise/place_abroad values/places/abroad
ingest/normalise/place_cells values/places/pieces
ingest/normalise/place_codes values/places/by_code
ingest/normalise/place_index values/places/spellings
ingest/normalise/place_match values/places/match
ingest/normalise/place_names values/places/by_names
ingest/normalise/place_search values/places/search
ingest/normalise/place_text values/places/by_text
ingest/normalise/places values/places/find
graph/gazetteer values/places/gazetteer
graph/subdivisions values/places/subdivisions
graph/places values/places/place
ingest/canonical/places values/places/nesting

graph/declare graph/ontology/declare
graph/ontology graph/ontology/lookup
graph/ontology_shapes graph/ontology/shapes
graph/source_layer graph/ontology/source_layer
graph/canonical_layer graph/ontology/canonical_layer
graph/internal_layer graph/ontology/internal_layer
graph/codelist_files graph/ontology/codelist_files
graph/codelist_shapes graph/ontology/codelist
graph/codelists graph/ontology/codelists
graph/provisions graph/ontology/provisions
graph/engines/__init__ graph/engine/__init__
graph/engines/failures graph/engine/failures
graph/engines/graph graph/engine/graph
graph/engines/readonly graph/engine/readonly
graph/engines/repeating graph/engine/repeating
graph/engines/sources graph/engine/endpoints
graph/engines/stopping graph/engine/stopping
graph/embedded/__init__ graph/engine/embedded/__init__
graph/embedded/accounts graph/engine/embedded/users
graph/embedded/java graph/engine/embedded/java
graph/embedded/layout graph/engine/embedded/layout
graph/embedded/lifecycle graph/engine/embedded/lifecycle
graph/embedded/locks graph/engine/embedded/locks
graph/embedded/state graph/engine/embedded/state
graph/embedded/supervisor graph/engine/embedded/supervisor
graph/changes graph/store/changes
graph/constraints graph/store/constraints
graph/fingerprint graph/store/fingerprint
graph/migrations/__init__ graph/store/migrations/__init__
graph/migrations/constraints_and_indexes graph/store/migrations/constraints_and_indexes
graph/migrations/country_legs graph/store/migrations/country_legs
graph/migrations/reference graph/store/migrations/reference
graph/records graph/store/finder
graph/reference_data graph/store/reference_data
graph/routes graph/store/routes
graph/schema graph/store/schema
graph/statements graph/store/statements
graph/status graph/store/status
graph/writer graph/store/writer
ingest/records graph/records

graph/pseudonyms access/pseudonyms
api/tokens access/tokens
queries/redaction queries/redact
queries/tokens queries/cypher_tokens

ingest/linkage/compatible linkage/compatible
ingest/linkage/identity linkage/identity
ingest/canonical/__init__ linkage/canonical/__init__
ingest/canonical/cases linkage/canonical/cases
ingest/canonical/kinds linkage/canonical/relationships
ingest/canonical/means linkage/canonical/shared_nodes
ingest/canonical/ordering linkage/canonical/ordering
ingest/canonical/people linkage/canonical/people
ingest/canonical/prefer linkage/canonical/prefer
ingest/canonical/reference linkage/canonical/law
ingest/canonical/shipped linkage/canonical/shipped_law
ingest/canonical/stages linkage/canonical/stages
ingest/canonical/trajectories linkage/canonical/trajectories
ingest/planning/known linkage/canonical/known
ingest/planning/neighbourhood linkage/canonical/neighbourhood
ingest/planning/plan linkage/canonical/rebuild
ingest/linkage/__init__ linkage/__init__

ingest/load ingest/load/load
ingest/reconcile ingest/load/reconcile
ingest/alike ingest/load/likeness
ingest/planning/sources ingest/load/source_layer_changes
ingest/loading/__init__ ingest/load/__init__
ingest/loading/account ingest/load/report
ingest/loading/cases ingest/load/cases
ingest/loading/files ingest/load/files
ingest/loading/garbage ingest/load/garbage
ingest/loading/issues ingest/load/issues
ingest/loading/observations ingest/load/observations
ingest/loading/pipeline ingest/load/pipeline
ingest/loading/progress ingest/load/progress
ingest/loading/reading ingest/load/reading
ingest/loading/spool ingest/load/spool
ingest/shipped_data ingest/load/shipped_data
ingest/accounts ingest/mapping/accounts
ingest/mapping ingest/mapping/files
ingest/mapping_accounts ingest/mapping/mentions
ingest/mapping_cells ingest/mapping/cells
ingest/mapping_codes ingest/mapping/codes
ingest/mapping_header ingest/mapping/header
ingest/mapping_observations ingest/mapping/observations
ingest/mapping_people ingest/mapping/people
ingest/mapping_places ingest/mapping/places
ingest/mapping_plan ingest/mapping/plan
ingest/mapping_readers ingest/mapping/readers
ingest/mapping_rows ingest/mapping/rows
ingest/mapping_steps ingest/mapping/steps
ingest/guess ingest/mapping/guess
ingest/profile ingest/profile/profiles
ingest/profiling/__init__ ingest/profile/__init__
ingest/profiling/fields ingest/profile/fields
ingest/profiling/indicators ingest/profile/indicators
ingest/profiling/loading ingest/profile/reading
ingest/profiling/readings ingest/profile/readings
ingest/profiling/shapes ingest/profile/specs
ingest/profiling/tables ingest/profile/tables

ingest/twin/__init__ twin/__init__
ingest/twin/calendar twin/calendar
ingest/twin/carpetas twin/carpetas
ingest/twin/cases twin/cases
ingest/twin/csv_file twin/csv_file
ingest/twin/decks twin/decks
ingest/twin/episodes twin/episodes
ingest/twin/export_reta twin/export_reta
ingest/twin/export_sistra twin/export_sistra
ingest/twin/geography twin/geography
ingest/twin/hand twin/hand
ingest/twin/journeys twin/journeys
ingest/twin/junk twin/junk
ingest/twin/law twin/law
ingest/twin/marginals twin/marginals
ingest/twin/means twin/supplies
ingest/twin/options twin/options
ingest/twin/people twin/people
ingest/twin/plan twin/plan
ingest/twin/sampling twin/sampling
ingest/twin/shapes twin/network_patterns
ingest/twin/sharing twin/sharing
ingest/twin/sistra_book twin/sistra_book
ingest/twin/sistra_words twin/sistra_words
ingest/twin/truth twin/truth
ingest/twin/write twin/write
ingest/twin/xlsx_file twin/xlsx_file

visualizations/map_shapes visualizations/map_drawing
visualizations/network_shapes visualizations/network_drawing

graph/markdown api/manual/markdown
graph/reference api/manual/settings_and_errors
graph/reference_ontology api/manual/ontology
ingest/reference api/manual/files
queries/reference api/manual/queries
api/reference api/manual/pages
api/access api/caller
api/requests api/request_log
"""

# Files that are no modules: old path to new path.
DATA = """
graph/codes graph/ontology/codes
graph/legend.yaml graph/ontology/legend.yaml
graph/data values/places/data
ingest/findings.yaml values/findings.yaml
ingest/normalise/ATTRIBUTION.md values/places/data/ATTRIBUTION-capitals.md
ingest/normalise/district_capitals.csv values/places/data/district_capitals.csv
ingest/normalise/document_forms.yaml values/tables/document_forms.yaml
ingest/normalise/nationalities.yaml values/tables/nationalities.yaml
ingest/normalise/place_aliases.yaml values/tables/place_aliases.yaml
ingest/normalise/words.yaml values/tables/words.yaml
ingest/twin/data twin/data
queries/cases queries/pack/cases
queries/networks queries/pack/networks
queries/quality queries/pack/quality
queries/registries queries/pack/registries
queries/routes queries/pack/routes
graph/gazetteer_build.py tools/build_gazetteer.py
graph/subdivisions_build.py tools/build_subdivisions.py
tests/queries/routes tests/queries/pack/routes
"""

# Tests whose name is not that of the module they test: old to new, without `.py`.
TESTS = """
tests/ingest/normalise/test_any_cell tests/values/test_any_cell
tests/ingest/canonical/test_places tests/values/places/test_nesting
tests/graph/test_gazetteer_build tests/tools/test_build_gazetteer
tests/ingest/test_load_new_country tests/ingest/load/test_load_new_country
tests/ingest/test_load_unreadable tests/ingest/load/test_load_unreadable
tests/graph/test_migrations tests/graph/store/test_migrations
tests/ingest/test_shipped_data tests/ingest/load/test_shipped_data
"""

# Words of paths in prose and strings: done after the modules, longest first.
PATHS = """
graph/codes graph/ontology/codes
graph/legend.yaml graph/ontology/legend.yaml
graph/data values/places/data
ingest/findings.yaml values/findings.yaml
ingest/normalise values
ingest/mapping* ingest/mapping
ingest/loading ingest/load
ingest/linkage linkage
ingest/twin twin
queries/routes queries/pack/routes
queries/networks queries/pack/networks
"""

PACKAGES = {
    "trama.graph.engines": "trama.graph.engine",
    "trama.graph.embedded": "trama.graph.engine.embedded",
    "trama.graph.migrations": "trama.graph.store.migrations",
    "trama.ingest.normalise": "trama.values",
    "trama.ingest.twin": "trama.twin",
}

NEW_PACKAGES = {
    "core": "Errors, settings, the home folder, text and YAML; imports nothing of ours.",
    "values": "What a written name, document, date, contact, quantity or place means; pure.",
    "values/places": "The gazetteer, and the search from a code, names or a text to a place.",
    "graph/ontology": "The ontology, declared once: labels, relationships, closed lists.",
    "graph/store": "Writing to the graph and finding in it: changes, transactions, migrations.",
    "access": "Who may see what: roles, pseudonyms, tokens.",
    "ingest/mapping": "From the raw rows of a table to typed mentions, as a profile says.",
    "api/manual": "The generated reference pages of docs/.",
}


def pairs(text: str) -> list[tuple[str, str]]:
    return [(old, new) for old, new in (line.split() for line in text.split("\n") if line.strip())]


def git(*words: str) -> str:
    done = subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True, check=True)
    return done.stdout


def move(old: str, new: str) -> None:
    (ROOT / new).parent.mkdir(parents=True, exist_ok=True)
    git("mv", old, new)


def dotted(path: str) -> str:
    return "trama." + path.replace("/", ".").removesuffix(".__init__")


def main() -> None:
    modules = pairs(MODULES)
    # Through a folder of their own, so that no new path is taken by a module yet to move.
    for number, (old, _) in enumerate(modules):
        move(f"{old}.py", f".moving/{number}.py")
    for old, new in pairs(DATA):
        if old != new:
            move(old, new)
    for number, (_, new) in enumerate(modules):
        move(f".moving/{number}.py", f"{new}.py")
    tests = dict(pairs(TESTS))
    for old, new in modules:
        folder, _, name = old.rpartition("/")
        to, _, renamed = new.rpartition("/")
        tests.setdefault(f"tests/{folder}/test_{name}", f"tests/{to}/test_{renamed}")
    for old, new in tests.items():
        if (ROOT / f"{old}.py").exists() and old != new:
            move(f"{old}.py", f"{new}.py")
    for folder, sentence in NEW_PACKAGES.items():
        init = ROOT / folder / "__init__.py"
        if not init.exists():
            init.write_text(f'"""{sentence}"""\n', encoding="utf-8")
    git("rm", "-q", "ingest/planning/__init__.py")
    rewrite(modules)


def rewrite(modules: list[tuple[str, str]]) -> None:
    names = {dotted(old): dotted(new) for old, new in modules if dotted(old) != dotted(new)}
    names |= PACKAGES
    word = re.compile(
        r"(?<![\w.])(" + "|".join(map(re.escape, sorted(names, key=len, reverse=True))) + r")(?!\w)"
    )
    paths = {f"{old}.py": f"{new}.py" for old, new in modules} | dict(pairs(PATHS))
    path = re.compile(
        r"(?<![\w./])("
        + "|".join(map(re.escape, sorted(paths, key=len, reverse=True)))
        + r")(?!\w)"
    )
    for name in git("ls-files", "-co", "--exclude-standard").splitlines():
        file = ROOT / name
        if file.suffix not in {".py", ".md", ".yaml", ".toml", ".cypher", ""} or not file.is_file():
            continue
        if name in {"tools/move_rooms.py", "CHANGELOG.md"}:
            continue
        text = file.read_text(encoding="utf-8")
        new = from_packages(text, modules)
        new = word.sub(lambda found: names[found[1]], new)
        new = path.sub(lambda found: paths[found[1]], new)
        if new != text:
            file.write_text(new, encoding="utf-8")


def from_packages(text: str, modules: list[tuple[str, str]]) -> str:
    """Rewrites `from trama.folder import module`, where the module moves."""
    to = {dotted(old): dotted(new) for old, new in modules}

    def line(found: re.Match[str]) -> str:
        package, imported = found[1], found[2].split(", ")
        if not any(f"{package}.{one.split(' as ')[0]}" in to for one in imported):
            return found[0]
        lines = []
        for one in imported:
            name, _, alias = one.partition(" as ")
            new = to.get(f"{package}.{name}", f"{package}.{name}")
            folder, _, last = new.rpartition(".")
            alias = alias or name
            lines.append(f"from {folder} import {last}" + (f" as {alias}" if alias != last else ""))
        return "\n".join(lines)

    return re.sub(r"^from (trama[\w.]*) import ([\w, ]+)$", line, text, flags=re.MULTILINE)


if __name__ == "__main__":
    main()
