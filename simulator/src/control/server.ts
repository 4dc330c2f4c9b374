import Fastify, { type FastifyInstance } from "fastify";
import type { Edits } from "../account/families";
import type { SettingsChange, StateDocument } from "../account/state";
import type { FaultRule } from "../http/fault-rule";
import type { Control } from "./control";
import { refusalOf } from "./guard";

/** No browser hands out an answer to pages from elsewhere, nor takes it for something else. */
const ANSWER_HEADERS = {
  "cache-control": "no-store",
  "cross-origin-resource-policy": "same-origin",
  "x-content-type-options": "nosniff",
};

/**
 * The control functions over HTTP. What they refuse is 400 with `{ message }`; who may not come in is told so with 403.
 *
 * @param names beside localhost and addresses, by which the port may be called
 */
export const createControlServer = (control: Control, names: readonly string[] = []): FastifyInstance => {
  const server = Fastify({ bodyLimit: 64 * 1024 * 1024, forceCloseConnections: true });
  // Any page can send a text without being asked who it is.
  server.removeContentTypeParser("text/plain");
  server.addHook("onRequest", async (request, reply) => {
    reply.headers(ANSWER_HEADERS);
    const message = refusalOf(request.raw as typeof request.raw & { method: string; url: string }, names);
    if (message !== undefined) await reply.code(403).send({ message });
  });
  server.setErrorHandler((error, _request, reply) => {
    const message = error instanceof Error ? error.message : String(error);
    void reply.code(400).send({ message });
  });

  server.get("/health", () => control.health());
  server.get("/state", () => control.state());
  server.put<{ Body: StateDocument }>("/state", ({ body }) => done(control.loadState(body)));
  server.patch<{ Body: SettingsChange }>("/settings", ({ body }) => control.changeSettings(body));
  server.get("/journal", () => control.journal());
  server.delete("/journal", () => done(control.clearJournal()));
  server.get("/violations", () => control.violations());
  server.delete("/violations", () => done(control.clearViolations()));
  server.get("/warnings", () => control.warnings());
  server.delete("/warnings", () => done(control.clearWarnings()));
  server.get("/ledger", () => control.ledger());
  server.get("/faults", () => control.faults());
  server.post<{ Body: FaultRule }>("/faults", ({ body }) => control.addFault(body));
  server.delete("/faults", () => done(control.clearFaults()));
  server.get<{ Params: { id: string } }>("/faults/:id/held", async ({ params }) => ({
    sequence: await control.untilHeld(params.id),
  }));
  server.post<{ Params: { id: string } }>("/faults/:id/release", ({ params }) =>
    done(control.release(params.id)),
  );
  server.post<{ Body: { ms: number } }>("/clock/advance", async ({ body }) => ({
    now: await control.advanceClock(body.ms),
  }));
  server.post<{ Params: { family: keyof Edits; subject: string }; Body: Edits[keyof Edits] }>(
    "/:family/:subject/edit",
    ({ params, body }) => done(control.edit(params.family, params.subject, body)),
  );
  return server;
};

const done = async (work: Promise<void>): Promise<object> => {
  await work;
  return {};
};
