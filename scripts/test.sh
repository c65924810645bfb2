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
swift test --skip-build --scratch-path .build/tests --xunit-output "$report" --parallel "$@"
status=$?

read -r passed failed < <(python3 - "$results" <<'PY' 2>/dev/null || echo "0 1"
import sys, xml.etree.ElementTree as tree
cases = list(tree.parse(sys.argv[1]).getroot().iter("testcase"))
bad = sum(1 for case in cases if case.find("failure") is not None or case.find("error") is not None)
print(len(cases) - bad, bad)
PY
)
if [ "$status" != 0 ] && [ "$failed" = 0 ]; then failed=1; fi
echo "$passed passed, $failed failed"
[ "$status" = 0 ] && [ "$failed" = 0 ]
