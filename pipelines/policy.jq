# What a procedure reads of its policy, as texts: a word that says what follows, and that.
# What is wrong is an error that names its place.
def fault($place; $why): error($place + ": " + $why);

# "sm3", if the dossier is to have that digest as well.
def dossier:
    .dossier // {} |
    if type != "object" then error("/dossier must be an object") else . end |
    (keys - ["retain-until", "sm3"])[0] as $unknown |
    if $unknown then fault("/dossier/" + $unknown; "unknown key")
    elif has("retain-until") and ((.["retain-until"] | type) != "string" or
        (.["retain-until"] | (try (strptime("%Y-%m-%d") | mktime | strftime("%Y-%m-%d")) catch "") != .)) then
        error("/dossier/retain-until must be a date, such as \"2036-08-31\"")
    elif has("sm3") and (.sm3 | type) != "boolean" then error("/dossier/sm3 must be true or false")
    elif .sm3 then "sm3" else empty end;

# "limit", stage, reject limit and least number of records.
def limit($stage):
    ("/limits/" + $stage) as $place |
    if type != "object" then fault($place; "must be an object") else . end |
    (keys - ["reject-limit", "min-records"])[0] as $unknown |
    if $unknown then fault($place + "/" + $unknown; "unknown key") else . end |
    (if has("reject-limit") then .["reject-limit"] else "2%" end | tostring) as $rejects |
    (if has("min-records") then .["min-records"] else 1 end | tostring) as $least |
    if ($stage | test("^[a-z0-9-]+$") | not) then fault($place; "there is no such stage")
    elif ($rejects | test("^[0-9]+([.][0-9]+)?%$|^[0-9]+$") | not) then
        fault($place + "/reject-limit"; "must be a number of records or a share such as \"2%\"")
    elif ($least | test("^[0-9]+$") | not) then
        fault($place + "/min-records"; "must be a number of records")
    else "limit", $stage, $rejects, $least end;

# An option of the procedure would win over them, and nobody would see it.
def limits:
    ([paths | select((length == 2 or length == 3) and (.[0] | IN("limits", "constants") | not) and
        .[-1] == ("reject-limit", "min-records") and .[1] != "map")][0] // null) as $elsewhere |
    if $elsewhere then
        fault("/" + ($elsewhere | map(tostring) | join("/"));
            "a procedure takes its limits from /limits, by stages")
    else . end |
    (if has("limits") then .limits else {} end) |
    if type != "object" then fault("/limits"; "must be an object of stages") else . end |
    to_entries[] | .key as $stage | .value | limit($stage);

# "programs", round and file.
def seats:
    .allocate | objects | to_entries[] | .key as $round | select($round | test("^[a-z0-9-]+$")) |
    .value | objects | .programs | strings | "programs", $round, .;

# "pattern", section and pattern of the spreadsheets.
def spreadsheets:
    {"from-csv": ."from-csv", "from-xlsx": ."from-xlsx"} |
    if all(.[]; .files? | not) then ."from-csv".files = "applicants*.csv" else . end |
    to_entries[] | .key as $key | .value.files? // empty |
    if type == "array" then .[] else . end | "pattern", $key, tostring;

# "text" and each of its texts, which may be the name of a file.
def texts: .. | strings | select(length > 0) | "text", .;

def policy:
    if type == "object" then . else error("it is no object") end |
    dossier, limits, seats, spreadsheets, texts, "end" | ., "\u0000";
