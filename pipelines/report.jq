# The tables of a report, for people: text from outside cannot end a line, move the
# cursor or turn the direction of what stands behind it.

def hex: [(. / 4096 | floor) % 16, (. / 256 | floor) % 16, (. / 16 | floor) % 16, . % 16] |
    map("0123456789ABCDEF"[.:. + 1]) | add;

# Controls, separators of lines, and marks of direction as <U+202E>.
def shown:
    tostring | explode | map(
        if . < 32 or (. >= 127 and . < 160) or . == 1564 or . == 8206 or . == 8207 or
            (. >= 8232 and . <= 8238) or (. >= 8294 and . <= 8297) or . == 65279
        then "<U+" + hex + ">" else [.] | implode end) | add // "";

# Characters of East Asia are two columns wide.
def is_wide: (. >= 4352 and . <= 4447) or (. >= 11904 and . <= 55203) or
    (. >= 63744 and . <= 64255) or (. >= 65072 and . <= 65135) or
    (. >= 65280 and . <= 65376) or (. >= 131072 and . <= 262143);
def width: explode | map(if is_wide then 2 else 1 end) | add // 0;
def spaces($n): if $n > 0 then " " * $n else "" end;
def left($n): shown | . + spaces($n - width);
def right($n): shown | spaces($n - width) + .;

# Rows of texts as lines; $left says which columns begin at the left.
def table($left):
    . as $rows |
    [range($rows[0] | length) as $i | [$rows[][$i] | shown | width] | max] as $widths |
    $rows[] | . as $row |
    [range($row | length) as $i | $row[$i] |
        if $left | index($i) then left($widths[$i]) else right($widths[$i]) end] |
    join("  ") | sub(" +$"; "");

# What each stage has read, written, dropped by rule and set aside; of the summaries.
def stages:
    [["stage", "records in", "records out", "dropped by rule", "set aside"]] +
    [.[] | [.filter + (if .entry then " " + .entry else "" end), .in, .out, .dropped,
        (.rejected | add // 0)]] | table([0]);

def round_names: $ARGS.named.rounds | rtrimstr("\n") | split("\n");

# How many each round has placed at each program, with the lowest score if the year has
# scores, and the seats that are left.  Of a tally by program and round, which has the
# lowest score of each as its last one.
def programs:
    round_names as $rounds | $ARGS.named.score as $score |
    (reduce .[] as $group ({};
        .[$group.by["admission.program"]][$group.by["admission.round"]] =
            {placed: $group.count, low: $group.last[$score]})) as $cells |
    (reduce $ARGS.named.programs[] as $program ({seen: {}, all: []};
        if .seen[$program.id] then . else .seen[$program.id] = true | .all += [$program] end)) as {all: $programs} |
    [["program", "seats"] +
        [$rounds[] | . + ": placed", (if $score != "" then "lowest " + $score else empty end)] +
        ["seats left", "school"]] +
    [$programs[] | .id as $id |
        [$rounds[] | $cells[$id][.] // {placed: 0, low: ""}] as $placed |
        [$id, .capacity] +
        [$placed[] | .placed, (if $score != "" then .low else empty end)] +
        ([(.capacity | numbers) - ($placed | map(.placed) | add) | tostring] // [""]) +
        [.school // .name // ""]] |
    table([0, (.[0] | length - 1)]);

# How many applicants each round found without a place, and placed.
def rounds:
    ($ARGS.positional | [range(0; length; 2) as $i | {round: .[$i], verified: .[$i + 1]}]) as $verified |
    (reduce .[] as $group ({}; .[$group.by["admission.round"]] += $group.count)) as $placed |
    [["round", "applicants without a place", "placed", "verified"]] +
    [foreach ($verified[], {round: null}) as $round (
        {left: $ARGS.named.entrants, next: $ARGS.named.entrants};
        .left = .next | .next -= ($placed[$round.round // ""] // 0);
        if $round.round then [$round.round, .left, $placed[$round.round] // 0, $round.verified]
        else ["in the end", .left, "", ""] end)] | table([0, 3]);

# All of it; there are no rounds where the year waits for a draw.
def report:
    ($ARGS.named.stages | stages),
    if $ARGS.named.rounds == "" then empty
    else "", ($ARGS.named.groups | programs), "", ($ARGS.named.groups | rounds) end;
