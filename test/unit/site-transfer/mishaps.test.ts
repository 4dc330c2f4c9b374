import { expect, test } from "@jest/globals";
import { createSimulatedAccount, type FaultAction, type SimulatedAccount } from "../../../simulator/src";
import { arm, type Armed } from "../../harness/hostile";
import { up, type Declared, type Outcome } from "../../harness/one-resource";
import { ACCOUNT, movingClock, pluginProcess } from "../../harness/plugin-process";
import type { Clock } from "../../../provider/src/core/clock";
import { account, customerId, freeSite } from "../package/programs";

const HAND_OVER: Declared = {
  type: "SiteTransfer",
  args: { siteId: freeSite, sourceAccountId: ACCOUNT, targetAccountId: customerId },
};

/** How long after its client gave up Wix does a late request; ms. */
const LATE = 5_000;

interface Lab {
  account: SimulatedAccount;
  clock: Clock;
  /** Lets something happen on the clock, so many ms from now. */
  after(ms: number, happens: () => Promise<unknown>): void;
}

const laboratory = (): Lab => {
  const simulated = createSimulatedAccount({ seed: 7, clock: "frozen", state: account() });
  const moving = movingClock(simulated);
  const due: { at: number; happens: () => Promise<unknown> }[] = [];
  const sleep = async (ms: number): Promise<void> => {
    await moving.sleep(ms);
    const ripe = due.filter(({ at }) => at <= moving.now());
    for (const one of ripe) {
      due.splice(due.indexOf(one), 1);
      await one.happens();
    }
  };
  return {
    account: simulated,
    clock: { now: () => moving.now(), sleep },
    after: (ms, happens) => void due.push({ at: moving.now() + ms, happens }),
  };
};

type Mishap = (lab: Lab, nth: number) => Promise<Armed>;

const answered =
  (action: FaultAction): Mishap =>
  (lab, nth) =>
    arm(lab.account, { kind: "answer", action }, nth);
const killed =
  (when: "before" | "after"): Mishap =>
  (lab, nth) =>
    arm(lab.account, { kind: "killed", when }, nth);

/** The client gives up, and a while later Wix does the work all the same. */
const late: Mishap = (lab, nth) => {
  let count = 0;
  return Promise.resolve({
    meddle: (_exchange, send) => {
      if (++count !== nth) return send();
      lab.after(LATE, send);
      return Promise.resolve({ kind: "lost", sent: true, reason: "no answer", cause: undefined });
    },
    dies: new Promise(() => undefined),
  });
};

const MISHAPS: Record<string, Mishap> = {
  "killed, and it never arrives": killed("before"),
  "killed after": killed("after"),
  "done late": late,
  "dropped before": answered({ kind: "drop", effect: "none" }),
  "dropped after": answered({ kind: "drop", effect: "done" }),
  "500, done": answered({ kind: "status", status: 500, effect: "done" }),
  "503, not done": answered({ kind: "status", status: 503, effect: "none" }),
  "404 of a proxy, done": answered({ kind: "status", status: 404, body: { message: "no" }, effect: "done" }),
  "answered as done before": answered({
    kind: "status",
    status: 400,
    code: "SITE_NOT_FOUND",
    effect: "done",
  }),
  "429": answered({ kind: "throttle", effect: "none" }),
};

const transferWith = async (mishap: Mishap, nth: number): Promise<string | undefined> => {
  const lab = laboratory();
  const { meddle, dies } = await mishap(lab, nth);
  const death = dies.then((): Outcome => ({ saved: undefined, error: "killed" }));
  const first = up(pluginProcess(lab.account, lab.clock, meddle), HAND_OVER);
  let outcome = await Promise.race([first, death]);
  await lab.account.control.clearFaults();
  for (let runs = 2; runs <= 10 && outcome.error !== undefined; runs++)
    outcome = await up(pluginProcess(lab.account, lab.clock), HAND_OVER, outcome.saved);
  expect(outcome.error).toBeUndefined();
  expect(await lab.account.control.violations()).toEqual([]);
  return (await lab.account.control.state()).sites?.[freeSite]?.ownerAccountId;
};

test.each(Object.entries(MISHAPS))(
  "whatever befalls a request, the site ends in its new account: %s",
  async (_what, mishap) => {
    const lab = laboratory();
    expect((await up(pluginProcess(lab.account, lab.clock), HAND_OVER)).error).toBeUndefined();
    const { requests } = await lab.account.control.journal();
    expect(requests.length).toBeGreaterThanOrEqual(3);
    for (let nth = 1; nth <= requests.length; nth++)
      expect({ nth, owner: await transferWith(mishap, nth) }).toEqual({ nth, owner: customerId });
  },
);
