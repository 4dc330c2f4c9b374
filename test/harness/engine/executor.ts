import { apply, Protected, type Op, type Stage, type Step } from "./steps.ts";
import type { Urn } from "./urn.ts";

export interface Done {
  readonly op: Op;
  readonly urn: Urn;
}

/**
 * Runs chains of steps, several at once, the steps of one chain after another. After the first error no step begins any
 * more; those under way are brought to their end. A protected resource is an error that lets the others go on.
 */
export class Executor {
  readonly done: Done[] = [];
  readonly errors: Error[] = [];
  readonly #running = new Set<Promise<void>>();
  readonly #waiting: (() => void)[] = [];
  #busy = 0;
  #cancelled = false;
  #onCancel: () => void = () => undefined;
  /** Settles once no further step begins. */
  readonly cancellation = new Promise<void>(resolve => (this.#onCancel = resolve));

  /** @param parallel how many chains at most are under way */
  constructor(
    private readonly stage: Stage,
    private readonly parallel: number,
  ) {}

  get cancelled(): boolean {
    return this.#cancelled;
  }

  cancel(error: Error): void {
    this.errors.push(error);
    this.#cancelled = true;
    this.#onCancel();
    for (const go of this.#waiting.splice(0)) go();
  }

  /** Resolves when the chain has begun: whoever generates steps waits for a free worker. */
  async start(chain: readonly Step[]): Promise<{ finished: Promise<void> }> {
    while (this.#busy >= this.parallel && !this.#cancelled)
      await new Promise<void>(resolve => this.#waiting.push(resolve));
    this.#busy++;
    const run = this.#run(chain).finally(() => {
      this.#busy--;
      this.#running.delete(run);
      this.#waiting.shift()?.();
    });
    this.#running.add(run);
    return { finished: run };
  }

  /** Runs steps that do not depend on each other, and waits for all. */
  async together(steps: readonly Step[]): Promise<void> {
    const runs: Promise<void>[] = [];
    for (const step of steps) runs.push((await this.start([step])).finished);
    await Promise.all(runs);
  }

  async finished(): Promise<void> {
    while (this.#running.size > 0) await Promise.all(this.#running);
  }

  async #run(chain: readonly Step[]): Promise<void> {
    for (const step of chain) {
      if (this.#cancelled) return;
      try {
        await apply(this.stage, step);
        this.done.push({ op: step.op, urn: (step.fresh ?? step.old)?.urn ?? "" });
      } catch (error) {
        if (error instanceof Protected) this.errors.push(error);
        else this.cancel(error as Error);
        return;
      }
    }
  }
}
