#!/usr/bin/env bash
# Trains, pauses and resumes at a terminal of its own for some minutes and watches the memory:
# resident megabytes per minute, and as last line the growth since minute 2.
#
# Usage: Benchmarks/soak.sh [MINUTES]   (10 when left out; exits 1 when it grew by 5 MB or more)
set -uo pipefail
cd "$(dirname "$0")/.."
minutes=${1:-10}
fml=$PWD/.build/release/fml
[ -x "$fml" ] || { echo "make build first" >&2; exit 2; }

folder=$(mktemp -d)
shell=
finish() {
  [ -z "$shell" ] || kill "$shell" 2>/dev/null
  rm -rf "$folder"
}
trap finish EXIT

# A walk of 400,000 hourly bars from a linear congruential generator: an epoch takes long enough that
# its row of the history, some 300 bytes, is no part of what is looked for.
awk 'BEGIN {
  x = 7; close_ = 100; print "time,open,high,low,close,volume"
  for (i = 0; i < 400000; i++) {
    open_ = close_; for (j = 0; j < 3; j++) { x = (16807 * x) % 2147483647; u[j] = x / 2147483647 }
    close_ = open_ * (1 + 0.01 * (u[0] - 0.5)); high = open_ > close_ ? open_ : close_; low = open_ + close_ - high
    printf "%s,%.4f,%.4f,%.4f,%.4f,%d\n", strftime("%Y-%m-%d %H:00:00", 946684800 + 3600 * i, 1),
      open_, high * (1 + 0.002 * u[1]), low * (1 - 0.002 * u[2]), close_, 1000 + 500 * u[1]
  }
}' >"$folder/bars.csv"

mkfifo "$folder/keys"
(cd "$folder" && exec script -qfc "$fml" /dev/null <keys >screen 2>&1) &
shell=$!
exec 3>"$folder/keys"
say() { printf '%s\r' "$1" >&3; }
interrupt() { printf '\003' >&3; }
process() { pgrep -f "^$fml\$" | tail -1; }
memory() { awk '/^VmRSS/ { printf "%.1f", $2 / 1024 }' "/proc/$1/status"; }

sleep 2
say 'b = load "bars.csv"'
say 'use b'
say 'features f on b: r = pct(close), w = high / low - 1, z = zscore(close, 24), v = volume / mean(volume, 24)'
say 'target y = 100 * (lead(close, 1) / close - 1)'
say 'd = split f target=y'
say 'model net = mlp(hidden=[32, 16], norm=layer, dropout=0.2)'
sleep 4
say 's = stage1 net d epochs=1000000 batch=16 lr=1e-4'
sleep 3
pid=$(pgrep -P "$shell" -x fml || process)
[ -n "$pid" ] || { tail -5 "$folder/screen"; echo "fml did not start" >&2; exit 1; }

start=$SECONDS
base=0
last=0
turn=0
for ((minute = 1; minute <= minutes; minute++)); do
  while ((SECONDS - start < 60 * minute)); do
    sleep 3
    interrupt
    sleep 0.5
    turn=$((turn + 1))
    case $((turn % 4)) in
      1) say "set lr 0.000$((turn % 9 + 1))" ;;
      2) say 'save s "s"' ;;
      3) say 'rollback epoch=s.epochs-2' ;;
    esac
    say 'resume'
    [ -d "/proc/$pid" ] || { tail -5 "$folder/screen"; echo "fml has ended" >&2; exit 1; }
  done
  last=$(memory "$pid")
  [ "$minute" = 2 ] && base=$last
  echo "minute $minute: $last MB, $turn pauses"
done
grep -c "paused" "$folder/screen" | sed 's/$/ pauses seen on the screen/'
grep -oE '[0-9]+/1000000' "$folder/screen" | tail -1 | sed 's|/.*| epochs|'
growth=$(awk -v a="$base" -v b="$last" 'BEGIN { printf "%.1f", b - a }')
echo "soak: grew by $growth MB between minutes 2 and $minutes"
awk -v g="$growth" 'BEGIN { exit !(g < 5) }'
