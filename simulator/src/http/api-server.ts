import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import { serve } from "./exchange";
import type { Reply } from "./reply";
import type { Simulation } from "./simulation";

/** The account over HTTP. Bodies stay text: what the client sent is judged, and kept in the journal, as sent. */
export const createApiServer = (simulation: Simulation): Server =>
  createServer((request, response) => {
    // A client that goes away while it is sending has sent no request.
    answer(simulation, request, response).catch(() => response.destroy());
  });

const answer = async (
  simulation: Simulation,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> => {
  const { method = "", url: path = "", headers } = request;
  const { reply, entry } = await serve(simulation, { method, path, headers, text: await text(request) });
  // Who went away while the request was held has seen no answer.
  if (response.destroyed) entry.status = null;
  else send(response, reply);
};

const send = (response: ServerResponse, reply: Reply): void => {
  switch (reply.kind) {
    case "lost":
      response.destroy();
      return;
    case "cut-short":
      response.writeHead(reply.status, reply.headers);
      response.write(reply.received, () => response.destroy());
      return;
    case "reply":
      response.writeHead(reply.status, {
        ...reply.headers,
        "content-length": Buffer.byteLength(reply.body),
      });
      response.end(reply.body);
  }
};
