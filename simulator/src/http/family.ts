import { type Task, type World } from "../account/world";
import { type Breach, type Refusal } from "./refusal";
import { type Route } from "./route";

/** How a family refuses a caller; Wix's families differ here. */
export interface CallerRefusals {
  /** `Authorization` absent, unknown, or not the bare key. */
  readonly key: (...breaches: Breach[]) => Refusal;
  /** `wix-account-id` absent, unknown, or not an account of the key. */
  readonly account: (...breaches: Breach[]) => Refusal;
  /** `wix-account-id` is no GUID; default: as `account`. */
  readonly malformedAccount?: () => Refusal;
  /** `wix-account-id` is an account that the key does not act for; default: as `account`. */
  readonly foreignAccount?: () => Refusal;
  readonly permission: (permission: string) => Refusal;
}

/** @throws {Error} when the subject does not exist */
export type Edit = (world: World, subject: string) => void;

/** By what a behaviour of the simulator is known. */
export interface EvidenceRow {
  readonly behaviour: string;
  readonly evidence: "documented" | "seen in a client" | "inferred";
}

/** One API family of Wix. Its state is a field of the state document. */
export interface Family {
  /** Kebab case; names the family in control calls. */
  readonly name: string;
  readonly routes: readonly Route[];
  readonly callerRefusals: CallerRefusals;
  /** Reads a second writer's change, which is then made past all rules of the API. @throws {ZodError} */
  readonly edit?: (change: unknown) => Edit;
  /** What the family schedules, by a name of its own: `<family>.<event>`. */
  readonly tasks?: Readonly<Record<string, Task>>;
  readonly evidence: readonly EvidenceRow[];
}
