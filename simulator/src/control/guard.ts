import type { IncomingHttpHeaders } from "node:http";
import { isIP } from "node:net";

/** What is judged of a request to the control port. */
interface Caller {
  readonly method: string;
  /** With the query string. */
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
}

/**
 * Why a request may not come in; `undefined` where it may. The control port has no password, so no page from elsewhere
 * may reach it through the browser of whoever runs it: neither by a name that was made to lead here (DNS rebinding),
 * nor by a form or a script that only has to send (CSRF). Other programs send none of these headers, and come in.
 *
 * @param names beside localhost and addresses, by which the port may be called
 */
export const refusalOf = (caller: Caller, names: readonly string[]): string | undefined => {
  const { host = "", origin, "sec-fetch-site": site } = caller.headers;
  if (!isOurs(host, names))
    return `the control port is not called ${host || "nothing"}; call it by its address, or allow the name: --allow-host`;
  if (origin !== undefined && hostOf(origin) !== host)
    return `a page of ${origin} may not use the control port`;
  if ((site === "cross-site" || site === "same-site") && !isVisit(caller))
    return "a page from elsewhere may not use the control port";
  return undefined;
};

/** An address cannot be made to lead elsewhere, and localhost leads here everywhere. */
const isOurs = (host: string, names: readonly string[]): boolean => {
  const name = host.replace(/:\d+$/, "").toLowerCase();
  if (isIP(name.replace(/^\[(.*)\]$/, "$1")) !== 0) return true;
  return name === "localhost" || name.endsWith(".localhost") || names.includes(name);
};

const hostOf = (origin: string): string | undefined =>
  URL.canParse(origin) ? new URL(origin).host : undefined;

/** Somebody followed a link to the page. */
const isVisit = ({ method, url, headers }: Caller): boolean =>
  method === "GET" && url === "/" && headers["sec-fetch-mode"] === "navigate";
