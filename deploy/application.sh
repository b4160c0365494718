# shellcheck shell=bash disable=SC2034,SC2154
#
# What the service is asked, and waited for. Sourced by deploy, whose options it reads: application, timeout, poll, scratch.

say() {
    printf '%s  %s\n' "$(date -u +%H:%M:%SZ)" "$*"
}

complain() {
    say "$@" >&2
}

# A signal ends a wait in the shell at once, and no other command that runs.
pause() {
    sleep "$1" &
    wait $!
}

# Prints what the AWS CLI answers. A call that was refused for its rate, or by a fault that passes, is made again: it has
# changed nothing. What else fails is told, and fails.
call() {
    local try seconds=$poll
    for try in 1 2 3 4 5 6; do
        if aws "$@" 2>"$scratch/errors"; then
            return 0
        fi
        if [ "$try" -eq 6 ] || ! grep -Eq 'Throttl|TooManyRequests|RequestLimitExceeded|SlowDown|ServiceUnavailable' "$scratch/errors"; then
            break
        fi
        complain "The service is busy, asking again in $seconds s: $1 $2"
        pause "$seconds"
        seconds=$((seconds * 2))
    done
    complain "Cannot $2: $(tr -s '\n' ' ' <"$scratch/errors")"
    return 1
}

service() {
    local operation=$1
    shift
    call kinesisanalyticsv2 "$operation" --application-name "$application" --output text "$@"
}

# Sets status, version, runtime, code_bucket (an ARN) and code (the key of the jar in it), system_rollback and window_start.
look() {
    local answer detail=ApplicationDetail configuration=ApplicationDetail.ApplicationConfigurationDescription jar_path
    jar_path=$configuration.ApplicationCodeConfigurationDescription.CodeContentDescription.S3ApplicationCodeLocationDescription
    answer=$(service describe-application --query "[$detail.ApplicationStatus, $detail.ApplicationVersionId,
        $detail.RuntimeEnvironment, $jar_path.BucketARN, $jar_path.FileKey,
        $configuration.ApplicationSystemRollbackConfigurationDescription.RollbackEnabled,
        $detail.ApplicationMaintenanceConfigurationDescription.ApplicationMaintenanceWindowStartTime]") || return
    read -r status version runtime code_bucket code system_rollback window_start <<<"$answer"
}

# Waits until the application is at rest: READY, RUNNING or ROLLED_BACK.
settle() {
    local deadline=$((SECONDS + timeout)) before=''
    while look; do
        case $status in
            READY | RUNNING | ROLLED_BACK) return 0 ;;
            DELETING) break ;;
        esac
        [ "$status" = "$before" ] || say "$application is $status"
        before=$status
        [ "$SECONDS" -lt "$deadline" ] || break
        pause "$poll"
    done
    complain "Cannot wait for $application: it is ${status:-unknown}, expected READY or RUNNING within $timeout s"
    return 1
}

# Waits until an operation of the service is over, and fails if it did not succeed. Where the service does not tell of its
# operations, the state of the application has to.
await_operation() {
    local operation=$1 deadline=$((SECONDS + timeout)) answer='' outcome='' reason=''
    [ -n "$operation" ] && [ "$operation" != None ] || return 0
    while answer=$(service describe-application-operation --operation-id "$operation" --query '[
        ApplicationOperationInfoDetails.OperationStatus,
        ApplicationOperationInfoDetails.OperationFailureDetails.ErrorInfo.ErrorString]'); do
        read -r outcome reason <<<"$answer"
        case $outcome in
            SUCCESSFUL) return 0 ;;
            FAILED | CANCELLED)
                complain "The service says: $outcome, $reason"
                return 1
                ;;
        esac
        if [ "$SECONDS" -ge "$deadline" ]; then
            complain "Cannot wait any longer: the operation is $outcome after $timeout s"
            return 1
        fi
        pause "$poll"
    done
}

# Takes a snapshot of this name and waits until it is complete; ends with 2 if that takes too long.
snapshot() {
    local name=$1 deadline=$((SECONDS + timeout)) state=''
    say "Taking the snapshot $name"
    service create-application-snapshot --snapshot-name "$name" >/dev/null || return
    while state=$(service describe-application-snapshot --snapshot-name "$name" --query SnapshotDetails.SnapshotStatus); do
        case $state in
            READY) return 0 ;;
            CREATING) ;;
            *) break ;;
        esac
        if [ "$SECONDS" -ge "$deadline" ]; then
            complain "Cannot wait any longer: the snapshot $name is $state after $timeout s"
            return 2
        fi
        pause "$poll"
    done
    complain "Cannot take the snapshot $name: it is ${state:-unknown}, expected READY"
    return 1
}

has_snapshot() {
    local names
    names=$(service list-application-snapshots --query "SnapshotSummaries[?SnapshotStatus=='READY'].[SnapshotName]") || return 2
    [ -n "$names" ] && [ "$names" != None ]
}

# Sets the code to that key of that bucket (an ARN), and the runtime, from the newest snapshot if it runs, and waits.
update_code() {
    local more=() operation
    [ "$status" != RUNNING ] || more+=(--run-configuration-update "$from_latest")
    [ "$runtime" = "$3" ] || more+=(--runtime-environment-update "$3")
    operation=$(service update-application --current-application-version-id "$version" \
        --application-configuration-update "$(code_update "$1" "$2")" \
        ${more[@]+"${more[@]}"} --query OperationId) || return
    await_operation "$operation" && settle
}

code_update() {
    local location="{\"BucketARNUpdate\":\"$1\",\"FileKeyUpdate\":\"$2\"}"
    printf '{"ApplicationCodeConfigurationUpdate":{"CodeContentTypeUpdate":"ZIPFILE","CodeContentUpdate":{%s}},%s}' \
        "\"S3ContentLocationUpdate\":$location" \
        '"ApplicationSystemRollbackConfigurationUpdate":{"RollbackEnabledUpdate":true}'
}

# State that the new code does not know is never left behind: that would be a loss nobody is told of.
from_latest='{"ApplicationRestoreConfiguration":{"ApplicationRestoreType":"RESTORE_FROM_LATEST_SNAPSHOT"},"FlinkRunConfiguration":{"AllowNonRestoredState":false}}'
from_nothing='{"ApplicationRestoreConfiguration":{"ApplicationRestoreType":"SKIP_RESTORE_FROM_SNAPSHOT"}}'

start_application() {
    local from=$from_nothing found=0 operation
    has_snapshot || found=$?
    case $found in
        0) from=$from_latest ;;
        2) return 1 ;;
    esac
    say "Starting $application"
    operation=$(service start-application --run-configuration "$from" --query OperationId) || return
    await_operation "$operation" && settle
}
