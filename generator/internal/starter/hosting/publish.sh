#!/bin/sh
# Builds the site and copies it to a server by rsync: sh publish.sh USER@SERVER:FOLDER/
# The folder is the site's alone: whatever else is in it is deleted. Without an
# argument it takes the variable DOSSIER_TARGET.
set -eu
cd "$(dirname "$0")"
target=${1:-${DOSSIER_TARGET:-}}
case $target in
  '') echo "publish.sh: where to? sh publish.sh USER@SERVER:FOLDER/" >&2; exit 2 ;;
  */) ;;
  *) target=$target/ ;;
esac
sh get-dossier.sh
dossier=.dossier/bin/dossier
mkdir -p public
"$dossier" check [[.Content]]
"$dossier" diff public [[.Content]] --quiet # what changes for readers since the last time
"$dossier" build [[.Content]] --out public
# New files come before the old ones go, each is put in place when it is whole, and what did not change is not sent.
rsync --recursive --links --checksum --delete-delay --delay-updates --exclude=/.dossier public/ "$target"
