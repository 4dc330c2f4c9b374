import { ConfigurationError } from "./errors";
import type { Exchange, Transport } from "./transport";

/** Reads whose filter is a body, so that they are sent by POST. All else that is no GET writes. */
const QUERIES = ["/resellers/v1/packages/query", "/site-list/v2/sites/query"];

/** By what is sent alone: no word of the caller's counts. */
const reads = ({ method, url }: Exchange): boolean =>
  method === "GET" || (method === "POST" && QUERIES.some(query => new URL(url).pathname.endsWith(query)));

/** A transport through which nothing is changed. @throws ConfigurationError before anything else is sent */
export const readOnly =
  (transport: Transport): Transport =>
  exchange => {
    if (reads(exchange)) return transport(exchange);
    const { method, url } = exchange;
    const error = new ConfigurationError(
      `${method} ${new URL(url).pathname} was not sent: it writes, and wix:readOnly (WIX_READ_ONLY) lets only reads pass.`,
    );
    return Promise.reject(error);
  };
