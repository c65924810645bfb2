#!/usr/bin/env bash
# Installs what fml needs beyond the Swift toolchain: one apt call, and nothing when all is there.
set -euo pipefail

packages=(libedit-dev gnuplot-nox libgnuplot-iostream-dev libopenblas0 zlib1g-dev)

missing() {
  local name
  for name in "${packages[@]}"; do
    dpkg-query -W -f='${Status}\n' "$name" 2>/dev/null | grep -q '^install ok installed$' || return 0
  done
  return 1
}

if ! command -v swift >/dev/null 2>&1; then
  echo "setup: no 'swift' on the PATH; install the Swift 6.2 toolchain (or later) first" >&2
  exit 1
fi
if ! command -v dpkg-query >/dev/null 2>&1; then
  echo "setup: this is not Debian; install by hand what matches: ${packages[*]}" >&2
  exit 1
fi
missing || exit 0

root=()
if [ "$(id -u)" != 0 ]; then
  command -v sudo >/dev/null 2>&1 || {
    echo "setup: neither root nor sudo; ask for: apt-get install ${packages[*]}" >&2
    exit 1
  }
  root=(sudo)
fi
echo "setup: installing ${packages[*]}" >&2
# Named in one call: alone, libgnuplot-iostream-dev would pull a graphical gnuplot.
install=("${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq
  --no-install-recommends "${packages[@]}")
# Package lists may be missing or too old: refresh them only when they do not suffice.
"${install[@]}" >/dev/null 2>&1 || { "${root[@]}" apt-get update -qq >&2 && "${install[@]}" >&2; }
