import { html, nothing, type TemplateResult } from "lit-html";
import type { Wait } from "../src/page/model.js";
import { advance } from "./calls.js";
import type { Hands, Shown } from "./page.js";
import type { Deed, Sheet } from "./sheet.js";
import { plain, shortId, toneOf, untilWords } from "./words.js";

export const chip = (status: string, before = ""): TemplateResult =>
  html`<span class="chip ${toneOf(status)}"
    >${before && html`<span class="of">${before}</span> `}${plain(status)}</span
  >`;

export const tag = (text: string): TemplateResult => html`<span class="tag">${text}</span>`;

/** The whole id is there for who asks. */
export const idText = (id: string): TemplateResult =>
  html`<code class="id" title=${id}>${shortId(id)}</code>`;

/** What only a screen reader needs. */
const unseen = (text: string): TemplateResult => html`<span class="unseen"> ${text}</span>`;

/** @param of what the button is about, for those who do not see where it stands */
export const sheetButton = (
  hands: Hands,
  of: string,
  sheet: () => Sheet,
  label = "Change…",
): TemplateResult =>
  html`<button type="button" class="quiet" aria-haspopup="dialog" @click=${() => hands.open(sheet())}>
    ${label}${unseen(of)}
  </button>`;

export const deedButton = (hands: Hands, of: string, { verb, call, done }: Deed): TemplateResult =>
  html`<button type="button" @click=${() => hands.act(call({}), done)}>${verb}${unseen(`of ${of}`)}</button>`;

/** @param byHand what a person can do about a wait that time does not end */
export const waitList = (
  { now }: Shown,
  hands: Hands,
  of: string,
  waits: readonly Wait[],
  byHand?: TemplateResult,
): TemplateResult | typeof nothing =>
  waits.length === 0
    ? nothing
    : html`<ul class="waits">
        ${waits.map(
          wait =>
            html`<li>
              <span
                >waits for
                <b>${waitWords(wait.what)}</b> ${wait.until === null ? "" : untilWords(wait.until, now)}</span
              >
              ${wait.until === null ? byHand : skipButton(hands, of, wait.until, now)}
            </li>`,
        )}
      </ul>`;

/** Statuses stand in Wix's capitals; words of ours have none. */
const waitWords = (what: string): string => what.replaceAll(/[A-Z]{2}[A-Z_]+/g, plain);

const skipButton = (hands: Hands, of: string, until: string, now: number): TemplateResult => {
  const left = Math.max(0, Date.parse(until) - now);
  return html`<button
    type="button"
    class="quiet"
    @click=${() => hands.act(advance(left), "The clock was advanced")}
  >
    Skip the wait${unseen(`of ${of}`)}
  </button>`;
};

/** @param extra what stands beside the heading */
export const section = (
  id: string,
  title: string,
  count: number | undefined,
  body: unknown,
  extra?: unknown,
): TemplateResult =>
  html`<section id=${id} aria-labelledby="${id}-title">
    <div class="head">
      <h2 id="${id}-title" tabindex="-1">
        ${title}${count === undefined ? nothing : html` <span class="count">${count}</span>`}
      </h2>
      ${extra}
    </div>
    ${body}
  </section>`;

export const empty = (text: string): TemplateResult => html`<p class="empty">${text}</p>`;
