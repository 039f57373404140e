#!/bin/sh
# Makes the program dossier, in .dossier/bin, from its source, with Go and git.
# Which version of it, and where its source is, stand here: whoever builds the
# site builds it with the same program.
set -eu
version='[[.Version]]' # a tag, or the whole name of a commit
source='[[.Program]]' # an address that git fetches from

cd "$(dirname "$0")"
if [ -z "$version" ] || [ -z "$source" ]; then
  echo "get-dossier.sh: write into it which version of dossier to take, and where its source is" >&2
  exit 2
fi
if [ -x .dossier/bin/dossier ] && [ "$(cat .dossier/bin/version 2>/dev/null)" = "$source $version" ]; then
  exit 0
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
git init -q "$work"
git -C "$work" fetch -q --depth 1 "$source" "$version"
git -C "$work" -c advice.detachedHead=false checkout -q FETCH_HEAD
mkdir -p .dossier/bin
bin=$(pwd)/.dossier/bin
(cd "$work" && CGO_ENABLED=0 go build -trimpath -buildvcs=true -o "$bin/dossier" ./generator)
printf '%s\n' "$source $version" >.dossier/bin/version
