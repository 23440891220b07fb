/* global __WASM_FILE__ -- a constant that the bundler puts in: where the module is, seen from this file */

/** Entry of the slim build: the core is a file of its own, which the browser compiles while it comes in. */
import { instantiate } from "../pkg/amazon_connect_chat.js";
import { page } from "./global.js";
import { install } from "./install.js";
import { refusal } from "./refusal.js";

const isAddress = (value) => typeof value === "string" || value instanceof URL || value instanceof Request;

async function download(address) {
  const fail = (reason, cause) => {
    const message = `amazon-connect-chat could not load ${address.url || address}: ${reason}`;
    throw Object.assign(new Error(message), { cause });
  };
  const response = await fetch(address).catch((error) => fail(error.message, error));
  return response.ok ? response : fail(response.status);
}

/** A server that does not know the type of such files costs the streaming, and no more. */
async function compile(content) {
  if (!(content instanceof Response)) {
    return WebAssembly.compile(content);
  }
  return content.headers.get("content-type") === "application/wasm"
    ? WebAssembly.compileStreaming(content)
    : WebAssembly.compile(await content.arrayBuffer());
}

async function load(source) {
  const given = await source;
  const content = isAddress(given) ? await download(given) : given;
  let core;
  try {
    core = instantiate(content instanceof WebAssembly.Module ? content : await compile(content));
  } catch (error) {
    throw refusal(error);
  }
  return install(page, core);
}

let library;

/**
 * Starts the library; resolves with the namespace `connect`, whose members are there from then on. Further calls give
 * the same promise, unless it rejected.
 *
 * `source`: where the module is (text, URL or Request; default: the file beside this one), or a response that brings
 * it, its bytes, the compiled module, or a promise of one of these.
 */
export function init(source = new URL(__WASM_FILE__, import.meta.url)) {
  library ??= load(source).catch((error) => {
    library = undefined;
    throw error;
  });
  return library;
}
