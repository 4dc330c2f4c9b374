import { UNKNOWN } from "../../core/unknown";
import { isInZone } from "../names";
import { NAME_RULES } from "./names";
import { quote, theHostName, type Rule } from "./rule";

const nameRules = Object.entries(NAME_RULES).map(([name, reasonAgainst]): [string, Rule] => [
  `host-name-${name}`,
  theHostName((hostName, { hostNameAsGiven }) => {
    const reason = hostNameAsGiven === "" ? undefined : reasonAgainst(hostName);
    return reason && `${quote(String(hostNameAsGiven))} ${reason}`;
  }),
]);

export const hostNameRules: Record<string, Rule> = {
  ...Object.fromEntries(nameRules),

  "host-name-empty": theHostName((_, { hostNameAsGiven }) =>
    hostNameAsGiven === "" ? 'is empty; write "@" for the zone itself' : undefined,
  ),

  "host-name-in-zone": theHostName((hostName, _, { zone }) =>
    zone === UNKNOWN || isInZone(zone, hostName)
      ? undefined
      : `${quote(hostName)} looks like a full name outside the zone ${zone}; a record set of this zone is ` +
        `written "@", relative ("www"), or in full ("www.${zone}"): is "${hostName}.${zone}" meant?`,
  ),

  "host-name-of-srv": theHostName((hostName, { type }) =>
    type !== "SRV" || /^_[^.]+\._[^.]+(\.|$)/.test(hostName)
      ? undefined
      : `${quote(hostName)} does not name a service; an SRV record's host name begins with service and protocol, ` +
        'e.g. "_sip._tcp"',
  ),
};
