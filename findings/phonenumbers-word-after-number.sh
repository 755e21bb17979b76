#!/usr/bin/env bash
# A word of three letters after six digits becomes a valid mobile number of somebody else.
#
# phonenumbers 9.0.43, Python 3.11, 2026-11-28.
# Expected: "987654 FAX" is refused, or the word is dropped: six digits are no mobile number.
# Happens: three letters make it a "vanity" number, so the letters are read from the keypad.
#   FAX becomes 329. The nine digits that result pass even is_valid_number.
# Matters: registries write a remark beside a short number: FAX, RPM, TIA. The graph then holds a
#   number that nobody wrote, and that may belong to a stranger.
# Output seen: see the end of this file.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=lib.sh
source "$(dirname "$0")/lib.sh"

install phonenumbers==9.0.43
output=$(python <<'PYTHON'
import phonenumbers
from phonenumbers import PhoneNumberFormat

for written in ("987654", "987654 FAX", "*987654 RPM", "987654 TIA", "987654 CASA"):
    number = phonenumbers.parse(written, "PE")
    e164 = phonenumbers.format_number(number, PhoneNumberFormat.E164)
    print(f"{written}: {e164} valid={phonenumbers.is_valid_number(number)}")
PYTHON
)
compare "$output" <<'SEEN'
987654: +51987654 valid=False
987654 FAX: +51987654329 valid=True
*987654 RPM: +51987654776 valid=True
987654 TIA: +51987654842 valid=True
987654 CASA: +519876542272 valid=False
SEEN
