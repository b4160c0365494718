# shellcheck shell=bash disable=SC2034,SC2154
#
# The cases of deploy/test, which sources this: every function whose name begins with test_ is one.

test_a_running_application_is_updated_from_a_snapshot() {
    given RUNNING
    deploy_new
    ends_with 0
    leaves RUNNING "$new"
    asks put-object create-application-snapshot update-application create-application-snapshot
    asks_with put-object "--key $new"
    asks_with put-object "--checksum-sha256 $digest"
    asks_with update-application '--current-application-version-id 7'
    asks_with update-application "\"FileKeyUpdate\":\"$new\""
    asks_with update-application '"BucketARNUpdate":"arn:aws:s3:::totes-artifacts"'
    asks_with update-application '"ApplicationRestoreType":"RESTORE_FROM_LATEST_SNAPSHOT"'
    asks_with update-application '"AllowNonRestoredState":false'
    asks_with update-application '"RollbackEnabledUpdate":true'
    tells "Deployed: totes is RUNNING with $new, version 8"
}

test_the_first_start_has_nothing_to_restore() {
    given READY
    deploy_new
    ends_with 0
    leaves RUNNING "$new"
    asks put-object update-application start-application create-application-snapshot
    asks_with start-application SKIP_RESTORE_FROM_SNAPSHOT
}

test_one_that_was_stopped_carries_on_from_its_newest_snapshot() {
    given READY
    echo complete >"$FAKE/snapshots/stopped"
    deploy_new
    ends_with 0
    asks put-object update-application start-application create-application-snapshot
    asks_with start-application RESTORE_FROM_LATEST_SNAPSHOT
    asks_with start-application '"AllowNonRestoredState":false'
}

test_one_that_something_else_starts_is_left_ready() {
    given READY
    deploy_new --no-start
    ends_with 0
    leaves READY "$new"
    asks put-object update-application
}

test_a_failed_snapshot_stops_before_anything_is_changed() {
    given RUNNING snapshot-before-fails
    deploy_new
    ends_with 1
    leaves RUNNING "$old"
    asks put-object create-application-snapshot
    tells 'Not deployed: totes was not changed'
}

test_an_update_that_fails_is_taken_back() {
    given RUNNING update-fails
    deploy_new
    ends_with 1
    leaves RUNNING "$old"
    asks put-object create-application-snapshot update-application update-application start-application
    asks_with start-application RESTORE_FROM_LATEST_SNAPSHOT
    tells 'The service says: FAILED, the code threw in main'
    tells "Not deployed: totes is RUNNING with $old, version 9, as before"
}

test_where_the_earlier_code_does_not_start_either_somebody_has_to_look() {
    given RUNNING update-fails start-fails
    deploy_new
    ends_with 3
    leaves READY "$old"
    tells 'expected RUNNING with'
}

test_an_update_that_the_service_took_back_itself_is_told() {
    given RUNNING update-fails-system-rolls-back
    deploy_new
    ends_with 1
    leaves RUNNING "$old"
    asks put-object create-application-snapshot update-application
    tells 'The service says: FAILED, the code threw in main'
    tells "Not deployed: totes is RUNNING with $old"
}

test_a_job_that_runs_and_completes_nothing_is_rolled_back() {
    given RUNNING snapshot-after-fails snapshot-again-fails
    deploy_new
    ends_with 1
    leaves RUNNING "$old"
    asks put-object create-application-snapshot update-application create-application-snapshot \
        create-application-snapshot rollback-application
}

test_a_snapshot_that_fails_once_is_taken_again() {
    given RUNNING snapshot-after-fails
    deploy_new
    ends_with 0
    leaves RUNNING "$new"
}

test_a_job_that_is_slow_is_left_running() {
    given RUNNING snapshot-after-hangs
    printf 1 >"$FAKE/pace"
    deploy_new --timeout 1
    ends_with 3
    leaves RUNNING "$new"
    asks put-object create-application-snapshot update-application create-application-snapshot
    tells 'whether it completes anything is not known'
}

test_where_the_service_does_not_roll_back_the_earlier_code_is_brought_again() {
    given RUNNING snapshot-after-fails snapshot-again-fails rollback-refused
    deploy_new
    ends_with 1
    leaves RUNNING "$old"
    asks put-object create-application-snapshot update-application create-application-snapshot \
        create-application-snapshot rollback-application update-application
}

