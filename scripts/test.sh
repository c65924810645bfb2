#!/usr/bin/env bash
# Builds everything, runs all tests and prints one closing line: "N passed, N failed".
set -uo pipefail
cd "$(dirname "$0")/.."

report=.build/tests.xml
results=.build/tests-swift-testing.xml
mkdir -p .build
rm -f "$results"

# Tests have a folder of their own, so that the release binary under .build stays what it is.
if ! swift build --build-tests --scratch-path .build/tests; then
  echo "0 passed, 1 failed"
  exit 1
fi
[ -n "${FML_DATA:-}" ] || echo "FML_DATA is not set: tests on the larger data sets are skipped"
swift test --skip-build --scratch-path .build/tests --xunit-output "$report" --parallel "$@" \
  2>&1 | grep -vE '^(◇|✔) Test .*(started|passed after)'
status=${PIPESTATUS[0]}

# A test case counts once, however many issues it recorded.
counts=$(awk '
  /<testcase/ { cases++; bad = 0; if (/<skipped/) skipped++ }
  /<(failure|error)/ { if (!bad) failed++; bad = 1 }
  /<skipped/ && !/<testcase/ { skipped++ }
  END { printf "%d %d %d", cases - failed - skipped, failed, skipped }' "$results" 2>/dev/null)
read -r passed failed skipped <<<"${counts:-0 1 0}"
if [ "$status" != 0 ] && [ "$failed" = 0 ]; then failed=1; fi
[ "$skipped" = 0 ] || echo "$skipped skipped"
echo "$passed passed, $failed failed"
[ "$status" = 0 ] && [ "$failed" = 0 ] && [ "$passed" -gt 0 ]
