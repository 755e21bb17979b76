#!/usr/bin/env bash
# A Lima number without its area code is "possible", and its E.164 form is nobody's number.
#
# phonenumbers 9.0.43, Python 3.11, 2026-11-28.
# Expected: is_possible_number refuses 4271234, or E.164 puts Lima's 1 in front.
# Happens: is_possible_number is true for a local-only length too. format_number writes
#   +514271234, which lacks the 1 of Lima. Only the variant "with_reason" says LOCAL_ONLY (4).
# Matters: the same phone, once written 4271234 and once 01 4271234, gives two nodes. The two
#   cases that share the phone are not linked.
# Output seen: see the end of this file.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=lib.sh
source "$(dirname "$0")/lib.sh"

install phonenumbers==9.0.43
output=$(python <<'PYTHON'
import phonenumbers
from phonenumbers import PhoneNumberFormat, ValidationResult

for written in ("4271234", "01 4271234"):
    number = phonenumbers.parse(written, "PE")
    print(
        phonenumbers.format_number(number, PhoneNumberFormat.E164),
        phonenumbers.is_possible_number(number),
        ValidationResult.to_string(phonenumbers.is_possible_number_with_reason(number)),
    )
PYTHON
)
compare "$output" <<'SEEN'
+514271234 True IS_POSSIBLE_LOCAL_ONLY
+5114271234 True IS_POSSIBLE
SEEN
