#!/usr/bin/env bash
# In one release of the ISO 3166-2 list, the region of Amazonas is called Amarumayu.
#
# pycountry 24.6.1 and 26.2.16, Python 3.11, 2026-11-28.
# Expected: the subdivisions of Peru have their Spanish names, or all have names in one language.
# Happens: ISO gives several names where a country has several official languages, and the list
#   keeps one of them. The older release has four of Peru's 26 in Quechua, and one without accent.
# Matters: a gazetteer built from the older release finds neither Amazonas nor Junín by name. The
#   codes are the same in both releases: join by code, never by name.
# Output seen: see the end of this file.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=lib.sh
source "$(dirname "$0")/lib.sh"

names() {
    install "pycountry==$1"
    python <<'PYTHON'
import pycountry

for region in sorted(pycountry.subdivisions.get(country_code="PE"), key=lambda one: one.code):
    print(region.code, region.name, sep=";")
PYTHON
}
names 24.6.1 >"$work/older"
names 26.2.16 >"$work/newer"
output=$(join -t ';' "$work/older" "$work/newer" \
    | awk -F ';' '$2 != $3 { print $1 ": " $2 " -> " $3 }')
compare "$output" <<'SEEN'
PE-AMA: Amarumayu -> Amazonas
PE-APU: Apurimaq -> Apurímac
PE-JUN: Hunin -> Junín
PE-LMA: Lima hatun llaqta -> Municipalidad Metropolitana de Lima
PE-SAM: San Martin -> San Martín
SEEN
