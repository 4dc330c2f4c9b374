import Fastify, { type FastifyInstance } from "fastify";
import type { Edits } from "../account/families";
import type { SettingsChange, StateDocument } from "../account/state";
import type { FaultRule } from "../http/fault-rule";
import type { Control } from "./control";

/** The control functions over HTTP. What they refuse is 400 with `{ message }`. */
export const createControlServer = (control: Control): FastifyInstance => {
  const server = Fastify({ bodyLimit: 64 * 1024 * 1024, forceCloseConnections: true });
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
