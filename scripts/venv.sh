#!/usr/bin/env bash
# Makes the project's own Python environment, .tools/venv, and prints its path.
# With --tests it also holds what the tests use, as listed beside this script.
set -euo pipefail
cd "$(dirname "$0")/.."

venv=.tools/venv
requirements=scripts/test-requirements.txt

# The marks are written last, so that a run which was cut short starts afresh.
if [ ! -e $venv/complete ]; then
    echo "install: making a Python environment in $venv" >&2
    rm -rf $venv
    python3 -m venv $venv
    touch $venv/complete
fi
if [ "${1:-}" = --tests ] && ! cmp --silent $requirements $venv/requirements; then
    echo "install: installing $(grep -v '^#' $requirements | tr '\n' ' ')into $venv" >&2
    $venv/bin/pip install --quiet --disable-pip-version-check --requirement $requirements
    cp $requirements $venv/requirements
fi
echo "$PWD/$venv"
