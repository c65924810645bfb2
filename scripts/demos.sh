#!/usr/bin/env bash
# Runs the reference systems in their quick presets and every demonstration; names those that fail.
set -uo pipefail
cd "$(dirname "$0")/.."
failed=0
for script in scripts/s[1-4]_*.fml scripts/demos/*.fml; do
  start=$SECONDS
  if log=$(./fml run --quiet "$script" 2>&1); then
    echo "ok      $script, $((SECONDS - start)) s"
  else
    failed=$((failed + 1))
    echo "FAILED  $script"
    echo "$log" | tail -5
  fi
done
[ "$failed" = 0 ]
