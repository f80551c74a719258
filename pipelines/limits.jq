# The section "limits" of a policy as lines of stage, reject limit and least number of
# records; what is wrong with it is an error that names its place.
def fault($place; $why): error("/limits" + $place + ": " + $why);

# An option of the procedure would win over them, and nobody would see it.
([paths | select((length == 2 or length == 3) and (.[0] | IN("limits", "constants") | not) and
    .[-1] == ("reject-limit", "min-records") and .[1] != "map")][0] // null) as $elsewhere |
if $elsewhere then
    error("/" + ($elsewhere | map(tostring) | join("/")) +
        ": a procedure takes its limits from /limits, by stages")
else . end |

(if has("limits") then .limits else {} end) |
    if type != "object" then fault(""; "must be an object of stages") else . end |
    to_entries[] |
    .key as $stage |
    if (.value | type) != "object" then fault("/" + $stage; "must be an object") else . end |
    (.value | keys - ["reject-limit", "min-records"])[0] as $unknown |
    if $unknown then fault("/" + $stage + "/" + $unknown; "unknown key") else . end |
    (.value | if has("reject-limit") then .["reject-limit"] else "2%" end | tostring) as $rejects |
    (.value | if has("min-records") then .["min-records"] else 1 end | tostring) as $least |
    if ($stage | test("^[a-z0-9-]+$") | not) then fault("/" + $stage; "there is no such stage")
    elif ($rejects | test("^[0-9]+([.][0-9]+)?%$|^[0-9]+$") | not) then
        fault("/" + $stage + "/reject-limit"; "must be a number of records or a share such as \"2%\"")
    elif ($least | test("^[0-9]+$") | not) then
        fault("/" + $stage + "/min-records"; "must be a number of records")
    else [$stage, $rejects, $least] | join("\t") end