test_an_update_that_never_ends_is_rolled_back() {
    given RUNNING hangs
    printf 1 >"$FAKE/pace"
    deploy_new --timeout 1
    ends_with 1
    leaves RUNNING "$old"
    asks put-object create-application-snapshot update-application rollback-application
    tells 'Cannot wait any longer: the operation is IN_PROGRESS after 1 s'
}

test_a_first_start_that_fails_leaves_it_ready_with_its_earlier_code() {
    given READY start-fails
    deploy_new
    ends_with 1
    leaves READY "$old"
    asks put-object update-application start-application update-application
    tells 'no permission for the bucket'
}

test_a_first_start_that_completes_nothing_is_for_somebody_to_look_at() {
    given READY snapshot-after-fails snapshot-again-fails
    deploy_new
    ends_with 3
    leaves RUNNING "$new"
    tells 'See docs/runbook.md'
}

test_calls_that_are_throttled_are_made_again() {
    given RUNNING throttled-describe-application throttled-update-application throttled-create-application-snapshot \
        throttled-describe-application-operation throttled-describe-application-snapshot
    deploy_new
    ends_with 0
    leaves RUNNING "$new"
    tells 'The service is busy'
}

test_a_refused_update_changes_nothing() {
    given RUNNING denied-update-application
    deploy_new
    ends_with 1
    leaves RUNNING "$old"
    tells 'not authorized'
}

test_a_refused_upload_changes_nothing() {
    given RUNNING denied-put-object
    deploy_new
    ends_with 1
    asks put-object
    tells 'Cannot upload s3://totes-artifacts'
}

test_a_jar_that_is_there_already_is_not_uploaded_again() {
    given RUNNING
    echo "$digest" >"$FAKE/object"
    deploy_new
    ends_with 0
    tells "s3://totes-artifacts/$new is there already"
}

test_another_jar_under_the_same_revision_is_refused() {
    given RUNNING
    echo 'of another build' >"$FAKE/object"
    deploy_new
    ends_with 1
    asks put-object
    tells 'another jar is there'
}

test_what_runs_already_is_not_updated() {
    given RUNNING
    echo "$new" | tr -d '\n' >"$FAKE/code"
    printf True >"$FAKE/rollback"
    deploy_new
    ends_with 0
    asks put-object
    tells 'Nothing to do'
}

test_what_scales_at_the_moment_is_waited_for() {
    given AUTOSCALING
    printf RUNNING >"$FAKE/was"
    printf scaling >"$FAKE/op"
    printf 1 >"$FAKE/ticks"
    (sleep 1 && printf RUNNING >"$FAKE/status") &
    deploy_new
    wait $!
    ends_with 0
    leaves RUNNING "$new"
    tells 'totes is AUTOSCALING'
}

test_what_is_being_deleted_is_left_alone() {
    given DELETING
    deploy_new
    ends_with 1
    asks
    tells 'expected READY or RUNNING'
}

test_the_maintenance_window_is_set_where_it_is_another() {
    given RUNNING
    deploy_new --maintenance-window 03:00
    ends_with 0
    asks put-object update-application-maintenance-configuration create-application-snapshot update-application \
        create-application-snapshot
    asks_with update-application-maintenance-configuration ApplicationMaintenanceWindowStartTimeUpdate=03:00
}

test_the_last_update_is_taken_back_from_now() {
    given RUNNING
    deploy --application totes --rollback
    ends_with 0
    leaves RUNNING "$old"
    asks create-application-snapshot rollback-application
}

test_a_job_that_cannot_be_snapshot_any_more_is_taken_back_all_the_same() {
    given RUNNING snapshot-before-fails
    deploy --application totes --rollback
    ends_with 0
    asks create-application-snapshot rollback-application
    tells 'Going back without one'
}

test_where_nothing_can_be_taken_back_somebody_has_to_look() {
    given RUNNING rollback-refused
    deploy --application totes --rollback
    ends_with 3
    tells 'Cannot take back the last update: totes is RUNNING'
}

test_the_runtime_changes_with_the_jar() {
    given RUNNING
    deploy_new --runtime FLINK-2_3
    ends_with 0
    asks_with update-application '--runtime-environment-update FLINK-2_3'
    asks put-object create-application-snapshot update-application create-application-snapshot
}

test_an_update_that_fails_gives_the_earlier_runtime_back() {
    given RUNNING update-fails
    deploy_new --runtime FLINK-2_3
    ends_with 1
    leaves RUNNING "$old"
    asks_with update-application '--runtime-environment-update FLINK-2_2'
}

