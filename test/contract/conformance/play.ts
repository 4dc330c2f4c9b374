/* Plays a case on one shell: its account, the calls and their faults, and what came of each. */
import { setTimeout as delay } from "node:timers/promises";
import { initialState, startSimulator, type Simulator } from "../../../simulator/src";
import { answerTo, type Answer, type Saved } from "./answer.ts";
import { writesIn } from "./journal.ts";
import type { Seen } from "./observe.ts";
import type { Plugin } from "./plugins.ts";
import { AT_ONCE, type Asked, type Call, type Case, type KillPoint, type Step } from "./vocabulary.ts";

/** Starts processes that are to be killed. */
export type Start = () => Promise<Plugin>;

class Stage {
  #saved: Saved | undefined;
  #told = 0;

  constructor(
    private readonly type: Case["type"],
    private readonly simulator: Simulator,
    private readonly plugin: Plugin,
    private readonly start: Start,
  ) {}

  async perform(step: Step): Promise<Seen | undefined> {
    const { control } = this.simulator;
    if ("others" in step) {
      const [family, subject, change] = step.others;
      await control.edit(family as "sites", subject, change as never);
    } else if ("fault" in step) await control.addFault(step.fault);
    else if ("passes" in step) await control.advanceClock(step.passes);
    else if ("run" in step) await this.plugin.begin(this.simulator.url);
    else return this.#seen(step);
    return undefined;
  }

  async #seen(
    step: Exclude<Step, { others: unknown } | { fault: unknown } | { passes: number } | { run: string }>,
  ) {
    const { control } = this.simulator;
    await control.clearJournal();
    this.#told = this.plugin.lines().length;
    if ("killed" in step) await this.#killed(step.killed, step.at);
    const seen =
      "killed" in step
        ? {}
        : "cancelled" in step
          ? await this.#cancelled(step.cancelled, step.at)
          : await this.#asked(step);
    const { requests } = await control.journal();
    return { ...seen, writes: writesIn(requests) };
  }

  async #asked(step: Asked): Promise<Seen> {
    const answer = await answerTo(step, { type: this.type, plugin: this.plugin, saved: this.#saved });
    this.#saved = answer.saved;
    const { says } = step.gives;
    return says === undefined ? answer.seen : { ...answer.seen, says: await this.#lines(says.length) };
  }

  /** Lines of a process's output may arrive after the answer. */
  async #lines(count: number): Promise<string[]> {
    for (let looks = 0; looks < 100 && this.plugin.lines().length < this.#told + count; looks++)
      await delay(20);
    return this.plugin.lines().slice(this.#told);
  }

  /** A request of the call is held while the process of its own is alive. */
  async #held<Result>(
    call: Call,
    at: KillPoint,
    act: (plugin: Plugin, ended: Promise<Answer | undefined>) => Promise<Result>,
  ): Promise<Result> {
    const { control, url } = this.simulator;
    const { when, ...request } = at;
    const { id } = await control.addFault({ ...request, action: { kind: "hold", when } });
    const plugin = await this.start();
    await plugin.begin(url);
    const ended = answerTo(call, { type: this.type, plugin, saved: this.#saved }).catch(() => undefined);
    try {
      await control.untilHeld(id);
      return await act(plugin, ended);
    } finally {
      await plugin.kill();
      await control.clearFaults();
    }
  }

  #killed(call: Call, at: KillPoint): Promise<void> {
    return this.#held(call, at, async (plugin, ended) => {
      await plugin.kill();
      await ended;
      await this.#settled();
    });
  }

  /** What was held goes on at Wix, though nobody waits for it any more. */
  async #settled(): Promise<void> {
    const { control } = this.simulator;
    await control.clearFaults();
    for (let looks = 0; looks < 100; looks++) {
      const { requests } = await control.journal();
      if (requests.every(({ answeredAt }) => answeredAt !== null)) return;
      await delay(10);
    }
  }

  #cancelled(call: Call, at: KillPoint): Promise<Seen> {
    return this.#held(call, at, async (plugin, ended) => {
      await plugin.cancel();
      await this.simulator.control.clearFaults();
      const answer = await Promise.race([ended, delay(1000, undefined)]);
      if (answer === undefined) return { ended: false };
      this.#saved = answer.saved;
      return { ...answer.seen, ended: true };
    });
  }
}

/** What came of each call of the case, by its place among the steps. */
export type Transcript = ReadonlyMap<number, Seen>;

/** @param start for processes of its own */
export const play = async (
  { type, account, steps }: Case,
  plugin: Plugin,
  start: Start,
): Promise<Transcript> => {
  const state = account?.() ?? initialState();
  const simulator = await startSimulator({
    seed: 11,
    state: { ...state, settings: { ...AT_ONCE, ...state.settings } },
  });
  try {
    await plugin.begin(simulator.url);
    const stage = new Stage(type, simulator, plugin, start);
    const transcript = new Map<number, Seen>();
    for (const [place, step] of steps.entries()) {
      const seen = await stage.perform(step);
      if (seen !== undefined) transcript.set(place, seen);
    }
    const [violation] = await simulator.control.violations();
    if (violation !== undefined)
      throw new Error(`Wix was sent what no correct client sends: ${violation.detail}`);
    return transcript;
  } finally {
    await simulator.close();
  }
};
