import { html, render } from "lit-html";
import type { PageView, RequestView } from "../src/page/model.js";
import { packages, sites } from "./account.js";
import { bar } from "./bar.js";
import { readRequest, readView, send } from "./calls.js";
import { dialog } from "./dialog.js";
import { domains } from "./domains.js";
import { faults } from "./faults.js";
import { follow } from "./follow.js";
import { journal } from "./journal.js";
import { placeOfFocus } from "./focus.js";
import type { Filter, Hands, Shown } from "./page.js";
import type { Sheet } from "./sheet.js";
import { zone as zoneSection } from "./zone.js";

let view: PageView | undefined;
/** What to add to this machine's clock. */
let ahead = 0;
let live = false;
let zone = "";
let filter: Filter = "everything";
let sheet: Sheet | undefined;
let fault = "";
let notice = "";
const unfolded = new Map<number, RequestView | undefined>();

const hands: Hands = {
  act: (call, done) => {
    send(call).then(
      () => {
        notice = done;
        hands.close();
      },
      (error: unknown) => {
        const message = error instanceof Error ? error.message : String(error);
        if (sheet === undefined) notice = message;
        else fault = message;
        draw();
      },
    );
  },
  open: chosen => {
    sheet = chosen;
    fault = "";
    draw();
    theDialog()?.showModal();
  },
  close: () => {
    theDialog()?.close();
    sheet = undefined;
    fault = "";
    draw();
  },
  showZone: name => {
    zone = name;
    refresh();
  },
  unfold: sequence => {
    if (unfolded.delete(sequence)) draw();
    else look(sequence);
  },
  filter: chosen => {
    filter = chosen;
    draw();
  },
};

const theDialog = (): HTMLDialogElement | null => document.querySelector("dialog");

const look = (sequence: number): void => {
  unfolded.set(sequence, unfolded.get(sequence));
  draw();
  readRequest(sequence).then(
    request => {
      if (!unfolded.has(sequence)) return;
      unfolded.set(sequence, request);
      draw();
    },
    () => {
      unfolded.delete(sequence);
      draw();
    },
  );
};

const take = (read: PageView): void => {
  view = read;
  ahead = Date.parse(read.now) - Date.now();
  live = true;
  for (const [sequence, request] of unfolded) if (request?.isAnswered === false) look(sequence);
  draw();
};

/** Of what there is, where the chosen one is not. */
const firstZone = ({ domains: all }: PageView): string =>
  all.find(({ recordSets }) => recordSets !== null)?.name ?? "";

const draw = (): void => {
  if (view === undefined) return;
  const now = view.clock === "running" ? Date.now() + ahead : Date.parse(view.now);
  const shown: Shown = { view, now, live, zone, unfolded, filter, sheet, fault, notice };
  const place = placeOfFocus();
  render(
    html`
      <a class="skip" href="#journal-title">Skip to the journal</a>
      ${bar(shown, hands)}
      <main>
        <div class="account">
          ${domains(shown, hands)} ${zoneSection(shown, hands)} ${packages(shown, hands)}
          ${sites(shown, hands)}
        </div>
        <div class="watch">${faults(shown, hands)} ${journal(shown, hands)}</div>
      </main>
      <p class="notice" role="status">${notice}</p>
      ${dialog(shown, hands)}
    `,
    document.body,
  );
  place.keep();
};

const refresh = follow({
  read: async () => {
    const read = await readView(zone);
    const first = firstZone(read);
    if (read.zone !== null || first === zone) {
      take(read);
      return;
    }
    zone = first;
    take(await readView(zone));
  },
  lost: () => {
    live = false;
    draw();
  },
});
// The clock goes on, and with it what is awaited.
setInterval(() => {
  if (view?.clock === "running") draw();
}, 1000);
