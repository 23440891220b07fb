const colour = process.stdout.isTTY && !process.env.NO_COLOR;
const paint = (code, text) => (colour ? `\x1b[${code}m${text}\x1b[0m` : text);

/** Says what is being done. */
export const say = (text) => console.log(`${paint("36", "==>")} ${text}`);

/** Says something that the user should know but that stops nothing. */
export const warn = (text) => console.log(`${paint("33", "note:")} ${text}`);

export const good = (text) => paint("32", text);
export const bad = (text) => paint("31", text);

/** Nothing can go on; where a command of the user's would help, it is the one in `command`. */
export class Stop extends Error {
  /**
   * @param {string} message what is wrong
   * @param {string} [command] what to run before trying again
   */
  constructor(message, command) {
    super(message);
    this.name = "Stop";
    this.command = command;
  }
}

/**
 * Runs a script's main function; a {@link Stop} ends it with its explanation and exit code 1,
 * any other error is a fault of the scripts and shows its stack.
 *
 * @param {() => Promise<void>} main
 */
export async function runMain(main) {
  try {
    await main();
  } catch (error) {
    if (!(error instanceof Stop)) throw error;
    console.error(`\n${bad("error:")} ${error.message}`);
    if (error.command) console.error(`Run this, then try again:\n\n    ${error.command}\n`);
    process.exitCode = 1;
  }
}
