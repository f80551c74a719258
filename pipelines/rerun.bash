# To run a year again beside its folder, as it is or with something changed, for a script
# that compares the results.  Nothing in the folder is changed, and no result of it.
# shellcheck shell=bash
# shellcheck source-path=SCRIPTDIR source=command.bash
. "$(dirname -- "${BASH_SOURCE[0]}")/command.bash"

# Sets folder, which is absolute.
set_folder() {    # set_folder FOLDER
    [[ $1 == /* ]] && folder=$1 || folder=$PWD/$1
    folder=${folder%"${folder##*[!/]}"}
}

# Sets procedure: the one whose rounds and draws are all in the policy.
find_procedure() {
    local script found=() missing
    for script in "$here"/*.sh; do
        grep -qs '^open_year' "$script" || continue
        missing=$(grep -oE '^ *(give_round|hold_draw) [a-z0-9-]+' "$script" |
            while read -r what name; do
                section=allocate
                [ "$what" = give_round ] || section=draw
                jq -e --arg section "$section" --arg name "$name" \
                    '.[$section] | has($name)' "$folder/policy.json" >/dev/null 2>&1 ||
                    echo "$name"
            done)
        [ -n "$missing" ] || found+=("$script")
    done
    [ ${#found[@]} -eq 1 ] ||
        end "$folder: ${#found[@]} procedures have all of their rounds in policy.json, and it must be one"
    procedure=${found[0]}
}

# The inputs of the year in a folder of their own, beside it: the policy may name files
# by a path that leads out of it.
copy_inputs() {    # copy_inputs TO
    mkdir "$1"
    (cd -- "$folder" && list_inputs | xargs -0 -r cp -L --parents -t "$1" --)
}

# Run the year of a folder NAME.year, with its result in NAME and its words in NAME.log.
run_year() {    # run_year NAME
    "$procedure" "$1.year" "$1" >"$1.log" 2>&1 && return
    grep -v 'the evidence' "$1.log" >&2 || true
    return 1
}

has_seats() {    # has_seats RESULT
    [ -f "$1/admissions.jsonl" ] || end "the year has no seats yet: there is no seed"
}
