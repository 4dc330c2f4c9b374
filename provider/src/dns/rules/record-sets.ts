import { UNKNOWN } from "../../core/unknown";
import { failure, theHostName, type Rule } from "./rule";

/** Upper bound of RFC 2181 section 8; Wix documents none (docs/wix/dns.md#ttl). */
const MAX_TTL = 2 ** 31 - 1;

export const recordSetRules: Record<string, Rule> = {
  "cname-alone-on-its-host-name": theHostName((hostName, declaration, { byHostName }) => {
    if (declaration.type !== "CNAME") return undefined;
    const other = byHostName.get(hostName)?.find(({ type }) => type !== "CNAME" && type !== UNKNOWN);
    return other === undefined
      ? undefined
      : `${hostName} has a CNAME here and ${String(other.type)} in ${other.path}; a CNAME stands alone on its host ` +
          "name, so leave out one of the two";
  }),

  "cname-not-at-apex": theHostName((hostName, { type, hostNameAsGiven }, { zone }) =>
    type === "CNAME" && hostName === zone
      ? `${JSON.stringify(hostNameAsGiven)} is the zone itself, which cannot be a CNAME; use A and AAAA records, or ` +
        `a name below it such as "www"`
      : undefined,
  ),

  "one-record-set-per-type-and-host-name": {
    failures: (declaration, { byHostName }) => {
      const { type, hostName, path } = declaration;
      if (type === UNKNOWN || hostName === UNKNOWN) return [];
      const first = byHostName.get(hostName)?.find(other => other.type === type);
      return failure(
        path,
        first === declaration || first === undefined
          ? undefined
          : `declares ${type} ${hostName}, as ${first.path} does; there is one record set per type and host name, ` +
              "so put all values into one `values`",
      );
    },
  },

  "ttl-in-range": {
    failures: ({ path, ttl }) =>
      failure(
        `${path}.ttl`,
        ttl === undefined || ttl === UNKNOWN || (Number.isInteger(ttl) && ttl >= 0 && ttl <= MAX_TTL)
          ? undefined
          : `is ${ttl}; allowed are whole seconds from 0 to ${MAX_TTL}, e.g. 3600, or leave it out to keep what ` +
              "Wix has",
      ),
  },
};
