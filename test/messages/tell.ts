/*
 * What a user is told of a mistake: the program is run by the small engine on an account in this process. A real engine
 * shows some of them in test/engine/messages.test.ts.
 */
import { runInNewContext } from "node:vm";
import * as pulumi from "@pulumi/pulumi";
import { LOOKUPS, type LookupName } from "../../provider/src/lookups/table";
import { withoutStack } from "../../provider/src/program/plain-errors";
import { registration } from "../../provider/src/program/registration";
import { settingFaults } from "../../provider/src/program/settings";
import type { Wix } from "../../provider/src/wix/client";
import { readOnly } from "../../provider/src/wix/read-only";
import { settingsFrom } from "../../provider/src/wix/settings";
import type { Transport } from "../../provider/src/wix/transport";
import { initialState } from "../../simulator/src/account/initial-state";
import { CONFIG, configuredIn } from "../harness/configured.ts";
import { DYNAMIC_CLASSES, openDynamic } from "../harness/dynamic-shell.ts";
import { makeEngine } from "../harness/engine/engine.ts";
import type {
  Declaration,
  Options,
  Program,
  Provider,
  Shell,
  ShellProcess,
} from "../harness/engine/shell.ts";
import { EMPTY, type Snapshot } from "../harness/engine/state.ts";
import { nativeShell } from "../harness/native-shell.ts";
import { LIFECYCLES, type ClassName } from "../harness/plugin-process.ts";
import { makeWorld, type Place, type World } from "../harness/world.ts";
import type { Mistake } from "./mistake.ts";
import { NAMES } from "./names.ts";

type Config = Readonly<Record<string, string>>;

const calm = { faults: [], latencies: [20] };

/** What a program comes to: what it declares, and the lookup that it waits for. */
interface Written {
  readonly declared: Program;
  readonly lookup: { readonly name: LookupName; readonly args: object } | undefined;
}

/** As JSON would pass them on, and in this realm. */
const plain = (value: unknown): Declaration["args"] =>
  JSON.parse(JSON.stringify(value ?? {})) as Declaration["args"];

const read = (program: string): Written => {
  const declared: Declaration[] = [];
  let lookup: Written["lookup"];
  const classes = Object.keys(LIFECYCLES).map(type => [
    type,
    function declare(name: string, args: unknown, options: Options = {}) {
      registration(type, name, args as object, LIFECYCLES[type as ClassName].fields, options as object);
      const index =
        declared.push({ type, name, parents: [], args: plain(args), options: plain(options) }) - 1;
      return { productInstanceIds: [{ $of: index, path: ["productInstanceIds", 0] }] };
    },
  ]);
  const lookups = (Object.keys(LOOKUPS) as LookupName[]).map(name => [
    name,
    (args: unknown) => {
      lookup = { name, args: plain(args) };
    },
  ]);
  runInNewContext(program, {
    ...NAMES,
    wix: Object.fromEntries([...classes, ...lookups]) as unknown,
  });
  return { declared, lookup };
};

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** A provider whose refusals are noted, each as Pulumi prints it. */
const noting = (provider: Provider, type: string, name: string, told: string[]): Provider => {
  const failing = async <Result>(work: () => Promise<Result>): Promise<Result> => {
    try {
      return await work();
    } catch (error) {
      told.push(`error: ${messageOf(error)}`);
      throw error;
    }
  };
  return {
    check: async (olds, news) => {
      const answer = await provider.check(olds, news);
      for (const { reason } of answer.failures)
        told.push(`error: ${DYNAMIC_CLASSES.token(type)} resource '${name}' has a problem: ${reason}`);
      return answer;
    },
    diff: (...args) => failing(() => provider.diff(...args)),
    create: (...args) => failing(() => provider.create(...args)),
    read: (...args) => failing(() => provider.read(...args)),
    update: (...args) => failing(() => provider.update(...args)),
    delete: (...args) => failing(() => provider.delete(...args)),
  };
};

const nameIn = (urn: string): string => urn.split("::").at(-1) ?? "";

/** One world with what a mistake says of it, and what a run in it tells. */
class Stage {
  readonly told: string[] = [];
  readonly #world: World;
  readonly #config: Config;
  /** Only the run that is told of meets the mistake's answers. */
  #answers: Mistake["answer"];

