import type { FastifyInstance } from "fastify";
import type { Simulation } from "../http/simulation";
import { readAsset } from "./assets";
import { CONTENT_SECURITY_POLICY, DOCUMENT } from "./document";
import { createFeed } from "./feed";
import { requestOf } from "./journal";
import { jsonWithout } from "./secrets";
import { viewOf } from "./view";

/** The page to look at, beside the control functions, which its buttons call. */
export const addPage = (server: FastifyInstance, simulation: Simulation): void => {
  const feed = createFeed(simulation);
  // Those who look on would keep the server from closing.
  server.addHook("preClose", done => {
    feed.close();
    done();
  });
  const json = (value: unknown) => {
    const { apiKeys } = simulation.world.state;
    return jsonWithout(
      apiKeys.map(({ key }) => key),
      value,
    );
  };

  server.get("/", (_request, reply) =>
    reply
      .headers({ "content-security-policy": CONTENT_SECURITY_POLICY, "referrer-policy": "no-referrer" })
      .type("text/html; charset=utf-8")
      .send(DOCUMENT),
  );
  server.get<{ Querystring: { zone?: string } }>("/page/view", ({ query }, reply) =>
    reply.type("application/json").send(json(viewOf(simulation, query.zone ?? ""))),
  );
  server.get<{ Params: { sequence: string } }>("/page/requests/:sequence", ({ params }, reply) => {
    const sequence = Number(params.sequence);
    const found = requestOf(simulation, sequence, feed.answerTo(sequence));
    if (found === undefined) throw new Error(`the journal has no request ${params.sequence}`);
    return reply.type("application/json").send(json(found));
  });
  server.get("/page/events", (_request, reply) => reply.type("text/event-stream").send(feed.open()));
  server.get<{ Params: { "*": string } }>("/page/*", async ({ params }, reply) => {
    const asset = await readAsset(params["*"]);
    if (asset === undefined) return reply.code(404).send({ message: `the page has no ${params["*"]}` });
    return reply.type(asset.type).send(asset.content);
  });
};
