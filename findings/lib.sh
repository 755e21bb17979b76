# shellcheck shell=bash
# What every finding shares: a temporary folder, an environment of its own, and the comparison.
#
# A finding sources this file, calls `install` with pinned packages, runs a Python program with
# `python`, and passes what the program printed to `compare`, which reads the output seen from
# standard input. Exit codes: 0 as found, 1 changed, 2 could not be run.

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
finding=$(basename "$0" .sh)

cannot_run() {  # cannot_run REASON
    printf 'not run: %s: %s\n' "$finding" "$1"
    exit 2
}

install() {  # install PACKAGE==VERSION... makes a fresh environment with these packages only
    if ! "${PYTHON:-python3}" -m venv --clear "$work/venv" >"$work/log" 2>&1 \
        || ! "$work/venv/bin/python" -m pip install -q --disable-pip-version-check "$@" \
            >"$work/log" 2>&1; then
        tail -n 5 "$work/log" >&2
        cannot_run "could not install $*"
    fi
}

python() {  # runs the program on standard input inside the temporary folder
    if ! (cd "$work" && PYTHONWARNINGS=ignore PYTHONUTF8=1 venv/bin/python - 2>errors); then
        tail -n 5 "$work/errors" >&2
        printf 'the program stopped with an error'
    fi
}

compare() {  # compare OUTPUT: standard input holds the output seen when the finding was made
    if diff - <(printf '%s\n' "$1") >"$work/difference"; then
        printf 'as found: %s\n' "$finding"
    else
        printf 'changed: %s (< then, > now)\n' "$finding"
        cat "$work/difference"
        exit 1
    fi
}
