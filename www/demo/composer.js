// A text box that sends with Enter (Shift+Enter breaks the line) and tells when somebody types in it.
import { find } from "./dom.js";

export class Composer {
  #text;

  /**
   * @param {HTMLFormElement} form holds one `textarea` and a submit button
   * @param {object} handlers
   * @param {(text: string) => void} handlers.send gets trimmed, non-empty text
   * @param {() => void} handlers.typing called at each input that leaves text in the box
   */
  constructor(form, { send, typing }) {
    this.#text = find("textarea", form);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const text = this.#text.value.trim();
      if (text === "") return this.#text.focus();
      this.#text.value = "";
      this.#text.focus();
      return send(text);
    });
    this.#text.addEventListener("keydown", (event) => {
      // Enter also accepts an input method's suggestion: that one must not send.
      if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      form.requestSubmit();
    });
    this.#text.addEventListener("input", () => {
      if (this.#text.value.trim() !== "") typing();
    });
  }

  focus() {
    this.#text.focus();
  }
}
