/*
 * What a case of the conformance table is made of: pure data. A case has an account of its own, and takes one resource
 * through calls; each says what must come out, and which requests that change something Wix must have got.
 */
import type { FaultRule, StateDocument } from "../../../simulator/src";
import type { ClassName } from "../../harness/plugin-process.ts";
import type { DifferenceName } from "./differences.ts";

type Args = Readonly<Record<string, unknown>>;

/** What must come out of a call; what is not named is compared between the shells only. */
export interface Expected {
  readonly id?: string;
  /** Parts of what is given back, without marks of secrets; `(unknown)` stands for a value that is not known yet. */
  readonly inputs?: object;
  readonly outputs?: object;
  /** Property paths of what is secret in what is given back, such as `records.TXT example.com.values.0`. */
  readonly secret?: readonly string[];
  readonly changes?: boolean;
  readonly replaces?: readonly string[];
  readonly deleteBeforeReplace?: boolean;
  /** Property paths of what differs, with the kind of each. */
  readonly details?: Readonly<Record<string, string>>;
  /** A part of each fault of the arguments, in their order. */
  readonly failures?: readonly string[];
  /** A part of the error. */
  readonly error?: string;
  /** Whether the error leaves a resource that the next run goes on with. */
  readonly halfMade?: boolean;
  /** The thing is not there any more. */
  readonly gone?: boolean;
  /** Whether the call has ended by then. */
  readonly ended?: boolean;
  /** Parts of lines that the person who watches is told. */
  readonly says?: readonly string[];
  /** What is remembered of it and shown to nobody. */
  readonly hidden?: object;
  /** What a lookup gives. */
  readonly result?: unknown;
}

/** What must come out, and what changed at Wix. */
export interface Gives extends Expected {
  /**
   * Requests that may change something, as `METHOD route`; with ` (not done)` where it had no effect, and ` (refused)` where
   * Wix itself said no. @default none
   */
  readonly writes?: readonly string[];
  /** What comes out of the native shell instead, and why; all else is as said. */
  readonly native?: Expected & { readonly because: DifferenceName };
}

export type Call =
  /** As an engine does for `pulumi preview` and at the beginning of an `up`. */
  | { readonly call: "check"; readonly args: Args }
  /** A check, and what would be made. */
  | { readonly call: "preview"; readonly args: Args }
  | { readonly call: "create"; readonly args: Args }
  | { readonly call: "diff"; readonly args: Args }
  /** A check, a diff and an update. */
  | { readonly call: "update"; readonly args: Args }
  /** A refresh. */
  | { readonly call: "read" }
  | { readonly call: "delete" }
  /** By the id alone: what `pulumi import` asks, and a class's `get`. */
  | { readonly call: "import"; readonly id: string; readonly args?: Args }
  | { readonly call: "lookup"; readonly name: string; readonly args: Args };

export type Asked = Call & { readonly gives: Gives };

export type Step =
  | Asked
  /** What a second writer does. */
  | { readonly others: readonly [family: string, subject: string, change: unknown] }
  /** What befalls the next requests that fit. */
  | { readonly fault: FaultRule }
  /** Wix's clock goes on, ms. */
  | { readonly passes: number }
  /** All that was asked before belongs to an earlier run. */
  | { readonly run: "next" }
  /** The call's process is killed while a request is under way, and nobody hears of its outcome. */
  | { readonly killed: Call; readonly at: KillPoint; readonly writes?: readonly string[] }
  /** The run is cancelled while a request is under way; the answer comes, or not, within a second. */
  | { readonly cancelled: Call; readonly at: KillPoint; readonly gives: Gives };

export interface KillPoint extends Pick<FaultRule, "method" | "route" | "nth"> {
  /** Whether Wix does the work before. */
  readonly when: "before" | "after";
}

export interface Case {
  /** A promise. */
  readonly name: string;
  /** Of what is asked. */
  readonly type: ClassName | "lookup";
  /** @default the simulator's sample account, in which all settles at once */
  readonly account?: () => StateDocument;
  readonly steps: readonly Step[];
}

export const check = (args: Args, gives: Gives): Asked => ({ call: "check", args, gives });
export const preview = (args: Args, gives: Gives): Asked => ({ call: "preview", args, gives });
export const create = (args: Args, gives: Gives): Asked => ({ call: "create", args, gives });
export const diff = (args: Args, gives: Gives): Asked => ({ call: "diff", args, gives });
export const update = (args: Args, gives: Gives): Asked => ({ call: "update", args, gives });
export const read = (gives: Gives): Asked => ({ call: "read", gives });
export const remove = (gives: Gives): Asked => ({ call: "delete", gives });
export const lookup = (name: string, args: Args, gives: Gives): Asked => ({
  call: "lookup",
  name,
  args,
  gives,
});
export const takeOver = (id: string, gives: Gives, args?: Args): Asked => ({
  call: "import",
  id,
  ...(args && { args }),
  gives,
});
export const others = (family: string, subject: string, change: unknown): Step => ({
  others: [family, subject, change],
});
export const fault = (rule: FaultRule): Step => ({ fault: rule });
export const passes = (ms: number): Step => ({ passes: ms });
export const nextRun: Step = { run: "next" };

/** All settles at once: waits are what a case is about, or nothing. */
export const AT_ONCE: NonNullable<StateDocument["settings"]> = {
  settleMs: 0,
  registrationMs: 0,
  activationMs: 0,
  icannConfirmationMs: 0,
  propagationMs: 0,
};
