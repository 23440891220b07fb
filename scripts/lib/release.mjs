import { createHash } from "node:crypto";

/** Where a text names the version of this package, by file. Each has to be there, and say the same. */
const NAMED = {
  "package.json": [/^ {2}"version": "(.+)",$/m],
  "package-lock.json": [/^ {2}"version": "(.+)",$/m, /"packages": \{\s+"": \{\s+"name": ".+",\s+"version": "(.+)"/],
  "Cargo.toml": [/^\[workspace\.package\]\nversion = "(.+)"$/m],
  "Cargo.lock": [/^name = "amazon-connect-chat-wasm"\nversion = "(.+)"$/m],
  "README.md": [
    /\bVersion (\d+\.\d+\.\d+)\b/,
    /amazon-connect-chat-wasm-(.+)\.tgz/,
    /name: "amazon-connect-chat-wasm", version: "(.+?)"/,
  ],
};

/** The files that name the version. */
export const NAMING = Object.keys(NAMED);

/**
 * @param {string} version what is released
 * @param {Record<string, string>} texts of the files in {@link NAMING}
 * @returns {string[]} one sentence for each place that names another version, or none
 */
export function otherVersions(version, texts) {
  return Object.entries(NAMED).flatMap(([file, patterns]) =>
    patterns.flatMap((pattern) => {
      const found = pattern.exec(texts[file])?.[1];
      if (found === version) return [];
      return [found ? `${file} says ${found}, not ${version}` : `${file} names no version where ${pattern} looks for it`];
    }),
  );
}

/**
 * @param {string} version
 * @param {string} changelog
 * @param {boolean} published whether it is about to be: then the version has its day
 * @returns {string[]} one sentence for what the changelog lacks
 */
export function changelogProblems(version, changelog, published) {
  const heading = changelog.split("\n").find((line) => line === `## ${version}` || line.startsWith(`## ${version} `));
  if (!heading) return [`CHANGELOG.md has no heading "## ${version}"`];
  const isDated = / - \d{4}-\d{2}-\d{2}$/.test(heading);
  return published && !isDated ? [`CHANGELOG.md: "${heading}" does not say on which day`] : [];
}

/**
 * @param {string[]} wanted
 * @param {string[]} found
 * @param {string} where
 * @returns {string[]} one sentence for each file that is missing or too much
 */
export function fileProblems(wanted, found, where) {
  return [
    ...wanted.filter((file) => !found.includes(file)).map((file) => `${where} lacks ${file}`),
    ...found.filter((file) => !wanted.includes(file)).map((file) => `${where} has ${file}, which nobody needs`),
  ];
}

/**
 * The hash that a page's `integrity` attribute names.
 *
 * @param {Buffer | string} content
 */
export const integrityOf = (content) => `sha384-${createHash("sha384").update(content).digest("base64")}`;

const BEGIN = "<!-- integrity: begin -->";
const END = "<!-- integrity: end -->";

/**
 * The README with the script tag of each file, by its hash.
 *
 * @param {string} readme
 * @param {string} version
 * @param {{ file: string, content: Buffer | string }[]} scripts by their path in the package
 * @throws {Error} when there is no place for it
 */
export function withIntegrity(readme, version, scripts) {
  const [begin, end] = [readme.indexOf(BEGIN), readme.indexOf(END)];
  if (begin < 0 || end < begin) throw new Error(`README.md has no ${BEGIN} … ${END}`);
  const tags = scripts.map(
    ({ file, content }) =>
      `<script src="https://cdn.jsdelivr.net/npm/amazon-connect-chat-wasm@${version}/${file}"\n` +
      `  integrity="${integrityOf(content)}" crossorigin="anonymous"></script>`,
  );
  const block = ["```html", ...tags, "```"].join("\n");
  return `${readme.slice(0, begin + BEGIN.length)}\n\n${block}\n\n${readme.slice(end)}`;
}
