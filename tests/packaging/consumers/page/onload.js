// The script of pages that have the library from a script tag: wherever that is, it has run when the page is complete.
import { chat } from "./page.mjs";

addEventListener("load", () => chat(window.connect));
