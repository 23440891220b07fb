// The small part of Markdown that chat messages use, built as elements: nothing of it is ever parsed as HTML.
import { el } from "./dom.js";

const INLINE =
  /\*\*(?<strong>[^*]+)\*\*|(?<![*\w])\*(?<em>[^*]+)\*|`(?<code>[^`]+)`|\[(?<label>[^\]]+)\]\((?<href>https?:\/\/[^\s)]+)\)/g;

/** Text with `**bold**`, `*emphasis*`, `` `code` `` and `[links](https://…)`, as a list of nodes. */
export function inlineMarkdown(text) {
  const nodes = [];
  let end = 0;
  for (const match of text.matchAll(INLINE)) {
    const { strong, em, code, label, href } = match.groups;
    if (match.index > end) nodes.push(text.slice(end, match.index));
    if (strong) nodes.push(el("strong", {}, strong));
    else if (em) nodes.push(el("em", {}, em));
    else if (code) nodes.push(el("code", {}, code));
    else nodes.push(el("a", { href, target: "_blank", rel: "noopener noreferrer" }, label));
    end = match.index + match[0].length;
  }
  if (end < text.length) nodes.push(text.slice(end));
  return nodes;
}

const BLOCKS = [
  { of: /^\s*[-*+]\s+(.*)$/, list: "ul" },
  { of: /^\s*\d+[.)]\s+(.*)$/, list: "ol" },
];

/** Paragraphs, headings and flat lists of a message. */
export function markdown(source) {
  const blocks = [];
  let open = null;
  const openAs = (tag) => {
    if (open?.localName !== tag) blocks.push((open = el(tag)));
    return open;
  };
  for (const line of source.split(/\r?\n/)) {
    const block = BLOCKS.find(({ of }) => of.test(line));
    const heading = /^#{1,6}\s+(.*)$/.exec(line);
    if (line.trim() === "") open = null;
    else if (block) openAs(block.list).append(el("li", {}, ...inlineMarkdown(block.of.exec(line)[1])));
    else if (heading) {
      blocks.push(el("p", {}, el("strong", {}, ...inlineMarkdown(heading[1]))));
      open = null;
    } else {
      const paragraph = openAs("p");
      if (paragraph.childNodes.length > 0) paragraph.append(el("br"));
      paragraph.append(...inlineMarkdown(line));
    }
  }
  return blocks;
}
