# The manifest of a dossier, and what is not as a manifest says.

# A name as sha256sum writes it: a backslash before the line says that some characters of
# the name are escaped.
def digest_line:
    if startswith("\\") then
        {sha256: .[1:65], file: .[67:] | gsub("\\\\(?<c>[\\\\nr])";
            if .c == "n" then "\n" elif .c == "r" then "\r" else "\\" end)}
    else {sha256: .[:64], file: .[66:]} end;

def lines_of: split("\n")[:-1];

def manifest:
    ($ARGS.named.digests | lines_of | map(digest_line)) as $files |
    ($ARGS.named.sizes | lines_of) as $sizes |
    ($ARGS.named.sm3 | lines_of) as $sm3 |
    ($ARGS.named.outside | split("\u0000")[:-1]) as $outside |
    $ARGS.named.policy[0] as $policy |
    {
        dossier: 1,
        procedure: $ARGS.named.procedure,
        title: $policy.title, year: $policy.year, basis: $policy.basis,
        versions: ([$ARGS.named.stages[].version] | unique),
        retain_until: $policy.dossier["retain-until"],
        draws_held: any($files[]; .file == "draw/seed"),
        stages: [$ARGS.named.stages[] | {filter, entry, status, in, made, out, dropped, rejected}],
        outside: [range(0; $outside | length; 2) as $i | {file: $outside[$i], kept: $outside[$i + 1]}],
        files: [range($files | length) as $i | {
            file: $files[$i].file, bytes: ($sizes[$i] | tonumber), sha256: $files[$i].sha256
        } + if $sm3 == [] then {} else {sm3: $sm3[$i]} end]
    };

# What differs between the manifest and the digests of a folder.
def changed:
    $ARGS.named.manifest[0] as $manifest |
    if $manifest.dossier != 1 then error("not a manifest") else . end |
    ($manifest.files | map({key: .file, value: .sha256}) | from_entries) as $noted |
    ($ARGS.named.digests | lines_of | map(digest_line | {key: .file, value: .sha256}) | from_entries) as $found |
    ($noted + $found | keys[]) | {file: ., why: (
        if $found[.] == null then "missing" elif $noted[.] == null then "added"
        elif $found[.] != $noted[.] then "changed" else empty end)};
