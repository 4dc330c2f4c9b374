import type { Settings, StateDocument } from "../account/state";
import type { Fault } from "../http/faults";
import type { Journal } from "../http/simulation";
import type { Violation } from "../kernel/refusal";
import type { Warning } from "../kernel/warning";
import type { Control, Health } from "./control";

/**
 * The control functions of a simulator in another process.
 *
 * @param controlUrl as printed at its start, such as `http://127.0.0.1:4001`
 */
export const controlClient = (controlUrl: string): Control => {
  const call = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
    const init = { headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
    const response = await fetch(new URL(path, controlUrl), { method, ...(body !== undefined && init) });
    const answer = (await response.json()) as T & { message?: string };
    if (!response.ok) throw new Error(answer.message ?? `${method} ${path} answered ${response.status}`);
    return answer;
  };
  const act = async (method: string, path: string, body?: unknown): Promise<void> => {
    await call(method, path, body);
  };
  const faultPath = (id: string, verb: string) => `/faults/${encodeURIComponent(id)}/${verb}`;
  return {
    health: () => call<Health>("GET", "/health"),
    state: () => call<StateDocument>("GET", "/state"),
    loadState: document => act("PUT", "/state", document),
    changeSettings: change => call<Settings>("PATCH", "/settings", change),
    journal: () => call<Journal>("GET", "/journal"),
    clearJournal: () => act("DELETE", "/journal"),
    violations: () => call<Violation[]>("GET", "/violations"),
    clearViolations: () => act("DELETE", "/violations"),
    warnings: () => call<Warning[]>("GET", "/warnings"),
    clearWarnings: () => act("DELETE", "/warnings"),
    ledger: () => call("GET", "/ledger"),
    faults: () => call<Fault[]>("GET", "/faults"),
    addFault: rule => call<Fault>("POST", "/faults", rule),
    clearFaults: () => act("DELETE", "/faults"),
    untilHeld: async id => (await call<{ sequence: number }>("GET", faultPath(id, "held"))).sequence,
    release: id => act("POST", faultPath(id, "release")),
    advanceClock: async ms => (await call<{ now: string }>("POST", "/clock/advance", { ms })).now,
    edit: (family, subject, change) => act("POST", `/${family}/${encodeURIComponent(subject)}/edit`, change),
  };
};
