import type { Reply } from "../../provider/src/wix/transport";
import type { StateDocument } from "../../simulator/src";
import type { State } from "../../simulator/src/account/state";
import { perform } from "../../simulator/src/http/perform";
import { applyEdit, settleDue } from "../../simulator/src/http/simulation";
import { createSimulation } from "../../simulator/src/simulated-account";

/** A simulated account in this process, without sockets, that answers at once. */
export interface Account {
  /** As it stands, not to be changed. */
  state(): Readonly<State>;
  /** Does the work of a request and answers as Wix does. */
  answer(request: AccountRequest): Reply & { kind: "reply" };
  /** What a second writer changes, past all rules of the API. */
  edit(family: string, subject: string, change: unknown): void;
  advance(ms: number): void;
  /** What no correct client sends, or does well to leave out. */
  violations(): readonly string[];
}

export interface AccountRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
}

/** @param seed of ids and of the order of answers */
export const openAccount = (seed: number, document: StateDocument): Account => {
  const simulation = createSimulation({ seed, state: document, clock: "frozen" });
  return {
    state: () => {
      settleDue(simulation);
      return simulation.world.state;
    },
    answer: ({ method, url, headers, body }) => {
      const { pathname, search } = new URL(url);
      const path = pathname + search;
      simulation.sequence += 1;
      const { sequence } = simulation;
      const answer = perform(
        simulation,
        {
          sequence,
          found: simulation.router(method, path),
          method,
          path,
          headers,
          text: method === "GET" ? undefined : body,
        },
        (kind, detail) => simulation.warnings.push({ kind, sequence, detail }),
      );
      return {
        kind: "reply",
        status: answer.status,
        headers: { ...answer.headers, "x-wix-request-id": `simulated-${seed}-${simulation.sequence}` },
        body: answer.body,
      };
    },
    edit: (family, subject, change) => {
      applyEdit(simulation, { family, subject, change });
    },
    advance: ms => {
      simulation.world.clock.advance(ms);
    },
    violations: () =>
      [...simulation.violations, ...simulation.warnings].map(({ kind, detail }) => `${kind}: ${detail}`),
  };
};
