import { html, nothing, type TemplateResult } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import type { InstanceView, PackageView, SiteView } from "../src/page/model.js";
import { instanceSheet, packageSheet, siteSheet } from "./deeds-account.js";
import type { Hands, Shown } from "./page.js";
import { chip, empty, idText, section, sheetButton, tag, waitList } from "./parts.js";
import { day, money, plain } from "./words.js";

export const sites = (shown: Shown, hands: Hands): TemplateResult => {
  const all = shown.view.sites;
  const rows = html`<ul class="rows">
    ${repeat(
      all,
      ({ id }) => id,
      site => siteRow(shown, hands, site),
    )}
  </ul>`;
  return section("sites", "Sites", all.length, all.length === 0 ? empty("No sites.") : rows);
};

const siteRow = (shown: Shown, hands: Hands, site: SiteView): TemplateResult =>
  html`<li class="row">
    <div class="what">
      <h3>${site.displayName}</h3>
      ${site.premium ? tag("premium") : nothing}
    </div>
    <div class="how">
      ${site.published ? nothing : html`<span class="chip wait">not published</span>`}
      ${site.blocked ? html`<span class="chip bad">blocked</span>` : nothing}
      ${site.trashed ? html`<span class="chip bad">in the trash</span>` : nothing}
      <span class="of">${ownerWords(shown, site)}</span> ${idText(site.id)}
    </div>
    <div class="serves">
      ${
        site.domains.length === 0
          ? html`<span class="of">no domain</span>`
          : site.domains.map(
              ({ name, role }) => html`<div>${name} <span class="of">${plain(role)}</span></div>`,
            )
      }
    </div>
    <div class="acts">${sheetButton(hands, site.displayName, () => siteSheet(shown.view, site))}</div>
  </li>`;

const ownerWords = ({ view }: Shown, { ownerAccountId }: SiteView): string => {
  const account = view.accounts.find(({ id }) => id === ownerAccountId);
  return account?.parentAccountId == null ? "the agency's" : "a customer's";
};

export const packages = (shown: Shown, hands: Hands): TemplateResult => {
  const all = shown.view.packages;
  const list = repeat(
    all,
    ({ id }) => id,
    content => packageBlock(shown, hands, content),
  );
  return section(
    "packages",
    "Packages",
    all.length,
    all.length === 0 ? empty("Nothing was bought yet.") : list,
  );
};

const packageBlock = (shown: Shown, hands: Hands, content: PackageView): TemplateResult => {
  const name = content.externalId ?? "no external id";
  return html`<article class="package">
    <div class="head">
      <h3>${name}</h3>
      ${idText(content.id)}
      <span class="of">charged here <b>${money(content.charged)}</b></span>
      ${sheetButton(hands, name, () => packageSheet(content))}
    </div>
    <ul class="rows">
      ${content.instances.map(instance => instanceRow(shown, hands, instance))}
    </ul>
  </article>`;
};

const instanceRow = (shown: Shown, hands: Hands, instance: InstanceView): TemplateResult => {
  const { product, status, failure, site, cycle, price, expires, waits } = instance;
  return html`<li class="row">
    <div class="what"><h4>${product.name}</h4></div>
    <div class="how">
      ${chip(status)}
      <span class="cost"
        >${price === null ? "" : html`<b>${money(price)}</b> `}<span class="of"
          >${cycleWords(cycle)}</span
        ></span
      >
      ${expires === null ? nothing : html`<span class="of">until ${day(expires)}</span>`}
      ${failure === null ? nothing : html`<span class="why">${failure}</span>`}
    </div>
    <div class="serves">
      ${site === null ? html`<span class="of">floats</span>` : html`<span class="of">on</span> ${site.displayName}`}
    </div>
    <div class="acts">${sheetButton(hands, product.name, () => instanceSheet(shown.view, instance))}</div>
    ${waitList(shown, hands, product.name, waits)}
  </li>`;
};

const cycleWords = (cycle: string): string => (cycle === "once" ? cycle : `each ${cycle.replace(/^1 /, "")}`);
