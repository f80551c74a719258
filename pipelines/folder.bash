# The folder of a year: which of its files are inputs, whether they have changed, and
# what a run that was killed has left.  For the procedures and for yearly.sh to source.
# shellcheck shell=bash
unset CDPATH
folder_scripts=$(cd -- "${BASH_SOURCE[0]%/*}" && pwd)

# A message for people, on one line: names of files and folders come from outside.
say() {
    jq -rn -L "$folder_scripts" --arg text "$*" 'include "report"; $text | shown' >&2 ||
        printf '%q\n' "$*" >&2
}

# The inputs in the current folder, each ended by NUL, in byte order: all files but for
# what runs have made (results, and folders with the marks of a result, of a run, or of
# the evidence of one) and hidden names.
list_inputs() {
    find . -mindepth 1 \( -name '.*' -o -path ./results -o -type d \( \
        -exec test -e '{}/manifest.sha256' \; -o -exec test -e '{}/running' \; -o \
        -exec test -e '{}/failure' \; \) \) -prune -o -xtype f -print0 | LC_ALL=C sort -z
}

# Of files as list_inputs names them, one line each: SHA-256 and name, as sha256sum writes
# it, whatever the folder is called.  OpenSSL takes a quarter of the time, where the processor
# knows SHA-256; but it does not write names with a backslash or a line end in the same way.
digest_files() {
    local names IFS=' '
    mapfile -d '' names
    [ ${#names[@]} -gt 0 ] || return 0
    if [[ ${names[*]} == *[$'\\\n\r']* ]] || ! hash openssl 2>/dev/null; then
        printf '%s\0' "${names[@]}" | xargs -0 sha256sum --
    else
        printf '%s\0' "${names[@]}" | xargs -0 openssl dgst -sha256 -r -- | sed 's/ \*/  /'
    fi
}

# SHA-256 of standard input, and a word.
digest_stream() {
    if hash openssl 2>/dev/null; then openssl dgst -sha256 -r; else sha256sum; fi
}

# By which a file that was changed and changed back is told: inode, size, time of change.
identify_files() {
    xargs -0 -r stat -L -c '%i %s %y %n' --
}

# A run works in a folder of its own, whose file "running" it keeps locked as long as
# any of its stages lives.  Says "admit" in it, so that nothing else is taken for one.
mark_running() {    # mark_running FOLDER: opens the lock for good
    echo admit >"$1/running"
    exec {running}<"$1/running"
    flock -n "$running"
}

# Whether a folder was left by a run that is dead.
is_left() {    # is_left FOLDER
    local mark=$1/running
    [ -d "$1" ] && [ ! -L "$1" ] && [ -O "$1" ] && [ -f "$mark" ] && [ ! -L "$mark" ] &&
        [ "$(head -c 6 -- "$mark" | tr -d '\0')" = admit ] && flock -n -- "$mark" true
}

# Personal data of a run that was killed does not stay for ever.
remove_left() {    # remove_left FOLDER: looks at the folders in it
    local folder
    for folder in "$1"/*.??????; do
        ! is_left "$folder" || rm -rf -- "$folder"
    done
}

# Whether a folder is the evidence of a run that failed.
is_evidence() {    # is_evidence FOLDER
    [ -d "$1" ] && [ ! -L "$1" ] && [ -O "$1" ] && [ -f "$1/failure" ]
}
