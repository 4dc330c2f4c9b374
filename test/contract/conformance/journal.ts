import type { JournalRequest } from "../../../simulator/src";

const mayWrite = ({ method, path }: JournalRequest): boolean =>
  method !== "GET" && !/\/(query|preview|search)\b/.test(path);

const written = ({ method, route, performed, status, faults }: JournalRequest): string => {
  const refused = faults.length === 0 && (status ?? 0) >= 300;
  return `${method} ${route ?? "?"}${performed ? (refused ? " (refused)" : "") : " (not done)"}`;
};

/** The requests that may change something at Wix, in words of the table. */
export const writesIn = (requests: readonly JournalRequest[]): string[] =>
  requests.filter(mayWrite).map(written);