test_upload_only_asks_nothing_of_an_application() {
    given RUNNING
    deploy --bucket totes-artifacts --jar "$scratch/new.jar" --revision new --upload-only
    ends_with 0
    asks put-object
    leaves RUNNING "$old"
}

test_interrupted_in_an_update_it_says_where_it_is() {
    given RUNNING hangs
    PATH=$folder/test.d:$PATH "$folder/deploy" --poll 0 --application totes --bucket totes-artifacts \
        --jar "$scratch/new.jar" --revision new >"$FAKE/told" 2>&1 &
    local deploying=$!
    until grep -q update-application "$FAKE/calls"; do sleep 0.1; done
    kill -TERM "$deploying"
    wait "$deploying"
    exit_code=$?
    ends_with 143
    leaves UPDATING "$new"
    tells 'may be between two versions'
}

test_interrupted_before_nothing_was_changed() {
    given UPDATING
    PATH=$folder/test.d:$PATH "$folder/deploy" --poll 1 --application totes --bucket totes-artifacts \
        --jar "$scratch/new.jar" --revision new >"$FAKE/told" 2>&1 &
    local deploying=$!
    until grep -q describe-application "$FAKE/calls"; do sleep 0.1; done
    kill -TERM "$deploying"
    wait "$deploying"
    exit_code=$?
    ends_with 143
    tells 'Nothing was changed'
}

test_help_is_given() {
    given RUNNING
    deploy --help
    ends_with 0
    tells 'Usage: deploy --application NAME'
    tells '  deploy/deploy --application totes --rollback'
}

test_a_mistyped_option_gets_the_right_one() {
    given RUNNING
    deploy --applicaton totes --rollback
    ends_with 2
    tells 'deploy: Cannot read the option --applicaton: did you mean --application? (--help tells)'
    deploy --rolback
    ends_with 2
    tells 'did you mean --rollback?'
    asks
}

test_bad_options_change_nothing() {
    local options
    given RUNNING
    for options in '--unknown x' '--application' '--application a/b --rollback' '--application totes' \
        '--application totes --bucket totes-artifacts --jar /nowhere.jar --revision new' \
        "--application totes --bucket NO --jar $scratch/new.jar --revision new" \
        "--application totes --bucket totes-artifacts --jar $scratch/new.jar --revision a/b" \
        '--application totes --rollback --timeout soon' '--application totes --rollback --runtime 2.2' \
        '--application totes --rollback --maintenance-window 25:00'; do
        # shellcheck disable=SC2086 # words
        deploy $options
        ends_with 2
        tells 'deploy: Cannot'
    done
    asks
}

# Plays the script of the workflow's step "Deploy", with a stand-in for deploy that tells how it was called.
deploy_by_workflow() {
    local place=$FAKE/checkout
    mkdir -p "$place/deploy"
    cp "$folder/../pom.xml" "$place/"
    # shellcheck disable=SC2016 # for the stand-in to expand
    printf '#!/bin/sh\necho "$*" >>"$FAKE/calls"\n' >"$place/deploy/deploy"
    chmod +x "$place/deploy/deploy"
    awk 'NF && !/^          / { script = 0 } /- name: / { inside = $0 ~ /name: Deploy$/; script = 0 } inside && script { print substr($0, 11) } inside && /run: \|/ { script = 1 }' \
        "$folder/../.github/workflows/deploy.yml" >"$place/script"
    (cd "$place" && env APPLICATION=totes ARTIFACTS_BUCKET=totes-artifacts GITHUB_SHA=new "$@" bash -e script) >"$FAKE/told" 2>&1
    exit_code=$?
}

test_the_workflow_deploys_for_the_flink_of_the_code() {
    given RUNNING
    deploy_by_workflow NO_START= RUNTIME=
    ends_with 0
    asks_with '--application totes' "--runtime FLINK-$(sed -nE 's|.*<flink.version>([0-9]+)[.]([0-9]+)[.].*|\1_\2|p' "$folder/../pom.xml") "
    asks_with '--application totes' '--revision new'
    if grep -qF -- --no-start "$FAKE/calls"; then problem 'does not start it'; fi
}

test_the_workflow_leaves_the_start_to_a_schedule_and_takes_a_runtime() {
    given READY
    deploy_by_workflow NO_START=true RUNTIME=FLINK-2_9
    ends_with 0
    asks_with '--application totes' --no-start
    asks_with '--application totes' '--runtime FLINK-2_9'
}
