#!/bin/bash
# Expressions and schemas, answered here and by packages of npm.
#
#   run.sh ANSWERS PACKAGES COUNT SEED
#
# ANSWERS is the program of answers.c; the packages are installed into PACKAGES.  The
# versions are fixed: another one may have other faults.
set -u
answers=$1 packages=$2 count=$3 seed=$4
here=$(dirname "$0")

if ! command -v npm >/dev/null || ! command -v node >/dev/null; then
    echo "skipped: npm or node is missing"
    exit 0
fi
mkdir -p "$packages"
if ! npm install --silent --no-audit --no-fund --no-save --prefix "$packages" \
    @bufbuild/cel@0.6.1 ajv@8.20.0 >"$packages/log" 2>&1; then
    echo "skipped: npm install fails, see $packages/log"
    exit 0
fi
status=0
for kind in cel schema; do
    node "$here/compare.cjs" "$kind" "$answers" "$packages" "$count" "$seed" || status=1
done
exit "$status"
