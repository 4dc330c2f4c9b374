import { html, nothing, type TemplateResult } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import type { DomainView } from "../src/page/model.js";
import { delegateDeed, domainSheet } from "./deeds-domains.js";
import type { Hands, Shown } from "./page.js";
import { chip, deedButton, empty, section, sheetButton, tag, waitList } from "./parts.js";
import { counted, day, plain } from "./words.js";

export const domains = (shown: Shown, hands: Hands): TemplateResult => {
  const all = shown.view.domains;
  const rows = html`<ul class="rows">
    ${repeat(
      all,
      ({ name }) => name,
      domain => row(shown, hands, domain),
    )}
  </ul>`;
  return section(
    "domains",
    "Domains",
    all.length,
    all.length === 0 ? empty("No account holds a domain.") : rows,
  );
};

const row = (shown: Shown, hands: Hands, domain: DomainView): TemplateResult => {
  const { name, via, registration, propagation, covered, waits } = domain;
  const byHand =
    propagation?.registrarChanged === false ? deedButton(hands, name, delegateDeed(name)) : undefined;
  return html`<li class="row">
    <div class="what">
      <h3>${name}</h3>
      ${tag(via)}
    </div>
    <div class="how">
      ${registration && chip(registration.status)} ${registration && chip(registration.icann, "contacts")}
      ${propagation && chip(propagation.status, "world sees")}
      ${covered ? nothing : html`<span class="chip bad">covered by no plan</span>`}
      ${registration?.expires ? html`<span class="of">until ${day(registration.expires)}</span>` : nothing}
      ${registration?.failure ? html`<span class="why">${registration.failure}</span>` : nothing}
    </div>
    <div class="serves">${serves(domain)}</div>
    <div class="acts">
      ${zoneButton(shown, hands, domain)} ${sheetButton(hands, name, () => domainSheet(shown.view, domain))}
    </div>
    ${waitList(shown, hands, name, waits, byHand)}
  </li>`;
};

const serves = ({ site }: DomainView): TemplateResult =>
  site === null
    ? html`<span class="of">serves no site</span>`
    : html`<span class="of">${plain(site.role)} of</span> ${site.displayName}`;

const zoneButton = (
  { zone }: Shown,
  hands: Hands,
  { name, recordSets }: DomainView,
): TemplateResult | typeof nothing =>
  recordSets === null
    ? nothing
    : html`<button
        type="button"
        class="quiet"
        aria-pressed=${name === zone ? "true" : "false"}
        @click=${() => hands.showZone(name)}
      >
        ${counted(recordSets, "record set")}<span class="unseen"> of ${name}</span>
      </button>`;
