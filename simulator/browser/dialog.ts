import { html, nothing, type TemplateResult } from "lit-html";
import type { Hands, Shown } from "./page.js";
import type { Deed, Field, Sheet, Values } from "./sheet.js";

/** Opens over the page; the browser keeps the focus in it, and gives it back afterwards. */
export const dialog = ({ sheet, fault }: Shown, hands: Hands): TemplateResult =>
  html`<dialog aria-labelledby="sheet-title" closedby="any" @close=${() => hands.close()}>
    ${sheet === undefined ? nothing : content(sheet, fault, hands)}
  </dialog>`;

const content = (sheet: Sheet, fault: string, hands: Hands): TemplateResult => html`
  <div class="head">
    <h2 id="sheet-title">${sheet.title}</h2>
    <button type="button" class="quiet" @click=${() => hands.close()}>Close</button>
  </div>
  <p class="of">${sheet.lead}</p>
  <p class="fault-text" role="alert">${fault}</p>
  ${sheet.deeds.map((deed, index) => form(deed, index, hands))}
  ${
    sheet.facts.length === 0
      ? nothing
      : html`<dl class="facts">
          ${sheet.facts.map(
            ([name, value]) =>
              html`<div>
                <dt>${name}</dt>
                <dd>${value}</dd>
              </div>`,
          )}
        </dl>`
  }
`;

const form = (deed: Deed, index: number, hands: Hands): TemplateResult =>
  html`<form @submit=${(event: SubmitEvent) => submit(event, deed, hands)} aria-labelledby="deed-${index}">
    <h3 id="deed-${index}">${deed.title}</h3>
    ${deed.explains === undefined ? nothing : html`<p class="of">${deed.explains}</p>`}
    <div class="fields">
      ${deed.fields.map(field => labelled(field, `field-${index}-${field.name}`))}
      <button type="submit" class=${deed.danger ? "danger" : "main"}>${deed.verb}</button>
    </div>
  </form>`;

const submit = (event: SubmitEvent, { call, done }: Deed, hands: Hands): void => {
  event.preventDefault();
  const data = new FormData(event.currentTarget as HTMLFormElement);
  const values: Values = Object.fromEntries(
    [...data].map(([name, value]) => [name, typeof value === "string" ? value : ""]),
  );
  hands.act(call(values), done);
};

const labelled = (field: Field, id: string): TemplateResult =>
  html`<div class="field ${field.kind} ${field.wide ? "wide" : ""}">
    <label for=${id}>${field.label}</label>
    ${input(field, id)}
    ${field.hint === undefined ? nothing : html`<p class="of" id="${id}-hint">${field.hint}</p>`}
  </div>`;

const input = (field: Field, id: string): TemplateResult => {
  const { name, value = "", required = false, hint } = field;
  const hintId = hint === undefined ? nothing : `${id}-hint`;
  switch (field.kind) {
    case "lines":
      return html`<textarea
        id=${id}
        name=${name}
        rows="4"
        ?required=${required}
        spellcheck="false"
        .value=${value}
      ></textarea>`;
    case "choice":
      return html`<select id=${id} name=${name}>
        ${field.choices.map(
          choice =>
            html`<option value=${choice.value} ?selected=${choice.value === value}>${choice.label}</option>`,
        )}
      </select>`;
    case "number":
      return html`<input
        id=${id}
        name=${name}
        type="number"
        step="1"
        min=${field.least}
        ?required=${required}
        aria-describedby=${hintId}
        .value=${value}
      />`;
    case "text":
      return html`<input
        id=${id}
        name=${name}
        type="text"
        ?required=${required}
        spellcheck="false"
        autocomplete="off"
        aria-describedby=${hintId}
        .value=${value}
      />`;
  }
};
