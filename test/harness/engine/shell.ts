/*
 * What stands between the small engine and a provider: everything that differs between a dynamic provider and a native
 * one is behind it.
 */

/** Properties as an engine keeps them: JSON values; secrets and unknown values are marked, see `values.ts`. */
export type Properties = Readonly<Record<string, unknown>>;

export interface CheckFailure {
  readonly property: string;
  readonly reason: string;
}

export interface DiffAnswer {
  readonly changes: boolean;
  readonly replaces?: readonly string[];
  readonly deleteBeforeReplace?: boolean;
  /** Top-level properties that differ; absent where the provider cannot say. */
  readonly changedKeys?: readonly string[];
}

/** The resource that a call is about, as far as an engine tells a provider. */
export interface Called {
  readonly type: string;
  readonly urn: string;
  readonly customTimeouts: Options["customTimeouts"];
}

/** What a process answers for one resource. */
export interface Provider {
  check(
    olds: Properties,
    news: Properties,
  ): Promise<{ inputs: Properties; failures: readonly CheckFailure[] }>;
  diff(id: string, olds: Properties, news: Properties): Promise<DiffAnswer>;
  /** @param preview what would be made: nothing is sent, and the id is empty */
  create(inputs: Properties, preview: boolean): Promise<{ id: string; outputs: Properties }>;
  /** An empty id says that the thing is gone. */
  read(
    id: string,
    properties: Properties,
    inputs: Properties,
  ): Promise<{ id: string; outputs: Properties; inputs?: Properties }>;
  update(id: string, olds: Properties, news: Properties, preview: boolean): Promise<{ outputs: Properties }>;
  delete(id: string, properties: Properties): Promise<void>;
}

/** A plugin process. Once it is killed, none of its calls answers any more. */
export interface ShellProcess {
  provider(called: Called): Provider;
  kill(): void;
}

export interface Shell {
  /** A new plugin process, which remembers nothing of an earlier one. */
  open(): ShellProcess;
  /**
   * Whether the plugin learns what the whole program declares with its first call; else as the engine comes to each
   * resource.
   */
  readonly announces: boolean;
  /** The options with which the resource's class registers it: the program's own, and the class's defaults. */
  optionsOf(declared: Declaration): Options;
  /** The type token under which the engine knows a class. */
  token(type: string): string;
  /**
   * What the resource's class registers.
   * @param args of the declaration, with its references resolved
   */
  register(declared: Declaration, args: Properties, program: Program): Properties;
}

/** A create or an update that left the thing half made. */
export interface InitFailed extends Error {
  readonly id: string;
  readonly properties: Properties;
  readonly reasons: readonly string[];
}

export const isInitFailed = (error: unknown): error is InitFailed =>
  error instanceof Error && "reasons" in error && "properties" in error;

/** Stands in arguments for an output of another resource. */
export interface Reference {
  /** Place of the other resource in the program; before this one's. */
  readonly $of: number;
  readonly path: readonly (string | number)[];
}

export interface Alias {
  readonly name?: string;
  readonly parents?: readonly string[];
}

/** Resource options, by Pulumi's names. */
export interface Options {
  readonly aliases?: readonly Alias[];
  /** Places in the program, all before this one's. */
  readonly dependsOn?: readonly number[];
  readonly protect?: boolean;
  readonly deleteBeforeReplace?: boolean;
  readonly replaceOnChanges?: readonly string[];
  readonly customTimeouts?: { readonly create?: string; readonly update?: string; readonly delete?: string };
  readonly retainOnDelete?: boolean;
}

/** One custom resource as a program declares it. Components show in the types of its parents only. */
export interface Declaration {
  /** Name of its class, e.g. `DnsZoneRecords`. */
  readonly type: string;
  readonly name: string;
  /** Type tokens of the components it is in, the outermost first. */
  readonly parents: readonly string[];
  /** May hold {@link Reference}s and marked secrets. */
  readonly args: Properties;
  readonly options: Options;
}

/** In order of declaration. */
export type Program = readonly Declaration[];
