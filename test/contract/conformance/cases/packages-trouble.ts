/* What befalls a purchase, and the process that makes it. */
import { account, freeSite, plan } from "../../../unit/package/programs.ts";
import { create, fault, type Case, type Gives } from "../vocabulary.ts";
import { answer, FORBIDDEN } from "./trouble.ts";

const BUY = "POST /resellers/v2/packages";
const PURCHASE = { method: "POST", route: "/resellers/v2/packages" } as const;
const ON_SITE = { products: [plan(freeSite)], externalId: "crm-1" };
const bought: Gives = { outputs: { externalId: "crm-1" }, writes: [BUY] };

const meets = (name: string, effect: "none" | "done", gives: Gives): Omit<Case, "type"> => ({
  name: `a purchase that meets ${name}, and was ${effect === "done" ? "" : "not "}done`,
  account,
  steps: [fault({ ...PURCHASE, action: answer(name, effect) }), create(ON_SITE, gives)],
});

const cases: Omit<Case, "type">[] = [
  meets("a dropped connection", "done", bought),
  meets("an answer cut short", "done", bought),
  meets("bare 408", "done", bought),
  meets("429 with Wix's envelope", "none", { writes: [`${BUY} (not done)`, BUY] }),
  meets("500 with Wix's envelope", "done", bought),
  meets("HTML 200", "done", bought),
  {
    name: "a purchase that Wix refuses is not tried again",
    account,
    steps: [
      fault({ ...PURCHASE, action: FORBIDDEN }),
      create(ON_SITE, { error: "PERMISSION_DENIED", halfMade: false, writes: [`${BUY} (not done)`] }),
    ],
  },
  {
    name: "a purchase that is killed while Wix still works on it is found by the next run",
    account,
    steps: [
      { killed: { call: "create", args: ON_SITE }, at: { ...PURCHASE, when: "before" }, writes: [BUY] },
      create(ON_SITE, { outputs: { externalId: "crm-1" } }),
    ],
  },
  {
    name: "a purchase that is killed after Wix got it is found by the next run",
    account,
    steps: [
      { killed: { call: "create", args: ON_SITE }, at: { ...PURCHASE, when: "after" }, writes: [BUY] },
      create(ON_SITE, { outputs: { externalId: "crm-1" } }),
    ],
  },
  {
    name: "a wait for what was bought ends when the run is cancelled, and the next run goes on",
    account: () => ({ ...account(), settings: { settleMs: 600_000 } }),
    steps: [
      {
        cancelled: { call: "create", args: ON_SITE },
        at: { ...PURCHASE, when: "after" },
        gives: {
          ended: false,
          writes: [BUY],
          native: {
            ended: true,
            error: "called off",
            halfMade: true,
            because: "cancel",
          },
        },
      },
    ],
  },
];

export const PACKAGES_TROUBLE = cases.map((one): Case => ({ type: "Package", ...one }));
