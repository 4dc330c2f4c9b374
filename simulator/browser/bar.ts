import { html, type TemplateResult } from "lit-html";
import { advance } from "./calls.js";
import { clockSheet } from "./deeds-faults.js";
import type { Hands, Shown } from "./page.js";
import { sheetButton } from "./parts.js";
import { instant, money } from "./words.js";

const STEPS: readonly (readonly [label: string, ms: number])[] = [
  ["+1 s", 1000],
  ["+1 min", 60_000],
  ["+1 h", 3_600_000],
  ["+1 day", 86_400_000],
];

export const bar = (shown: Shown, hands: Hands): TemplateResult => {
  const { view, live } = shown;
  const { journal } = view;
  return html`<header class="bar">
    <div class="brand">
      <h1>Wix simulator</h1>
      <span class="live ${live ? "on" : "off"}" role="status">${live ? "live" : "connection lost"}</span>
    </div>
    ${clock(shown, hands)}
    <dl class="figures">
      ${figure("charged", money(view.charged))} ${figure("requests", String(journal.requests))}
      ${figure("violations", String(journal.violations), journal.violations > 0)}
      ${figure("warnings", String(journal.warnings))} ${figure("seed", String(view.seed))}
    </dl>
    <nav class="ways" aria-label="On this page">
      ${["Domains", "Records", "Packages", "Sites", "Faults", "Journal"].map(
        name => html`<a href="#${name.toLowerCase()}">${name}</a>`,
      )}
    </nav>
  </header>`;
};

const clock = ({ view, now }: Shown, hands: Hands): TemplateResult =>
  html`<section class="clock" aria-label="Clock">
    <p>
      <time datetime=${new Date(now).toISOString()}>${instant(now)}</time>
      <span class="of">UTC, ${view.clock}</span>
    </p>
    <div class="steps" role="group" aria-label="Advance the clock">
      ${STEPS.map(
        ([label, ms]) =>
          html`<button
            type="button"
            @click=${() => hands.act(advance(ms), `The clock was advanced: ${label}`)}
          >
            ${label}
          </button>`,
      )}
      ${sheetButton(hands, "the clock by another time", clockSheet, "Advance…")}
    </div>
  </section>`;

const figure = (name: string, value: string, alarming = false): TemplateResult =>
  html`<div class=${alarming ? "alarming" : ""}>
    <dt>${name}</dt>
    <dd>${value}</dd>
  </div>`;
