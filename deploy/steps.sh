# shellcheck shell=bash disable=SC2034,SC2154
#
# The journey of a jar, and the way back. Sourced by deploy, whose options it reads.

# Uploads the jar once: what lies under a revision stays what it is.
upload() {
    local digest
    key=totes/$revision/totes-flink-job-uber.jar
    digest=$(openssl dgst -sha256 -binary "$jar" | base64)
    if aws s3api put-object --bucket "$bucket" --key "$key" --body "$jar" --if-none-match '*' \
        --checksum-algorithm SHA256 --checksum-sha256 "$digest" >/dev/null 2>"$scratch/errors"; then
        say "Uploaded s3://$bucket/$key"
        return 0
    fi
    if ! grep -q PreconditionFailed "$scratch/errors"; then
        complain "Cannot upload s3://$bucket/$key: $(tr -s '\n' ' ' <"$scratch/errors")"
        return 1
    fi
    same_object "$digest"
}

same_object() {
    local there
    there=$(call s3api head-object --bucket "$bucket" --key "$key" --checksum-mode ENABLED --output text \
        --query ChecksumSHA256) || return
    if [ "$there" != "$1" ]; then
        complain "Cannot upload s3://$bucket/$key: another jar is there (SHA-256 $there), expected $1"
        return 1
    fi
    say "s3://$bucket/$key is there already"
}

deploy() {
    settle || fail_unchanged
    was=$status earlier_bucket=$code_bucket earlier_code=$code earlier_runtime=$runtime
    [ -n "$new_runtime" ] || new_runtime=$runtime
    say "$application is $status with $code, version $version"
    upload || fail_unchanged
    set_window || fail_unchanged
    if has_all; then
        say "Nothing to do: $application has this jar"
        return 0
    fi
    if [ "$status" = RUNNING ]; then
        snapshot "$(snapshot_name before)" || fail_unchanged
    fi
    look || fail_unchanged
    told="$application may be between two versions: once it is at rest, --rollback takes the last update back."
    if bring && prove; then
        told='The new code runs.'
        say "Deployed: $application is $status with $code, version $version"
    else
        go_back
    fi
}

has_all() {
    [ "$code" = "$key" ] && [ "$runtime" = "$new_runtime" ] && [ "$system_rollback" = True ] &&
        { [ "$status" = RUNNING ] || [ "$start" = no ]; }
}

snapshot_name() {
    printf 'totes-%.12s-%s-%s' "$revision" "$(date -u +%Y%m%dT%H%M%SZ)" "$1"
}

set_window() {
    [ -n "$window" ] && [ "$window" != "$window_start" ] || return 0
    say "Maintenance of $application from $window UTC"
    service update-application-maintenance-configuration --application-maintenance-configuration-update \
        "ApplicationMaintenanceWindowStartTimeUpdate=$window" >/dev/null
}

# Updates the code and starts what does not run; afterwards the application has the new code.
bring() {
    say "Updating $application to $key"
    # An ARN of a bucket names the partition (aws, aws-cn) and neither region nor account.
    update_code "${earlier_bucket%%:s3:::*}:s3:::$bucket" "$key" "$new_runtime" || return
    if [ "$status" != RUNNING ] && [ "$was" != RUNNING ] && [ "$start" = yes ]; then
        start_application || return
    fi
    if [ "$code" != "$key" ] || [ "$runtime" != "$new_runtime" ]; then
        complain "$application has $code: the service took the update back"
        return 1
    fi
    if [ "$was" = RUNNING ] && [ "$status" != RUNNING ]; then
        complain "$application is $status, expected RUNNING"
        return 1
    fi
}

# RUNNING says that the job was submitted; a snapshot of it, that rows went through all of it and that its state is safe.
# A job that loads what is there and ends may have ended by now.
prove() {
    local outcome=0
    [ "$status" = RUNNING ] || return 0
    snapshot "$(snapshot_name after)" || outcome=$?
    if [ "$outcome" -eq 1 ]; then
        outcome=0
        snapshot "$(snapshot_name again)" || outcome=$?
    fi
    case $outcome in
        0) settle ;;
        2) leave ;;
        *) look && [ "$status" = READY ] && [ "$was" != RUNNING ] ;;
    esac
}

# What is slow may have published, and could then only be taken back behind a snapshot.
leave() {
    complain "$application runs $key, and whether it completes anything is not known. See docs/runbook.md, Deployment"
    exit 3
}

fail_unchanged() {
    complain "Not deployed: ${application:-the application} was not changed"
    exit 1
}

# After a deployment that failed: the earlier code, and running if it ran.
go_back() {
    complain "Not deployed: going back to $earlier_code"
    if settle_or_roll_back && give_earlier_code && run_again; then
        told='The earlier code is back.'
        complain "Not deployed: $application is $status with $code, version $version, as before"
        exit 1
    fi
    complain "Cannot go back: $application is ${status:-unknown} with ${code:-unknown code}, expected $was with $earlier_code. See docs/runbook.md, Deployment"
    exit 3
}

# The service's own way back, where it has not gone it by itself, and where the application is not at rest without it.
settle_or_roll_back() {
    look || return
    case $status in
        RUNNING)
            # Of one that did not run before, nobody knows what it has published: stopping it is for somebody to decide.
            [ "$was" = RUNNING ] || return
            { [ "$code" = "$earlier_code" ] && [ "$runtime" = "$earlier_runtime" ]; } || roll_back || true
            ;;
        UPDATING | AUTOSCALING) roll_back || true ;;
    esac
    settle
}

roll_back() {
    local operation
    say "Rolling $application back from version $version"
    operation=$(service rollback-application --current-application-version-id "$version" --query OperationId) || return
    await_operation "$operation" && settle
}

give_earlier_code() {
    [ "$code" != "$earlier_code" ] || [ "$runtime" != "$earlier_runtime" ] || return 0
    say "Giving $application its earlier code back"
    update_code "$earlier_bucket" "$earlier_code" "$earlier_runtime" && [ "$code" = "$earlier_code" ]
}

run_again() {
    [ "$was" = RUNNING ] && [ "$status" != RUNNING ] || return 0
    start_application && [ "$status" = RUNNING ]
}

# Takes the last update back. A snapshot goes before it, so that the earlier code carries on from now: the warehouse refuses
# a job that begins again before what is published.
take_back() {
    look || fail_unchanged
    revision=v$version
    if [ "$status" = RUNNING ] && ! snapshot "$(snapshot_name before)"; then
        complain 'Going back without one: a job that begins again before what the warehouse has is refused by it'
    fi
    told="$application may be between two versions; look again once it is at rest."
    if roll_back && [ "$status" = RUNNING ]; then
        say "Taken back: $application is $status with $code, version $version"
        return 0
    fi
    complain "Cannot take back the last update: $application is ${status:-unknown} with ${code:-unknown code}"
    exit 3
}
