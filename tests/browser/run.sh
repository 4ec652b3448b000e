#!/usr/bin/env bash
# Tests the rule site in a real Chromium; installs what is missing, or says loudly that nothing was tested.
set -euo pipefail
cd "$(dirname "$0")/../.."
commands="$1"
out=build/browser

skip() {
  echo "=================================================================" >&2
  echo "BROWSER TESTS SKIPPED, NOTHING WAS TESTED IN A BROWSER: $1" >&2
  echo "=================================================================" >&2
  exit 0
}

browser() { command -v chromium || command -v chromium-browser || command -v google-chrome || true; }
chinese() { fc-list :lang=zh 2>/dev/null | grep -q .; }

readable() { command -v pdftotext && command -v pdfinfo; } >/dev/null

if { [ -z "$(browser)" ] || ! chinese || ! readable; } && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  apt-get update -qq >&2 || true
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium fonts-noto-cjk poppler-utils >/dev/null || true
fi
[ -n "$(browser)" ] || skip "no Chromium, and none could be installed"
readable || skip "no pdftotext (poppler-utils), and none could be installed"
command -v npm >/dev/null || skip "no node and npm"
npm install --prefix tests/browser --silent --no-audit --no-fund || skip "the test tools could not be installed from npm"

# A site of another version of the library is not built upon.
rm -rf "$out/site"
"$commands/efficiency-rules" site build --out "$out/site" --impact jingbian/2025 jingbian/2026 \
  --roster examples/county/roster.xlsx --evidence examples/county/ledgers >&2
CHROMIUM="$(browser)" RULE_SITE="$out/site" RULE_SITE_OUT="$out" \
  node --test --test-concurrency=1 --test-reporter=spec tests/browser/*.test.mjs
