#!/usr/bin/env bash
# What action.yml runs: checks the letters named in the variables and leaves the exit status to a later step.
set -uo pipefail

options=(--lang "$POALINT_LANG" --output "sarif:$POALINT_SARIF")
# Code scanning shows the findings beside their lines; without it the workflow commands do.
if [ "$POALINT_UPLOAD" = true ]; then options+=(--output text); else options+=(--output github); fi
if [ -n "$POALINT_FAIL_ON" ]; then options+=(--fail-on "$POALINT_FAIL_ON"); fi
if [ -n "$POALINT_FAIL_UNDER" ]; then options+=(--fail-under "$POALINT_FAIL_UNDER"); fi
while IFS= read -r line; do
  if [ -n "$line" ]; then options+=("$line"); fi
done <<<"$POALINT_ARGS"

letters=()
while IFS= read -r line; do
  if [ -n "$line" ]; then letters+=("$line"); fi
done <<<"$POALINT_FILES"

rm -f -- "$POALINT_SARIF"
"${PYTHON:-python}" -m poalint check "${options[@]}" -- "${letters[@]}"
code=$?
if [ -s "$POALINT_SARIF" ]; then
  if [ "$POALINT_UPLOAD" = true ]; then
    # Code scanning knows no suppressions: what the writer accepted would stand there as open.
    "${PYTHON:-python}" - "$POALINT_SARIF" <<'PYTHON'
import json, pathlib, sys
path = pathlib.Path(sys.argv[1])
log = json.loads(path.read_text(encoding="utf-8"))
for run in log["runs"]:
    run["results"] = [result for result in run["results"] if not result["suppressions"]]
path.write_text(json.dumps(log, ensure_ascii=False), encoding="utf-8")
PYTHON
  fi
  echo "written=true" >>"$GITHUB_OUTPUT"
fi
echo "exit-code=$code" >>"$GITHUB_OUTPUT"