  constructor(private readonly mistake: Mistake) {
    const state = initialState();
    mistake.account?.(state);
    this.#world = makeWorld(11, state);
    const entries = Object.entries({ ...CONFIG, ...mistake.config });
    this.#config = Object.fromEntries(
      entries.filter((entry): entry is [string, string] => entry[1] !== undefined),
    );
  }

  #place(): Place {
    const place = this.#world.place();
    const network: Transport = exchange => {
      const answer = this.#answers?.(exchange);
      return answer === undefined ? place.transport(exchange) : Promise.resolve(answer);
    };
    const settings = settingsFrom(key => this.#config[key], {});
    return {
      ...place,
      transport: async exchange => (settings.readOnly() ? readOnly(network) : network)(exchange),
    };
  }

  #shell(): Shell {
    const open = (): ShellProcess => {
      const place = this.#place();
      const process = openDynamic(place, configuredIn(place, this.#config));
      return {
        kill: () => {
          process.kill();
        },
        provider: called => noting(process.provider(called), called.type, nameIn(called.urn), this.told),
      };
    };
    return { ...DYNAMIC_CLASSES, open };
  }

  async #before(): Promise<Snapshot> {
    if (this.mistake.before === undefined) return EMPTY;
    this.#world.expect(calm);
    const { state, errors } = await makeEngine({ shell: this.#shell() }).up(
      EMPTY,
      read(this.mistake.before).declared,
    );
    if (errors.length > 0) throw new Error(`the run before fails: ${errors.map(messageOf).join("\n")}`);
    return state;
  }

  async #imports(declared: Program): Promise<void> {
    const [first] = declared;
    if (first === undefined) return;
    const { type, name } = first;
    const process = nativeShell(this.#world).open();
    const called = { type, urn: `urn:pulumi:test::test::wix:index:${type}::${name}`, customTimeouts: {} };
    const sought = this.mistake.id ?? "";
    const { id } = await process.provider(called).read(sought, {}, {});
    // In the engine's own words.
    if (id === "") this.told.push(`error: Preview failed: resource '${sought}' does not exist`);
  }

  async #looks({ name, args }: NonNullable<Written["lookup"]>): Promise<void> {
    const lookup = (await LOOKUPS[name]()) as unknown as (wix: Wix, args: object) => Promise<unknown>;
    try {
      await lookup(configuredIn(this.#place(), this.#config).session.wix, args);
    } catch (error) {
      this.told.push(`error: ${messageOf(withoutStack(error, name))}`);
    }
  }

  /** Runs the command that the mistake shows in. */
  async run(): Promise<void> {
    const before = await this.#before();
    for (const [family, subject, change] of this.mistake.meanwhile ?? [])
      this.#world.account.edit(family, subject, change);
    this.told.length = 0;
    this.#world.expect(calm);
    this.#answers = this.mistake.answer;
    const { declared, lookup } = read(this.mistake.program);
    const { command = "preview" } = this.mistake;
    const engine = makeEngine({ shell: this.#shell() });
    if (lookup !== undefined) await this.#looks(lookup);
    else if (command === "import")
      await this.#imports(declared).catch((error: unknown) => this.told.push(`error: ${messageOf(error)}`));
    else if (command === "destroy") await engine.destroy(before);
    else if (command === "refresh") await engine.refresh(before);
    else await engine[command](before, declared);
    this.told.unshift(...this.#world.lines);
  }
}

const configure = ({ config = {}, plain: open = [] }: Mistake): void => {
  const given = Object.entries({ ...CONFIG, ...config }).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  const keys = given.map(([key]) => `wix:${key}`);
  pulumi.runtime.setAllConfig(
    Object.fromEntries(given.map(([key, value]) => [`wix:${key}`, value])),
    keys.filter(key => !open.includes(key.slice("wix:".length))),
  );
};

/** The lines that a user is shown, as Pulumi prints them below the resource or the stack that they are about. */
export const tell = async (mistake: Mistake): Promise<string[]> => {
  configure(mistake);
  const warnings = settingFaults().map(fault => `warning: ${fault}`);
  const stage = new Stage(mistake);
  try {
    await stage.run();
  } catch (error) {
    if (!pulumi.RunError.isInstance(error)) throw error;
    stage.told.push(`error: ${error.message}`);
  }
  return [...warnings, ...stage.told];
};
