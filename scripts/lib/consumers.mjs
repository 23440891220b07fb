import { rmSync } from "node:fs";
import { whenChanged } from "./fingerprint.mjs";
import { setUpNpmFor } from "./npm.mjs";
import { at } from "./paths.mjs";
import { capture } from "./process.mjs";
import { say, Stop } from "./report.mjs";

/** Where the tests put their consumers, below the packages that these need and this one as it would be published. */
export const CONSUMERS = "target/packaging";

const LIBRARY = `${CONSUMERS}/node_modules/amazon-connect-chat-wasm`;
const PUBLISHED = ["dist", "package.json", "README.md", "CHANGELOG.md", "LICENSE", "NOTICE"];

/** Installs the bundlers and whatever else the consumers are made with, unless they are there. */
export async function setUpConsumers() {
  await setUpNpmFor(at("tests/packaging"), at(CONSUMERS), "bundlers for the packaging tests");
}

/** Packs the built library and installs the tarball beside them, unless it is the one that is there. */
export async function installLibrary() {
  const what = { inputs: [...PUBLISHED, `${CONSUMERS}/package-lock.json`], outputs: [`${LIBRARY}/package.json`] };
  await whenChanged("consumers", what, async () => {
    say("consumers: npm pack, npm install");
    const packed = await npm(["pack", "--json", "--ignore-scripts", "--pack-destination", at(CONSUMERS)]);
    const [{ filename }] = JSON.parse(packed);
    // It replaces one of the same version, which npm would take for the same.
    rmSync(at(LIBRARY), { recursive: true, force: true });
    const options = ["--no-save", "--prefer-offline", "--no-audit", "--no-fund"];
    await npm(["install", ...options, `./${filename}`], at(CONSUMERS));
  });
}

async function npm(args, cwd) {
  const { ok, stdout, output } = await capture("npm", args, { cwd });
  if (!ok) throw new Stop(`npm ${args[0]} failed:\n${output.trimEnd()}`);
  return stdout;
}
