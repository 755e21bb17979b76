#!/usr/bin/env bash
# In two releases, the Peruvian name of the United Kingdom is RU, which is the code of Russia.
#
# babel 2.9.1, 2.12.1, 2.16.0 and 2.19.0 (each with a newer CLDR), Python 3.11, 2026-11-28.
# Expected: the Spanish name of a country is a stable word, the same in es and es_PE or nearly so.
# Happens: es_PE says RU for Reino Unido until 2.16. Turquía becomes Türkiye and Turquía again,
#   while English goes from Turkey to Türkiye. Since 2.16, es_PE says Arabia Saudita, es does not.
# Matters: nationalities and places abroad are matched by name. A gazetteer built with one release
#   misses names of the others, or sends a British victim's case to Russia.
# Output seen: see the end of this file.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=lib.sh
source "$(dirname "$0")/lib.sh"

output=""
for release in 2.9.1 2.12.1 2.16.0 2.19.0; do
    install "babel==$release" pytz==2026.6
    output+=$(python <<'PYTHON'
import babel

print(babel.__version__)
for locale in ("en", "es", "es_PE"):
    names = babel.Locale.parse(locale).territories
    print(" ", locale, *(names[code] for code in ("TR", "GB", "SA")), sep=" | ")
PYTHON
)$'\n'
done
compare "${output%$'\n'}" <<'SEEN'
2.9.1
  | en | Turkey | United Kingdom | Saudi Arabia
  | es | Turquía | Reino Unido | Arabia Saudí
  | es_PE | Turquía | RU | Arabia Saudí
2.12.1
  | en | Turkey | United Kingdom | Saudi Arabia
  | es | Turquía | Reino Unido | Arabia Saudí
  | es_PE | Türkiye | RU | Arabia Saudí
2.16.0
  | en | Türkiye | United Kingdom | Saudi Arabia
  | es | Turquía | Reino Unido | Arabia Saudí
  | es_PE | Turquía | Reino Unido | Arabia Saudita
2.19.0
  | en | Türkiye | United Kingdom | Saudi Arabia
  | es | Turquía | Reino Unido | Arabia Saudí
  | es_PE | Turquía | Reino Unido | Arabia Saudita
SEEN
