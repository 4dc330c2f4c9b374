import { applicationError, type Breach, type Refusal } from "./refusal";
import type { Route } from "./route";
import type { Task } from "./schedule";
import type { BaseState, Fields, SettingFields, StateFault, World } from "./world";

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
  /** `wix-site-id` is no GUID; default: what the call itself says, if it looks at the site. */
  readonly malformedSite?: () => Refusal;
  /** `wix-site-id` is no site of the account, or in the trash; default: as for `malformedSite`. */
  readonly foreignSite?: () => Refusal;
}

/** Of families whose tables have no codes of their own for a caller. */
export const plainCallers: CallerRefusals = {
  key: (...breaches) => applicationError(401, "UNAUTHENTICATED", "no identity", ...breaches),
  account: (...breaches) =>
    applicationError(403, "PERMISSION_DENIED", "the key does not act for the account", ...breaches),
  permission: permission =>
    applicationError(403, "PERMISSION_DENIED", `the key lacks the permission ${permission}`),
};

/** @throws {Error} when the subject does not exist */
export type Edit<State extends BaseState = BaseState> = (world: World<State>, subject: string) => void;

/** By what a behaviour of the simulator is known. */
export interface EvidenceRow {
  /** In a sentence. */
  readonly behaviour: string;
  /** Wix's documentation, a client that called Wix, or a guess. */
  readonly evidence: "documented" | "seen in a client" | "inferred";
}

interface Definition<State extends BaseState, Kept, Set> {
  /** Kebab case, as the folder; names the family in control calls. */
  readonly name: string;
  /** The families whose state and functions this one uses; default none. */
  readonly needs?: readonly Family[];
  /** Fields of the state document that the family keeps. */
  readonly state: Kept;
  /** What Wix leaves open, or takes longer for than a test can wait. */
  readonly settings: Set;
  /** What a state document may not say, beyond the form of each field; default nothing. */
  readonly faultsIn?: (state: State) => readonly StateFault[];
  /** How its routes refuse a caller; default `plainCallers`. */
  readonly callerRefusals?: CallerRefusals;
  /** Default none, of state that several families share. */
  readonly routes?: readonly Route<State>[];
  /** Reads a second writer's change, which is then made past all rules of the API. @throws {ZodError} */
  readonly edit?: (change: unknown) => Edit<State>;
  /** What it does when something is due: what it scheduled, or what another family lets know, by `<family>.<event>`. */
  readonly tasks?: Readonly<Record<string, Task<State>>>;
  /** Of each of its behaviours; default none. */
  readonly evidence?: readonly EvidenceRow[];
}

/** One API family of Wix, or a part of the state that several share. `State` is what it must find in the world. */
export interface Family<
  State extends BaseState = never,
  Kept = Fields,
  Set = SettingFields,
> extends Definition<State, Kept, Set> {
  readonly needs: readonly Family[];
  readonly callerRefusals: CallerRefusals;
  readonly routes: readonly Route<State>[];
  readonly evidence: readonly EvidenceRow[];
}

/** Fills in what a definition leaves out. */
export const family = <State extends BaseState, Kept extends Fields, Set extends SettingFields>(
  definition: Definition<State, Kept, Set>,
): Family<State, Kept, Set> => ({
  needs: [],
  callerRefusals: plainCallers,
  routes: [],
  evidence: [],
  ...definition,
});

export const documented = (behaviour: string): EvidenceRow => ({ behaviour, evidence: "documented" });
export const seen = (behaviour: string): EvidenceRow => ({ behaviour, evidence: "seen in a client" });
export const inferred = (behaviour: string): EvidenceRow => ({ behaviour, evidence: "inferred" });

/** The Markdown table of what is simulated and by what each behaviour is known. */
export const evidenceTable = (families: readonly Pick<Family, "name" | "evidence">[]): string => {
  const rows = families.flatMap(({ name, evidence }) =>
    evidence.map(row => `| ${name} | ${row.behaviour} | ${row.evidence} |`),
  );
  return ["| family | behaviour | evidence |", "|---|---|---|", ...rows].join("\n");
};
