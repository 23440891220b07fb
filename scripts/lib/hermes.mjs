import { setUpNpmFor } from "./npm.mjs";
import { at } from "./paths.mjs";
import { Stop } from "./report.mjs";

/** Where the tests find React Native's engine and the packages of its tool chain. */
const FOLDER = "target/hermes";

/** What the package of the engine has programs for. */
const SYSTEMS = ["linux x64", "darwin x64", "darwin arm64", "win32 x64"];

/** Sets up what the tests under Hermes need; what is there already is left as it is. */
export async function setUpHermes() {
  const system = `${process.platform} ${process.arch}`;
  if (!SYSTEMS.includes(system)) {
    throw new Stop(`the tests under Hermes run on ${SYSTEMS.join(", ")}: its npm package has no engine for ${system}`);
  }
  await setUpNpmFor(at("tests/hermes"), at(FOLDER), "Hermes and React Native's Babel preset");
}
