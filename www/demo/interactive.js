// Interactive messages: list picker, time picker, panel, quick reply, carousel, and views with a form.
import { el } from "./dom.js";
import { dayAndTime } from "./format.js";

/**
 * The nodes of an interactive message, which is JSON: a template's name and its data. A template that is not known
 * shows its title and its choices, so that nobody misses that something was asked.
 *
 * @param {string} source
 * @param {import("./content.js").Actions} actions without `choose` the choices are only to be seen
 */
export function interactive(source, actions) {
  const message = parsed(source);
  if (!message) return [el("p", {}, source ?? "")];
  const { templateType, data } = message;
  const content = data?.content ?? {};
  if (templateType === "ViewResource") return viewCard(content, actions);
  if (templateType === "Carousel") return carousel(content, actions);
  return card(templateType, content, actions);
}

/** What a view's form was answered with. */
export function response(source) {
  const message = parsed(source);
  if (!message) return [el("p", {}, source ?? "")];
  const rows = Object.entries(message.data ?? {}).flatMap(([name, value]) => [
    el("dt", {}, name),
    el("dd", {}, String(value)),
  ]);
  return [el("p", { class: "ask" }, el("strong", {}, message.action ?? "Answer")), el("dl", { class: "answers" }, ...rows)];
}

function parsed(source) {
  try {
    return JSON.parse(source);
  } catch {
    return null;
  }
}

function heading({ title, Heading, subtitle }, templateType) {
  return [
    el("p", { class: "ask" }, el("strong", {}, title ?? Heading ?? templateType ?? "Interactive message")),
    subtitle ? el("p", { class: "ask-detail" }, subtitle) : null,
  ].filter(Boolean);
}

function card(templateType, content, { choose }) {
  const options = [
    ...(content.elements ?? []).map(({ title, subtitle }) => ({ label: title, detail: subtitle, answer: title })),
    ...(content.timeslots ?? []).map(({ date, duration }) => ({
      label: dayAndTime(date) ?? date,
      detail: duration ? `${duration} minutes` : undefined,
      answer: date,
    })),
  ].filter(({ label }) => label);
  const kind = templateType === "QuickReply" ? "options quick" : "options";
  const list = options.map(({ label, detail, answer }) => {
    const text = [el("b", {}, label), detail ? el("small", {}, detail) : null];
    const attributes = { type: "button", class: "option", onclick: () => choose(answer) };
    return el("li", {}, choose ? el("button", attributes, ...text) : el("span", { class: "option" }, ...text));
  });
  return [...heading(content, templateType), ...(list.length > 0 ? [el("ul", { class: kind }, ...list)] : [])];
}

// Each card is a template of its own; its button says which card was chosen, not only "Choose".
function carousel(content, { choose }) {
  const cards = (content.elements ?? []).map(({ templateType, data }) => {
    const inner = data?.content ?? {};
    const chosen = choose && (() => choose(inner.title));
    return el("li", { class: "carousel-card" }, ...card(templateType, inner, { choose: chosen }));
  });
  return [...heading(content, "Carousel"), el("ul", { class: "carousel", tabindex: "0", "aria-label": "Cards" }, ...cards)];
}

function viewCard(content, { describeView, respond }) {
  const nodes = heading(content, "View");
  if (!describeView) return nodes;
  const open = async ({ currentTarget: button }) => {
    button.disabled = true;
    try {
      const view = await describeView(content.viewToken ?? content.ViewToken);
      button.replaceWith(form(view, content, respond));
    } catch {
      button.disabled = false; // what went wrong is in the event log; the button may be tried again
    }
  };
  return [...nodes, el("button", { type: "button", class: "button small", onclick: open }, "Open the form")];
}

/** The parts of a view that a form needs; a template is the service's JSON in a text. */
function form(view, content, respond) {
  const { Body = [] } = JSON.parse(view.Content.Template);
  const parts = Body.map(({ Type, Props = {}, Content = [] }) => {
    if (Type === "FormInput") {
      const { Label, Name, Required } = Props;
      return el("label", { class: "field" }, el("span", {}, Label), el("input", { name: Name, required: Boolean(Required) }));
    }
    if (Type === "SubmitButton") return el("button", { class: "button small primary" }, ...Content);
    return null;
  });
  const onsubmit = (event) => {
    event.preventDefault();
    const data = Object.fromEntries(new FormData(event.currentTarget));
    for (const field of event.currentTarget.elements) field.disabled = true;
    respond({ templateType: "ViewResource", version: "1.0", action: view.Content.Actions[0], data });
  };
  return el("form", { class: "view-form", onsubmit, "aria-label": content.Heading ?? view.Name }, ...parts);
}
