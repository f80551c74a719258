#!/bin/bash
# Runs a result again from what its dossier holds, and compares every byte.
#
#   replay.sh [-s SIGNERS] DOSSIER [OUT]
#
# DOSSIER is a result of a procedure.  First every file is compared with the digests of
# MANIFEST.json: what was changed, is missing or was added is named, and nothing is run.
# With SIGNERS, a file of allowed signers (ssh-keygen(1)), the manifest must have a good
# signature of one of them.  Then the procedure runs in a new folder, which is OUT if it
# is given and stays, and each file of the new result is compared with that of the dossier.
#
# The scripts that run are those beside this one, not those of the dossier: what is under
# inspection is not to decide how it is inspected.  Where they, or the filters, are of
# another version than those of the run, this is said, and log/ may differ too.
#
# The status is 0 if all is equal, 1 if something differs, 2 if it cannot be replayed.
# shellcheck source-path=SCRIPTDIR source=command.bash
. "$(dirname -- "$0")/command.bash"

usage() {
    echo "usage: replay.sh [-s signers] dossier [out]" >&2
    exit 2
}

end() {
    say "replay.sh: $given: $*"
    exit 2
}

signers=
while getopts :s: option; do
    [ "$option" = s ] || usage
    signers=$OPTARG
done
shift $((OPTIND - 1))
[[ $# -ge 1 && $# -le 2 && -d $1 ]] || usage
given=$1 out=${2-}
dossier=$(cd -- "$1" && pwd)
[ -f "$dossier/MANIFEST.json" ] || end "there is no MANIFEST.json"
[ -z "$out" ] || { [ ! -e "$out" ] && [ ! -L "$out" ]; } || end "$out is there already"

check_signature() {
    local signer
    signer=$(ssh-keygen -Y find-principals -f "$signers" -s "$dossier/MANIFEST.json.sig" 2>/dev/null | head -n 1) || true
    ssh-keygen -q -Y verify -f "$signers" -I "$signer" -n admit-dossier \
        -s "$dossier/MANIFEST.json.sig" <"$dossier/MANIFEST.json" >/dev/null 2>&1 ||
        end "MANIFEST.json has no good signature of anybody in $signers"
    echo "signed by $signer"
}

# What a folder has, as sha256sum writes it, but for what the digests cannot cover.
digest_result() {    # digest_result FOLDER
    (cd -- "$1" && find . -mindepth 1 ! -type d ! -path ./log/machine.jsonl ! -path ./MANIFEST.json \
        ! -path ./MANIFEST.json.sig ! -path ./manifest.sha256 -printf '%P\0' | sort -z |
        digest_files 2>/dev/null) || true
}

# The names of files that are not as the manifest says: changed, missing, added.
name_changed() {    # name_changed DIGESTS
    jq -rn -L "$here" --slurpfile manifest "$dossier/MANIFEST.json" --rawfile digests "$1" \
        'include "report"; include "dossier"; changed | "\(.file | shown): \(.why)"'
}

# The year as it was: the inputs, and the other files of rules where the policy looks for
# them, as many folders above it as it needs.
lay_out() {
    local depth file kept
    depth=$(jq -r '[.outside[].file | split("/") | map(select(. == "..")) | length] | max // 0' \
        "$dossier/MANIFEST.json")
    year=$space/year
    while [ "$depth" -gt 0 ]; do
        year=$year/year
        depth=$((depth - 1))
    done
    mkdir -p -- "${year%/*}"
    cp -r -- "$dossier/inputs" "$year"
    while read -r -d '' file && read -r -d '' kept; do
        if [[ $file == /* ]]; then
            cmp -s -- "$dossier/$kept" "$file" ||
                end "the policy names $file, and there is no such file as $kept of the dossier; copy it there"
            continue
        fi
        [[ $(realpath -m -- "$year/$file") == "$(realpath -- "$space")"/* ]] || end "$file leads out of the year"
        mkdir -p -- "$(dirname -- "$year/$file")"
        cp -- "$dossier/$kept" "$year/$file"
    done < <(jq -j '.outside[] | .file, "\u0000", .kept, "\u0000"' "$dossier/MANIFEST.json")
}

[ -z "$signers" ] || check_signature
space=$(mktemp -d)
trap 'rm -rf -- "$space"' EXIT
digest_result "$dossier" >"$space/digests"
name_changed "$space/digests" >"$space/changed" || end "MANIFEST.json is not the manifest of a dossier"
if [ -s "$space/changed" ]; then
    cat "$space/changed"
    say "replay.sh: $given: $(wc -l <"$space/changed") files are not as MANIFEST.json says"
    exit 1
fi
procedure=$(jq -r .procedure "$dossier/MANIFEST.json")
if [[ ! $procedure =~ ^[a-z0-9-]+$ ]] || ! grep -qs '^open_year' "$here/$procedure.sh"; then
    end "there is no procedure $procedure here"
fi
lay_out
"$here/$procedure.sh" "$year" "$space/out" >"$space/said" 2>&1 || {
    cat "$space/said" >&2
    end "the year does not run"
}
digest_result "$space/out" >"$space/again"
name_changed "$space/again" >"$space/changed"
[ -z "$out" ] || cp -r -- "$space/out" "$out"

# Of another version nothing is asked but the same result.
differing='^(log|procedure)/'
if ! grep -q '^procedure/' "$space/changed" &&
    cmp -s <(jq -c .versions "$dossier/MANIFEST.json") <(jq -c .versions "$space/out/MANIFEST.json"); then
    differing='^$'
    cmp -s "$dossier/MANIFEST.json" "$space/out/MANIFEST.json" || echo "MANIFEST.json: differs" >>"$space/changed"
fi
! grep -qE "$differing" "$space/changed" ||
    echo "the scripts or filters are not those of the run; log/ and procedure/ are not compared"
grep -vE "$differing" "$space/changed" || {
    echo "equal: $(wc -l <"$space/again") files"
    exit
}
exit 1
