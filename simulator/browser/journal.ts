import { html, nothing, type TemplateResult } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import type { AnswerView, JournalLine, RequestLine, RequestView } from "../src/page/model.js";
import { type Filter, FILTERS, type Hands, type Shown } from "./page.js";
import { empty, section } from "./parts.js";
import { clockTime, counted, toneOf } from "./words.js";

export const journal = (shown: Shown, hands: Hands): TemplateResult => {
  const { lines, older } = shown.view.journal;
  const passing = lines.filter(line => passes(line, shown.filter));
  const body = html`
    ${passing.length === 0 ? empty(lines.length === 0 ? "No request came yet." : "None of these.") : nothing}
    <ol class="journal" reversed>
      ${repeat(
        passing,
        line => (line.kind === "request" ? line.sequence : `edit-${line.number}`),
        line => (line.kind === "request" ? requestItem(shown, hands, line) : editItem(line)),
      )}
    </ol>
    ${older > 0 ? html`<p class="foot of">and ${older} older, by <code>GET /journal</code></p>` : nothing}
  `;
  return section("journal", "Journal", shown.view.journal.requests, body, filters(shown, hands));
};

const passes = (line: JournalLine, filter: Filter): boolean => {
  if (filter === "everything" || line.kind === "edit") return true;
  if (filter === "writes") return line.method !== "GET" && !line.path.endsWith("/query");
  return (
    statusOf(line) !== "…" && (toneOf(statusOf(line)) === "bad" || line.violations + line.faults.length > 0)
  );
};

const filters = ({ filter }: Shown, hands: Hands): TemplateResult =>
  html`<div class="steps" role="group" aria-label="Show of the journal">
    ${FILTERS.map(
      one =>
        html`<button
          type="button"
          class="quiet"
          aria-pressed=${one === filter ? "true" : "false"}
          @click=${() => hands.filter(one)}
        >
          ${one}
        </button>`,
    )}
  </div>`;

const statusOf = ({ status, milliseconds }: RequestLine): string =>
  status === null ? (milliseconds === null ? "…" : "cut") : String(status);

const requestItem = ({ unfolded }: Shown, hands: Hands, line: RequestLine): TemplateResult => {
  const { sequence, method, path } = line;
  const isOpen = unfolded.has(sequence);
  return html`<li class="line">
    <button
      type="button"
      class="fold"
      aria-expanded=${isOpen ? "true" : "false"}
      aria-controls="request-${sequence}"
      @click=${() => hands.unfold(sequence)}
    >
      <span class="method ${method}">${method}</span>
      <span class="path">${path}</span>
      <span class="chip ${toneOf(statusOf(line))}">${statusOf(line)}</span>
      <span class="meta">${metaOf(line)}</span>
    </button>
    <div id="request-${sequence}" class="detail" ?hidden=${!isOpen}>
      ${isOpen ? detail(line, unfolded.get(sequence)) : nothing}
    </div>
  </li>`;
};

const metaOf = ({
  sequence,
  at,
  milliseconds,
  performed,
  faults,
  violations,
  warnings,
}: RequestLine): unknown[] => [
  `#${sequence} · ${clockTime(at)}`,
  milliseconds === null ? " · not answered yet" : ` · ${milliseconds} ms`,
  performed || milliseconds === null ? "" : " · without effect",
  faults.map(id => html` <span class="mark">${id}</span>`),
  violations > 0 ? html` <span class="mark bad">${counted(violations, "violation")}</span>` : "",
  warnings > 0 ? html` <span class="mark">${counted(warnings, "warning")}</span>` : "",
];

const detail = ({ sequence }: RequestLine, request: RequestView | undefined): TemplateResult =>
  request === undefined
    ? html`<p class="of">reading…</p>`
    : html`
        <p class="of">
          request id ${request.requestId}
          ${request.accountId === null ? nothing : html`<br />account ${request.accountId}`}
          ${request.siteId === null ? nothing : html`<br />site ${request.siteId}`}
        </p>
        ${request.remarks.map(remark => html`<p class="why">${remark}</p>`)}
        ${request.body === null ? nothing : pane(`Body of request ${sequence}`, "Request", request.body)}
        ${
          request.answer === null
            ? html`<p class="of">No answer is kept of it.</p>`
            : pane(`Answer to request ${sequence}`, answerTitle(request.answer), request.answer.body)
        }
      `;

const answerTitle = ({ status, whole }: AnswerView): string => {
  if (status === null) return "Answer: the connection was cut";
  return whole ? `Answer ${status}` : `Answer ${status}, cut short`;
};

const pane = (label: string, title: string, body: unknown): TemplateResult =>
  html`<h3>${title}</h3>
    ${body === null || body === "" ? nothing : html`<pre tabindex="0" role="region" aria-label=${label}>${textOf(body)}</pre>`}`;

const textOf = (body: unknown): string =>
  typeof body === "string" ? body : JSON.stringify(body, undefined, 2);

const editItem = ({ family, subject, change, at }: Exclude<JournalLine, RequestLine>): TemplateResult =>
  html`<li class="line edit">
    <span class="method EDIT">edit</span>
    <span class="path">${family}/${subject}</span>
    <span class="meta">${clockTime(at)} · ${JSON.stringify(change)}</span>
  </li>`;
