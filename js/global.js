/** The page's global object. `self` before `globalThis`: where a page is emulated, it is `self` that the page sees. */
export const page = typeof self === "undefined" ? globalThis : self;
