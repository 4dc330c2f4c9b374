import { html, nothing, type TemplateResult } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import type { RecordSetView, ZoneView } from "../src/page/model.js";
import { recordSheet } from "./deeds-domains.js";
import type { Hands, Shown } from "./page.js";
import { empty, section, sheetButton } from "./parts.js";

export const zone = (shown: Shown, hands: Hands): TemplateResult => {
  const { view, zone: chosen } = shown;
  const names = view.domains.filter(({ recordSets }) => recordSets !== null).map(({ name }) => name);
  const choice = html`<label class="inline"
    >Zone
    <select @change=${(event: Event) => hands.showZone((event.target as HTMLSelectElement).value)}>
      ${names.map(name => html`<option value=${name} .selected=${name === chosen}>${name}</option>`)}
    </select></label
  >`;
  const extra = names.length === 0 ? nothing : choice;
  const body = view.zone === null ? empty("No zone at Wix.") : records(view.zone, hands);
  return section("records", "Records", undefined, body, extra);
};

const records = (shown: ZoneView, hands: Hands): TemplateResult => html`
  <table>
    <caption class="unseen">
      Record sets of ${shown.name}
    </caption>
    <thead>
      <tr>
        <th scope="col">Type</th>
        <th scope="col">Host name</th>
        <th scope="col" class="number">TTL</th>
        <th scope="col">Values</th>
        <th scope="col"><span class="unseen">Change</span></th>
      </tr>
    </thead>
    <tbody>
      ${repeat(
        shown.records,
        set => `${set.type} ${set.hostName}`,
        set => recordRow(shown.name, set, hands),
      )}
    </tbody>
  </table>
  <p class="foot">
    ${shown.more > 0 ? html`<span>and ${shown.more} more</span>` : nothing}
    <span class="of">DNSSEC ${shown.dnssecEnabled ? "on" : "off"}</span>
    ${sheetButton(hands, `to ${shown.name}`, () => recordSheet(shown.name), "Add a record set…")}
  </p>
`;

const recordRow = (zoneName: string, set: RecordSetView, hands: Hands): TemplateResult => {
  const label = set.hostName === zoneName ? "@" : set.hostName.replace(`.${zoneName}`, "");
  return html`<tr>
    <td><span class="type">${set.type}</span></td>
    <th scope="row" title=${set.hostName}>${label}</th>
    <td class="number">${set.ttl}</td>
    <td class="values">${set.values.map(value => html`<div>${value}</div>`)}</td>
    <td class="acts">${sheetButton(hands, `${set.type} ${label}`, () => recordSheet(zoneName, set))}</td>
  </tr>`;
};
