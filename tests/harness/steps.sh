# shellcheck shell=bash
# Steps: a heading, the output worth reading, the time it took, and what it adds to the sum. Sourced by ./test.

passed=0 failed=0 skipped=0
step_count=0
troubles=()
started=$EPOCHREALTIME step_started=$EPOCHREALTIME

if [ -t 1 ]; then bold=$'\e[1m' plain=$'\e[0m'; else bold='' plain=''; fi

heading() {
    step_started=$EPOCHREALTIME
    printf '\n%s▶ %s%s\n' "$bold" "$1" "$plain"
}

note() { printf '  %s\n' "$1"; }

seconds_since() { awk -v from="$1" -v to="$EPOCHREALTIME" 'BEGIN { printf "%.1f s", to - from }'; }

took() { printf '  ── %s%s\n' "${1:+$1, }" "$(seconds_since "$step_started")"; }

# step KIND TITLE COMMAND...: KIND says how the output is shown and counted: check, cargo, node or python.
step() {
    local kind=$1 title=$2 log status
    shift 2
    heading "$title"
    log=$workplace/step-$((++step_count)).log
    "$@" 2>&1 | tee "$log" | "show_$kind"
    status=${PIPESTATUS[0]}
    local step_passed=0 step_failed=0 step_skipped=0
    read -r step_passed step_failed step_skipped < <("count_$kind" "$log" "$status")
    # A runner that breaks off counts as a failure, and so does one that ran nothing.
    if [ "$status" -ne 0 ] && [ "$step_failed" -eq 0 ]; then step_failed=1; fi
    if [ "$((step_passed + step_failed))" -eq 0 ]; then step_failed=1 && note "No test ran."; fi
    passed=$((passed + step_passed)) failed=$((failed + step_failed)) skipped=$((skipped + step_skipped))
    if [ "$step_failed" -gt 0 ]; then troubles+=("$title"); fi
    case $kind in
        check) took "$([ "$status" -eq 0 ] && echo passed || echo failed)" ;;
        *) took "$step_passed passed, $step_failed failed, $step_skipped skipped" ;;
    esac
    [ "$step_failed" -eq 0 ]
}

failed_without_running() {
    failed=$((failed + 1))
    troubles+=("$1")
}

# How the output of each kind is shown: failures in full, the rest in brief.
show_cargo() { sed -u -E '/^test .* \.\.\. ok$/d; /^running [0-9]+ tests?$/d; /^$/d; s/^/  /'; }
show_node() { sed -u 's/^/  /'; }
show_python() { sed -u 's/^/  /'; }

# A cold build compiles hundreds of crates: every fiftieth is sign of life enough.
show_check() {
    local line crates=0
    while IFS= read -r line; do
        case $line in
            *Compiling* | *Checking*) if [ $((++crates % 50)) -eq 0 ]; then note "… $crates crates"; fi ;;
            *Downloading* | *Downloaded* | *Updating* | *Blocking* | *Finished* | *Executable* | '') ;;
            *) printf '  %s\n' "$line" ;;
        esac
    done
}

# How the output of each kind is counted: each prints "passed failed skipped".
count_check() { if [ "$2" -eq 0 ]; then echo 1 0 0; else echo 0 1 0; fi; }

count_cargo() {
    awk '/^test result:/ { for (i = 2; i <= NF; i++) { if ($i ~ /^passed/) p += $(i-1); if ($i ~ /^failed/) f += $(i-1); if ($i ~ /^ignored/) s += $(i-1) } }
         END { print p + 0, f + 0, s + 0 }' "$1"
}

count_node() {
    awk '$1 == "ℹ" && $2 == "pass" { p += $3 } $1 == "ℹ" && ($2 == "fail" || $2 == "cancelled") { f += $3 }
         $1 == "ℹ" && ($2 == "skipped" || $2 == "todo") { s += $3 } END { print p + 0, f + 0, s + 0 }' "$1"
}

# unittest says how many ran and how many of those went wrong.
count_python() {
    awk '/^Ran [0-9]+ tests?/ { ran += $2 }
         /^(OK|FAILED)/ { line = $0; gsub(/[(),]/, " ", line); n = split(line, words, " ")
             for (i = 1; i <= n; i++) { split(words[i], pair, "=")
                 if (pair[1] == "failures" || pair[1] == "errors") f += pair[2]
                 if (pair[1] == "skipped") s += pair[2] } }
         END { p = ran - f - s; print (p < 0 ? 0 : p), f + 0, s + 0 }' "$1"
}

summary() {
    heading "Summary"
    local trouble
    for trouble in "${troubles[@]}"; do note "failed: $trouble"; done
    note "the whole run took $(seconds_since "$started")"
    if [ "$skipped" -gt 0 ]; then
        printf '%d passed, %d failed, %d skipped\n' "$passed" "$failed" "$skipped"
    else
        printf '%d passed, %d failed\n' "$passed" "$failed"
    fi
    [ "$failed" -eq 0 ]
}
