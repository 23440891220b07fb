/** Command line of the suite. */
import { parseArgs } from "node:util";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));

export const USAGE = `usage: node tests/conformance/run.mjs [options]

Runs every scenario with amazon-connect-chatjs and with this library against the same
connect-local and compares what a page, the service and the socket see.

  --only PATTERN      scenarios whose id matches this regular expression
  --self              the reference against itself, three times in a row
  --mutants           ten deliberate changes of behaviour, each of which must be noticed
                      (of ours; with --self, of the reference)
  --reference-only    run the reference alone and write its traces
  --jobs N            pages at a time (default 10)
  --service FILE      a built connect-local (default target/debug/connect-local)
  --dist DIR          the built bundle (default dist)
  --chromium FILE     the browser (default /usr/bin/chromium, or $CHROMIUM)
  --help`;

export function readOptions(args) {
  const { values } = parseArgs({
    args,
    options: {
      only: { type: "string" },
      self: { type: "boolean", default: false },
      mutants: { type: "boolean", default: false },
      "reference-only": { type: "boolean", default: false },
      jobs: { type: "string", default: "10" },
      service: { type: "string", default: `${ROOT}target/debug/connect-local` },
      dist: { type: "string", default: `${ROOT}dist` },
      chromium: { type: "string", default: process.env.CHROMIUM ?? "/usr/bin/chromium" },
      help: { type: "boolean", default: false },
    },
  });
  return {
    ...values,
    jobs: Number(values.jobs),
    www: `${ROOT}tests/conformance`,
    modules: `${ROOT}node_modules`,
    traces: `${ROOT}target/conformance`,
  };
}
