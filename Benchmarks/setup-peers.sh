#!/usr/bin/env bash
# Installs what the benchmarks compare with: Python packages into Benchmarks/.venv (vectorbt, which
# needs other versions, into Benchmarks/.venv-vectorbt), lua and gretl by apt.
# Runs again at no cost when all is there. PyTorch's default wheel brings 5 GB of GPU libraries
# along; an index of CPU wheels, where there is one, goes into PEERS_TORCH_INDEX.
set -uo pipefail
cd "$(dirname "$0")"
failed=0

environment() {
  local folder=$1 list=$2
  shift 2
  [ -x "$folder/bin/python" ] || python3 -m venv "$folder" || return 1
  "$folder/bin/pip" install --quiet --disable-pip-version-check "$@" -r "$list"
}

if [ -n "${PEERS_TORCH_INDEX:-}" ]; then
  python3 -m venv .venv && .venv/bin/pip install --quiet --index-url "$PEERS_TORCH_INDEX" torch ||
    failed=1
fi
environment .venv peers.txt || { echo "setup-peers: .venv is not complete" >&2; failed=1; }
environment .venv-vectorbt peers-vectorbt.txt ||
  { echo "setup-peers: .venv-vectorbt is not complete" >&2; failed=1; }

if ! command -v lua5.4 >/dev/null || ! command -v gretlcli >/dev/null || [ ! -x /usr/bin/time ]; then
  root=()
  [ "$(id -u)" = 0 ] || root=(sudo)
  "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
    lua5.4 gretl time >/dev/null || { echo "setup-peers: lua or gretl is missing" >&2; failed=1; }
fi

[ "$failed" = 0 ] && echo "setup-peers: all peers are installed"
exit "$failed"
