# What "make install" puts under PREFIX works from there, and "make uninstall" takes
# all of it away.
load helper

project=$BATS_TEST_DIRNAME/..

make_quietly() {
    env -u MAKEFLAGS -u MAKELEVEL make -s -C "$project" DESTDIR="$root" PREFIX=/opt/admit "$@"
}

setup() {
    cd "$BATS_TEST_TMPDIR"
    root=$PWD/root
    make_quietly install
    prefix=$root/opt/admit
}

@test "install: a year runs from what is installed, without PATH too" {
    cp -r "$prefix/share/admit/samples/senior-high/small" year
    PATH=/usr/bin:/bin run "$prefix/share/admit/pipelines/senior-high.sh" year out
    [ "$status" -eq 0 ] || fail "$output"
    diff <(grep -c . out/admissions.jsonl) <(wc -l <year/expected)
    PATH=$prefix/bin:/usr/bin:/bin "$prefix/share/admit/pipelines/yearly.sh" senior-high year
    [ -s year/results/current/report.txt ]
}

@test "install: everybody can read it, whatever the umask of who installs" {
    rm -r "$root"
    (umask 077 && make_quietly install)
    run find "$root/opt" -type f ! -perm -444
    [ -z "$output" ] || fail "$output"
    run find "$root/opt/admit" -type d ! -perm -555
    [ -z "$output" ] || fail "$output"
}

@test "install: the filters, their man pages, pipelines and samples" {
    for source in "$project"/filters/*.c; do
        name=$(basename "$source" .c)
        [ -x "$prefix/bin/$name" ] || fail "$name"
        cmp "$project/filters/$name.1" "$prefix/share/man/man1/$name.1"
    done
    cmp "$project/filters/admit.7" "$prefix/share/man/man7/admit.7"
    diff -r "$project/samples" "$prefix/share/admit/samples"
    diff -r "$project/pipelines" "$prefix/share/admit/pipelines"
    [[ $(env -i "$prefix/bin/admit") == *"rank "*"give every record its place"* ]]
}

@test "install: uninstall takes all away, and nothing else" {
    touch "$prefix/bin/theirs" "$prefix/share/man/man1/theirs.1"
    make_quietly uninstall
    run find "$root" ! -type d
    [ "$(sort <<<"$output" | xargs -n 1 basename | xargs)" = "theirs theirs.1" ] || fail "$output"
}

@test "install: completion of every filter" {
    for source in "$project"/filters/*.c; do
        name=$(basename "$source" .c)
        cmp "$project/filters/admit.bash-completion" \
            "$prefix/share/bash-completion/completions/$name"
    done
}
