# Every link of a page to a file of this repository leads somewhere, and to a heading that is there. Two passes: the first
# notes the headings of all pages, the second follows the links.

function anchor(heading) {
    heading = tolower(heading)
    gsub(/\]\([^)]*\)/, "", heading)
    gsub(/[^a-z0-9 _-]/, "", heading)
    gsub(/ /, "-", heading)
    return heading
}

function folder(path) {
    return path ~ /\// ? substr(path, 1, match(path, /\/[^\/]*$/)) : ""
}

function normal(path) {
    gsub(/\/\.\//, "/", path)
    sub(/^\.\//, "", path)
    while (match(path, /[^\/]+\/\.\.\//)) { path = substr(path, 1, RSTART - 1) substr(path, RSTART + RLENGTH) }
    return path
}

function exists(path) {
    return path == "" || system("test -e '" path "'") == 0
}

function follow(target, place, hash) {
    hash = ""
    if (target ~ /#/) { hash = substr(target, index(target, "#") + 1); sub(/#.*/, "", target) }
    place = target == "" ? FILENAME : normal(folder(FILENAME) target)
    if (!exists(place)) {
        printf "%s:%d: Cannot follow the link to %s, expected that file\n", FILENAME, FNR, place
        faults++
    } else if (hash != "" && place ~ /\.md$/ && !((place, hash) in anchors)) {
        printf "%s:%d: Cannot follow the link to %s#%s, expected that heading\n", FILENAME, FNR, place, hash
        faults++
    }
}

FNR == 1 { fenced = 0; if (FILENAME in passes) { second = 1 } passes[FILENAME] = 1 }

/^ *```/ { fenced = !fenced }

fenced { next }

!second && /^#+ / {
    heading = $0
    sub(/^#+ /, "", heading)
    name = anchor(heading)
    count = headings[FILENAME, name]++
    anchors[FILENAME, count ? name "-" count : name] = 1
}

second {
    line = $0
    gsub(/`[^`]*`/, "", line)
    while (match(line, /\]\([^)" ]+/)) {
        target = substr(line, RSTART + 2, RLENGTH - 2)
        line = substr(line, RSTART + RLENGTH)
        if (target !~ /^[a-z]+:/) { follow(target) }
    }
}

END { exit faults > 0 }
