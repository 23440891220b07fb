/** The pages that are compared: `page` with `query`; whether it is loaded again now and then; whether it is ChatJS. */
export const VARIANTS = [
  {
    name: "ours",
    title: "this library",
    page: "ours.html",
    query: "",
  },
  {
    name: "reloads",
    title: "this library, page reloaded",
    page: "ours.html",
    query: "&persist",
    reloads: true,
  },
  {
    name: "chatjs",
    title: "ChatJS 5.0.0, as documented",
    page: "chatjs.html",
    query: "",
    isOriginal: true,
  },
];
