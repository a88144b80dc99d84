#!/usr/bin/env bash
# Everything that must pass, from a bare Debian machine with the .NET SDK and Node:
# installs what the tests need, restores, builds, runs every test (.NET, add-in, browser).
# The last line is `N passed, N failed`; a skipped test counts as failed.
set -uo pipefail
cd "$(dirname "$0")"
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_CLI_UI_LANGUAGE=en
logs=artifacts/logs
mkdir -p "$logs"
# Two lanes of tests run side by side, each in a shell of its own, and meet in these.
figures="$logs/figures.txt"
failures="$logs/failures.txt"
: >"$figures"
: >"$failures"

stop() { printf '\n%s\n0 passed, 1 failed\n' "$1"; exit 1; }
step() { printf '\n== %s (%ds)\n' "$1" "$SECONDS"; }

install_debian_packages() {
  local missing=()
  for package in chromium libreoffice-writer-nogui libreoffice-calc-nogui poppler-utils \
    fonts-noto-cjk fonts-arphic-gkai00mp fonts-liberation libicu-dev; do
    dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'install ok installed' || missing+=("$package")
  done
  [ ${#missing[@]} -eq 0 ] && return 0
  local root=()
  [ "$(id -u)" -eq 0 ] || root=(sudo)
  echo "installing ${missing[*]}"
  "${root[@]}" apt-get update -qq && DEBIAN_FRONTEND=noninteractive "${root[@]}" apt-get install -y -qq --no-install-recommends "${missing[@]}" >"$logs/apt.log" 2>&1
}

# 仿宋 with simplified glyphs comes only inside a TeX package; its fonts are taken out, TeX is not installed.
install_fangsong() {
  fc-list 2>/dev/null | grep -q -E 'FandolFang|仿宋_GB2312' && return 0
  local root=() target=/usr/local/share/fonts/fandol folder
  [ "$(id -u)" -eq 0 ] || root=(sudo)
  folder=$(mktemp -d)
  (cd "$folder" && { apt-get download -qq texlive-lang-chinese || { "${root[@]}" apt-get update -qq && apt-get download -qq texlive-lang-chinese; }; } && dpkg-deb --fsys-tarfile texlive-lang-chinese_*.deb |
    tar -x --wildcards --transform 's,.*/,,' './usr/share/texlive/texmf-dist/fonts/opentype/public/fandol/Fandol[FKHS]*.otf') >"$logs/fonts.log" 2>&1 &&
    "${root[@]}" mkdir -p "$target" && "${root[@]}" cp "$folder"/Fandol*.otf "$target"/
  local result=$?
  rm -rf "$folder"
  return $result
}

# Adds one runner's figures; a runner that executed nothing or stopped early is a failure of its own.
count() {
  local name=$1 ok=$2 bad=$3 exit_code=$4
  if [ $((ok + bad)) -eq 0 ] || { [ "$exit_code" -ne 0 ] && [ "$bad" -eq 0 ]; }; then
    echo "$ok $((bad + 1))" >>"$figures"
    bad="$bad, and the run itself failed (exit $exit_code)"
  else
    echo "$ok $bad" >>"$figures"
  fi
  printf '%-28s %s passed, %s failed (%ds)\n' "$name" "$ok" "$bad" "$SECONDS"
}

run_dotnet_tests() {
  local project=$1 log="$logs/$1.log" summary total bad
  dotnet "tests/$project/bin/Release/net10.0/$project.dll" -noColor >"$log" 2>&1
  local exit_code=$?
  summary=$(grep -E 'Total: [0-9]+, Errors: [0-9]+, Failed: [0-9]+' "$log" | tail -n 1)
  field() { printf '%s' "$summary" | sed -nE "s/.*$1: ([0-9]+).*/\1/p"; }
  total=$(field Total); total=${total:-0}
  bad=$(( $(field Errors || echo 0) + $(field Failed || echo 0) + $(field Skipped || echo 0) + $(field 'Not Run' || echo 0) ))
  count "$project" $((total - bad)) "$bad" "$exit_code"
  [ "$exit_code" -eq 0 ] && [ "$bad" -eq 0 ] && return
  printf '%s\n' "$(grep -E -A 14 '\[(FAIL|SKIP)\]|^Unhandled' "$log" | head -n 120)"
  { grep -E '\[(FAIL|SKIP)\]' "$log" || echo "$project stopped early: see $log"; } >>"$failures"
}

# Runs an npm script whose output ends in `TESTS passed=n failed=n skipped=n`.
run_npm_tests() {
  local script=$1 log="$logs/npm-${1//:/-}.log" summary ok bad
  (cd src/AddIn && npm run --silent "$script") >"$log" 2>&1
  local exit_code=$?
  summary=$(grep -E '^TESTS passed=[0-9]+ failed=[0-9]+ skipped=[0-9]+' "$log" | tail -n 1)
  ok=$(printf '%s' "$summary" | sed -nE 's/.*passed=([0-9]+).*/\1/p')
  bad=$(printf '%s' "$summary" | sed -nE 's/.*failed=([0-9]+) skipped=([0-9]+).*/\1+\2/p')
  count "AddIn $script" "${ok:-0}" "$((${bad:-0}))" "$exit_code"
  [ "$exit_code" -eq 0 ] && return
  printf '%s\n' "$(grep -E -A 12 'FAIL|Error' "$log" | head -n 80)"
  { grep -E '^ *FAIL ' "$log" || echo "npm run $script stopped early: see $log"; } >>"$failures"
}

step 'Debian packages'
install_debian_packages || stop 'apt-get could not install what the tests need: see artifacts/logs/apt.log'

install_fangsong || stop 'the 仿宋 face could not be installed: see artifacts/logs/fonts.log'

# Packages come over the network while processors have little to do.
step 'packages'
dotnet restore SpotCheck.Office.sln -v quiet -nologo >"$logs/restore.log" 2>&1 &
restored=$!
(cd src/AddIn && node restore.mjs) >"$logs/addin.log" 2>&1 || { tail -n 60 "$logs/addin.log"; stop 'the packages of the add-in could not be installed'; }
wait "$restored" || { tail -n 60 "$logs/restore.log"; stop 'the packages of the solution could not be restored'; }

step 'add-in'
(cd src/AddIn && npm run --silent typecheck && npm run --silent lint) >>"$logs/addin.log" 2>&1 ||
  { tail -n 60 "$logs/addin.log"; stop 'the add-in does not build'; }

step '.NET build'
# One compiler for all projects halves the time; it ends with the build.
dotnet build SpotCheck.Office.sln -c Release -v quiet -nologo --no-restore -p:UseSharedCompilation=true >"$logs/build.log" 2>&1 ||
  { grep -E 'error|warn' "$logs/build.log" | sort -u | head -n 60; stop 'the solution does not build'; }

dotnet build-server shutdown --vbcscompiler >/dev/null 2>&1

# A browser keeps one processor busy at most, and much of what a service does is waiting for its disk: two lanes share two processors well.
step 'tests'
# Programs of a few minutes do not earn back what it costs to profile their code for a faster translation.
export DOTNET_TieredPGO=0
(
  run_npm_tests test:browser
  run_npm_tests test
) &
browser=$!
for project in tests/*.Tests; do
  run_dotnet_tests "$(basename "$project")"
done
wait "$browser"

passed=0
failed=0
while read -r ok bad; do
  passed=$((passed + ok))
  failed=$((failed + bad))
done <"$figures"
projects=(tests/*.Tests)
if [ "$(wc -l <"$figures")" -ne $((${#projects[@]} + 2)) ]; then
  echo 'a lane ended before all of its tests had run' >>"$failures"
  failed=$((failed + 1))
fi
# Named again where whoever reads the end of the output sees them.
printf '\n%s\ntook %ds\n%d passed, %d failed\n' "$(cat "$failures")" "$SECONDS" "$passed" "$failed"
[ "$failed" -eq 0 ]
