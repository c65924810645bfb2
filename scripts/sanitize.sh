#!/usr/bin/env bash
# Runs the tests of the engine under the address and the thread sanitizer, and a training with the
# release binary under valgrind. Prints one line per check; exits 1 when any found something.
#
# Usage: scripts/sanitize.sh [address] [thread] [valgrind]   (all three when none is named)
# Needs valgrind (apt-get install valgrind) and, with two builds of its own, about 15 minutes.
set -uo pipefail
cd "$(dirname "$0")/.."
failed=0
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

# The engine and what trains on it; the tests of the language add minutes and no kernel.
filter='RuntimeTests|TorchAgreementTests|DeterminismTests'

report() {
  if [ "$2" = 0 ]; then echo "ok      $1"; else echo "FAILED  $1"; failed=1; fi
}

# Builds with one sanitizer in a folder of its own and runs the tests; the first finding ends them.
sanitized() {
  local kind=$1 path=.build/$1
  if ! swift build --build-tests --sanitize="$kind" --scratch-path "$path" \
    >"$folder/build" 2>&1; then
    tail -20 "$folder/build"
    return 1
  fi
  swift test --skip-build --sanitize="$kind" --scratch-path "$path" --filter "$filter" \
    >"$folder/tests" 2>&1
  local status=$?
  grep -vE '^(◇|✔|↳)' "$folder/tests" | head -60
  grep -E '^✔ Test run' "$folder/tests"
  [ "$status" = 0 ] && ! grep -qE '(Sanitizer|WARNING): ' "$folder/tests"
}

# Debian's valgrind does not read the compiler's debug information: a copy without it keeps names.
checked() {
  strip --strip-debug -o "$folder/fml" .build/release/fml || return 1
  valgrind --quiet --error-exitcode=9 --suppressions=scripts/valgrind.supp --leak-check=full \
    --show-leak-kinds=definite --errors-for-leak-kinds=definite --num-callers=30 "$folder/fml" run "$1" >"$folder/output" 2>&1
  local status=$?
  [ "$status" = 0 ] || tail -60 "$folder/output"
  return "$status"
}

wanted=("$@")
[ $# -gt 0 ] || wanted=(address thread valgrind)
for check in "${wanted[@]}"; do
  case $check in
    address)
      ASAN_OPTIONS=detect_leaks=1:detect_stack_use_after_return=0 \
        LSAN_OPTIONS=suppressions=scripts/leaks.supp:print_suppressions=0 sanitized address
      report "address sanitizer: tests of the engine" $?
      ;;
    thread)
      TSAN_OPTIONS=halt_on_error=0:suppressions=$PWD/scripts/threads.supp sanitized thread
      report "thread sanitizer: tests of the engine" $?
      ;;
    valgrind)
      command -v valgrind >/dev/null || { echo "valgrind is not installed"; exit 1; }
      swift build -c release --product fml >/dev/null || exit 1
      checked scripts/sanitize.fml
      report "valgrind: scripts/sanitize.fml" $?
      ;;
    *) echo "no check '$check': address, thread, valgrind" >&2; exit 2 ;;
  esac
done
exit $failed
