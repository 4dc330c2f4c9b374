import { html, nothing, type TemplateResult } from "lit-html";
import type { PageView } from "../src/page/model.js";
import { faultSheet } from "./deeds-faults.js";
import type { Hands, Shown } from "./page.js";
import { empty, section, sheetButton } from "./parts.js";
import { counted } from "./words.js";

type Fault = PageView["faults"][number];

export const faults = ({ view }: Shown, hands: Hands): TemplateResult => {
  const all = view.faults;
  const disarm = html`<button
    type="button"
    class="quiet"
    @click=${() => hands.act({ method: "DELETE", path: "faults" }, "All faults are disarmed")}
  >
    Disarm all
  </button>`;
  const extra = html`<span class="acts"
    >${all.length === 0 ? nothing : disarm}
    ${sheetButton(hands, "", () => faultSheet(view), "Arm a fault…")}</span
  >`;
  const rows = html`<ul class="rows">
    ${all.map(fault => faultRow(fault, hands))}
  </ul>`;
  return section(
    "faults",
    "Faults",
    all.length,
    all.length === 0 ? empty("Every request fares as it should.") : rows,
    extra,
  );
};

const faultRow = (fault: Fault, hands: Hands): TemplateResult => {
  const { id, rule, held } = fault;
  const state = stateOf(fault);
  return html`<li class="fault">
    <div><b>${actionWords(rule.action)}</b> <code class="id">${id}</code></div>
    <div class="of">${whichWords(rule)}</div>
    <div class="how">
      <span class="chip ${state === "armed" ? "wait" : "quiet"}">${state}</span>
      ${
        held.length === 0
          ? nothing
          : html`<span class="chip bad">holds ${held.map(sequence => `#${sequence}`).join(", ")}</span>
              <button
                type="button"
                @click=${() => hands.act({ method: "POST", path: `faults/${id}/release` }, `${id} lets its requests go on`)}
              >
                Release<span class="unseen"> ${id}</span>
              </button>`
      }
    </div>
  </li>`;
};

const stateOf = ({ rule, matched }: Fault): string =>
  rule.times !== "unlimited" && matched >= rule.nth + rule.times - 1 ? "spent" : "armed";

const actionWords = (action: Fault["rule"]["action"]): string => {
  switch (action.kind) {
    case "status":
    case "html":
      return `${action.status}${effectWords(action.effect)}`;
    case "throttle":
      return `429${effectWords(action.effect)}`;
    case "truncate":
      return `half an answer${effectWords(action.effect)}`;
    case "drop":
      return `connection cut${effectWords(action.effect)}`;
    case "delay":
      return `${action.ms} ms late, ${action.when} the work`;
    case "hold":
      return `held ${action.when} the work`;
    case "edit":
      return `an edit of ${action.family}/${action.subject}`;
  }
};

const effectWords = (effect: "none" | "done"): string =>
  effect === "done" ? ", took effect" : ", no effect";

const whichWords = ({ method, route, path, nth, times }: Fault["rule"]): string => {
  const where = `${method ?? "any"} ${route ?? (path === undefined ? "request" : `request like ${path}`)}`;
  const often = times === "unlimited" ? "without end" : counted(times, "time");
  return `${where}, from number ${nth} on, ${often}`;
};
