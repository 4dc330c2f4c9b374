import { hostileAnswers, type FaultAction, type SimulatedAccount } from "../../simulator/src";
import type { Meddle } from "./plugin-process";

/** What befalls one request: a bad answer of the account, or the end of the process that sent it. */
export type Fault =
  | { readonly kind: "answer"; readonly action: FaultAction }
  /** `before`: it never reaches Wix; `after`: it took effect, and nobody heard of it. */
  | { readonly kind: "killed"; readonly when: "before" | "after" };

const answers = (effect: "none" | "done"): [string, Fault][] =>
  Object.entries(hostileAnswers(effect)).map(([name, action]) => [
    `${name}, ${effect === "done" ? "and it was done" : "and it was not done"}`,
    { kind: "answer", action },
  ]);

/** Every fault that a request may meet, by name. */
export const FAULTS: Readonly<Record<string, Fault>> = {
  ...Object.fromEntries(answers("none")),
  ...Object.fromEntries(answers("done")),
  "the process is killed before it is sent": { kind: "killed", when: "before" },
  "the process is killed after it was done": { kind: "killed", when: "after" },
};

export interface Armed {
  /** For the plugin process that is to meet the fault. */
  readonly meddle: Meddle;
  /** Settles when the process is killed. */
  readonly dies: Promise<void>;
}

/** Lets the nth request from now meet a fault. */
export const arm = async (account: SimulatedAccount, fault: Fault, nth: number): Promise<Armed> => {
  if (fault.kind === "answer") {
    await account.control.addFault({ nth, action: fault.action });
    return { meddle: (_exchange, send) => send(), dies: new Promise(() => undefined) };
  }
  let count = 0;
  let die: () => void = () => undefined;
  const dies = new Promise<void>(resolve => (die = resolve));
  const meddle: Meddle = async (_exchange, send) => {
    count++;
    if (count < nth) return send();
    if (count === nth && fault.when === "after") await send();
    die();
    return new Promise(() => undefined);
  };
  return { meddle, dies };
};
