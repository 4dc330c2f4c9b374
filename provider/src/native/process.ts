import { sessionFor, type Configured } from "../connection/session";
import type { Operations } from "../shell/operations";
import type { EngineLog } from "./engine-log";
import { lifecycleOf } from "./resources";
import { RunLedger } from "./run-ledger";

type AnyOperations = Operations<object, object>;

/** One plugin process: the engine starts one for each provider instance, and configures it once. */
export class PluginProcess {
  readonly #called = new AbortController();
  readonly #warned = new Set<string>();
  readonly #operations = new Map<string, Promise<AnyOperations>>();
  #configured: Configured | undefined;

  /** @param run what all plugin processes of the engine's run have in common; absent: there is no engine */
  constructor(
    readonly log: EngineLog,
    private readonly run: string | undefined,
  ) {}

  configure(config: (key: string) => string | undefined): Configured {
    return (this.#configured = sessionFor(config, {
      print: line => {
        this.log.say(line);
      },
      signal: this.#called.signal,
      ...(this.run !== undefined && { ledger: this.#ledgerOf(this.run) }),
    }));
  }

  #ledgerOf(run: string): RunLedger {
    return new RunLedger(run, line => {
      this.log.say(line, undefined, "warning");
    });
  }

  /** Settings and session; where the engine has configured nothing, those of the environment. */
  get configured(): Configured {
    return this.#configured ?? this.configure(() => undefined);
  }

  /** Says once in a run what each of many resources gives cause for. */
  warnOnce(line: string, urn: string): void {
    if (this.#warned.has(line)) return;
    this.#warned.add(line);
    this.log.say(line, urn, "warning");
  }

  /** Ends all waits: the run is being cancelled. */
  cancel(): void {
    this.#called.abort(new Error("the engine is cancelling the run"));
  }

  /** @throws Error where there is no such class */
  operationsOf(type: string): Promise<AnyOperations> {
    const known = this.#operations.get(type) ?? this.#load(type);
    this.#operations.set(type, known);
    return known;
  }

  async #load(type: string): Promise<AnyOperations> {
    const [lifecycle, { operationsOf }] = await Promise.all([
      lifecycleOf(type),
      import("../shell/operations.js"),
    ]);
    return operationsOf(lifecycle, () => this.configured);
  }
}
