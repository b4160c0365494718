# What every workflow of .github/workflows keeps, line by line: they are written in one layout, which yamllint checks.

function fault(message) {
    printf "%s:%d: %s\n", FILENAME, FNR, message
    faults++
}

function end_of_job() {
    if (job != "" && !limited && !called) {
        fault("Cannot run the job " job " without an end, expected timeout-minutes")
    }
    job = ""
}

function end_of_file() {
    end_of_job()
    if (file != "" && !permissions) { fault("Cannot leave the permissions open, expected permissions: {} at the top") }
    if (file != "" && !concurrency) { fault("Cannot leave open how many run at once, expected concurrency at the top") }
}

FNR == 1 {
    end_of_file()
    file = FILENAME
    part = ""
    permissions = concurrency = running = checkout = 0
}

/^[a-z]/ { end_of_job(); part = $1 }

/^permissions:/ {
    permissions = 1
    if ($0 !~ /^permissions:( \{\})?$/) { fault("Cannot give " $2 " to all jobs, expected permissions: {}") }
}

part == "permissions:" && /^ / && $2 != "read" { fault("Cannot give all jobs the right to write " $1 " expected it at the job that needs it") }

/^concurrency:/ { concurrency = 1 }

# Whoever waits for a check waits for ever where it is left out.
part == "on:" && /^ *paths(-ignore)?:/ { fault("Cannot check some files only, expected no " $1) }

/pull_request_target/ { fault("Cannot run with the rights of the main branch what a pull request brings: pull_request_target") }

part == "jobs:" && /^  [A-Za-z0-9_-]+:$/ { end_of_job(); job = $1; limited = called = 0 }

part == "jobs:" && /^    timeout-minutes:/ { limited = 1 }

# A job that calls a workflow of this repository has the limits of that one.
part == "jobs:" && /^    uses: \.\// { called = 1 }

/^ *(- )?uses:/ && !/uses: \.\// && !/uses: [A-Za-z0-9_.-]+\/[A-Za-z0-9_.\/-]+@[0-9a-f]+ # v[0-9]+\.[0-9]+\.[0-9]+$/ {
    fault("Cannot tell which code runs: " $0 ", expected owner/name@<commit> # v1.2.3")
}

/^ *(- )?uses:/ && /@/ {
    commit = $0
    sub(/^[^@]*@/, "", commit)
    sub(/ .*/, "", commit)
    if (length(commit) != 40) { fault("Cannot tell which code runs: @" commit ", expected a commit of 40 digits") }
}

# The token stays in the folder otherwise, for whatever runs afterwards.
checkout && !/^ *(with:)?$/ {
    if ($0 !~ /persist-credentials: false/) { fault("Cannot check out with credentials that stay, expected persist-credentials: false first") }
    checkout = 0
}

/uses: actions\/checkout@/ { checkout = 1 }

# A text of an event that is pasted into a script is run; the environment is not.
{
    match($0, /^ */)
    indentation = RLENGTH
    if (running && NF && indentation <= running_at) { running = 0 }
    if ($0 ~ /^ *(- )?run:/) { running = 1; running_at = indentation }
    if (running && index($0, "${{")) { fault("Cannot paste " $0 " into a script, expected it in env") }
}

END {
    end_of_file()
    exit faults > 0
}
