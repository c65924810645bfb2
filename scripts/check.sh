#!/usr/bin/env bash
# The checks beside the tests: format, layout, freshness of generated pages.
# Prints one line per check; exits 1 when any failed. Warnings are errors in every build already.
set -uo pipefail
cd "$(dirname "$0")/.."
failed=0

report() {
  if [ "$2" = 0 ]; then echo "ok      $1"; else echo "FAILED  $1"; failed=1; fi
}

swift format lint --strict --recursive --parallel Sources Tests Package.swift
report "format: swift format lint --strict" $?

! grep -rnE '^(@[a-zA-Z]+ )?import Foundation' Sources --include='*.swift'
report "no Foundation in product targets" $?

! grep -rnE 'fatalError\(|preconditionFailure\(|try!|as!' Sources --include='*.swift'
report "nothing that traps on purpose" $?

[ "$(ls -d Sources/*/ | xargs -n1 basename | sort | tr '\n' ' ')" = "Lang Plot Runtime Shell " ]
report "only Lang, Plot, Runtime and Shell under Sources" $?

# Each .swift file of an open set is named once in its catalog.
catalog() {
  local folder=$1 file=$2 ok=0 name
  for name in $(find "$folder" -name '*.swift' -exec grep -lE ":.*\b$3\b.*\{" {} + 2>/dev/null); do
    for type in $(grep -oE "(enum|struct) [A-Za-z0-9]+: ([A-Za-z]+, )*$3\b" "$name" | awk '{sub(":","",$2); print $2}'); do
      grep -qw "$type.self" "$file" || { echo "$name: $type is not in $file"; ok=1; }
    done
  done
  return $ok
}
catalog Sources/Runtime/Expressions/Operators Sources/Runtime/Expressions/OperatorCatalog.swift Operator
report "every operator is in OperatorCatalog" $?
catalog Sources/Lang/Commands Sources/Lang/Commands/CommandCatalog.swift Command
report "every command is in CommandCatalog" $?
catalog Sources/Runtime/Evaluation/Metrics Sources/Runtime/Evaluation/MetricCatalog.swift Metric
report "every metric is in MetricCatalog" $?

if [ -x .build/release/fml ]; then
  diff -q <(.build/release/fml --reference) REFERENCE.md >/dev/null
  report "REFERENCE.md is what fml --reference prints (make reference)" $?
else
  echo "not run REFERENCE.md against the binary: make build first"
fi

exit $failed
