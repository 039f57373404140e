#!/usr/bin/env bash
# Compares what two versions of the program make, byte for byte: that of the
# working tree and that of a commit. For moves that may change nothing a reader sees.
#
#     generator/bench/same.sh [COMMIT]      (default: HEAD)
set -euo pipefail
cd "$(dirname "$0")/../.."
base=$(git rev-parse --verify "${1:-HEAD}^{commit}")
work=$(mktemp -d)
trap 'git worktree remove --force "$work/base" 2>/dev/null || true; rm -rf "$work"' EXIT
git worktree add --quiet --detach "$work/base" "$base"
go build -o "$work/now" ./generator
(cd "$work/base" && go build -o "$work/was" ./generator)
go run ./generator/bench/made -n "${SOURCES:-300}" -out "$work/made"
differ=0
for content in content "$work/made"; do
  for version in was now; do
    "$work/$version" build "$content" --templates "" --quiet --out "$work/$version-site" || { echo "$version: the build of $content fails"; exit 2; }
  done
  diff -rq "$work/was-site" "$work/now-site" >"$work/differ" || true
  echo "$(find "$work/now-site" -type f | wc -l) files of $(basename "$content"), $(wc -l <"$work/differ") differ from $(git rev-parse --short "$base")"
  if [ -s "$work/differ" ]; then
    differ=1
    sed "s#$work/##g" "$work/differ" | head -20
    first=$(sed -n 's/^Files \(.*\) and \(.*\) differ$/\1 \2/p' "$work/differ" | head -1)
    if [ -n "$first" ]; then diff $first | cut -c1-400 | head -20 || true; fi
  fi
  rm -rf "$work/was-site" "$work/now-site"
done
exit $differ
