import { which } from "./process.mjs";

const COMMANDS = {
  brew: "brew install",
  dnf: "sudo dnf install",
  pacman: "sudo pacman -S",
};

/**
 * The command with which the user of a system without apt installs something.
 *
 * @param {Partial<Record<keyof typeof COMMANDS, string>>} packages by package manager
 * @returns {string | undefined} undefined for a system that we don't know
 */
export function installCommand(packages) {
  const manager = Object.keys(packages).find((name) => which(name));
  return manager && `${COMMANDS[manager]} ${packages[manager]}`;
}
