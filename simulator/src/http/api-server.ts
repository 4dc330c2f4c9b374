import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from "fastify";
import { emptyEnvelope, json } from "./answer";
import { exchange } from "./exchange";
import { type Target } from "./perform";
import { type Simulation } from "./simulation";

/** A zone of 5000 record sets with 50 values each fits in. */
const BODY_LIMIT = 64 * 1024 * 1024;

/** Characters of one path parameter as sent: an external id of 100 may come percent-encoded. */
const MAX_PARAMETER = 2000;

export function createApiServer(simulation: Simulation): FastifyInstance {
  const server = Fastify({
    bodyLimit: BODY_LIMIT,
    forceCloseConnections: true,
    routerOptions: { maxParamLength: MAX_PARAMETER },
  });
  // Bodies stay text: what the client sent is judged, and kept in the journal, as sent.
  server.removeAllContentTypeParsers();
  server.addContentTypeParser("*", { parseAs: "string" }, (_request, text, done) => done(null, text));

  const serve = (target?: Target) => async (request: FastifyRequest, reply: FastifyReply) => {
    simulation.sequence += 1;
    const { method, url, headers, params, query, body } = request;
    const text = typeof body === "string" && body !== "" ? body : undefined;
    await exchange(
      simulation,
      target,
      { sequence: simulation.sequence, method, path: url, headers, text, parameters: params, query },
      reply,
    );
    return reply;
  };

  for (const family of simulation.families)
    for (const route of family.routes)
      server.route({
        method: route.method,
        url: route.template.replaceAll(/\{(\w+)\}/g, ":$1"),
        exposeHeadRoute: false,
        handler: serve({ family, route }),
      });
  server.setNotFoundHandler(serve());
  server.setErrorHandler((error, _request, reply) => {
    const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
    simulation.violations.push({ kind: "simulator-failure", sequence: simulation.sequence, detail });
    const { status, headers, body } = json(500, emptyEnvelope());
    void reply.code(status).headers(headers).send(body);
  });
  return server;
}
