#!/usr/bin/env bash
# Installs the DuckDB program, which fml uses for Parquet files and SQL, for this user.
set -euo pipefail

target="${XDG_DATA_HOME:-$HOME/.local/share}/fml"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

command -v python3 >/dev/null || { echo "python3 with venv is needed to fetch DuckDB" >&2; exit 1; }
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check duckdb-cli
program=$(find "$work/venv" -path "*duckdb_cli/duckdb" -type f | head -1)
[ -n "$program" ] || { echo "the package holds no program for this machine" >&2; exit 1; }
mkdir -p "$target"
install -m 755 "$program" "$target/duckdb"
echo "installed $target/duckdb ($("$target/duckdb" --version))"
