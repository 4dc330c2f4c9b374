import { MAIL_KINDS, mailRecordOf, type MailRecord } from "../mail";
import { canonical, declaredBy, fullName, type Declared } from "../record-sets";
import { stackRule, type Common, type Resource, type Verdict } from "../rule";

interface Config extends Common {
  readonly zones?: Readonly<Record<string, { readonly mail?: readonly string[] }>>;
}

/** What a resource declares, by its name. */
interface Named extends Declared {
  readonly name: string;
}

/*
 * What a zone must hold is the configuration's word: a policy is shown nothing of the earlier state, and not at all what a run
 * deletes, so it cannot compare. It sees what the program declares, not what stands in the zone.
 */
export function judge(resources: readonly Resource[], { zones = {} }: Config): Verdict {
  const declared = resources
    .filter(({ kind }) => kind === "DnsZoneRecords")
    .map(({ name, args }) => ({ name, ...declaredBy(args) }));
  const verdicts = Object.entries(zones).flatMap(([zone, { mail = [] }]) =>
    mail.map(expected => judgeExpected(canonical(zone), expected, declared)),
  );
  return {
    refused: verdicts.flatMap(({ refused = [] }) => refused),
    untold: verdicts.flatMap(({ untold = [] }) => untold),
  };
}

function judgeExpected(zone: string, expected: string, declared: readonly Named[]): Verdict {
  const [kind, host] = expected.trim().split(/\s+/);
  const own = declared.filter(one => one.zone === zone || one.zone === undefined);
  const found = own.map(({ name, sets, isPartial }) => ({
    name,
    isPartial,
    records: sets
      .map(mailRecordOf)
      .filter(record => record !== undefined)
      .filter(record => record.kind === kind && isAt(record, zone, host)),
  }));
  if (found.some(({ records }) => records.some(({ isUncertain }) => !isUncertain))) return {};
  const unclear = found.filter(({ isPartial, records }) => isPartial || records.length > 0);
  if (unclear.length > 0)
    return {
      untold: [
        `Whether ${zone} keeps its ${expected} cannot be told: records of ${unclear.map(({ name }) => `"${name}"`).join(", ")} are only known later.`,
      ],
    };
  return {
    refused: [
      `No DnsZoneRecords declares the ${expected} of ${zone}. Declare it, or take it out of zones["${zone}"].mail of wix-mail-declared.`,
    ],
  };
}

/** Without a host name the zone's own is meant, and of DKIM any selector. */
function isAt({ kind, hostName }: MailRecord, zone: string, host: string | undefined): boolean {
  if (kind !== "DKIM") return hostName === fullName(host ?? "@", zone);
  return host === undefined
    ? hostName.endsWith(`._domainkey.${zone}`)
    : hostName === `${canonical(host)}._domainkey.${zone}`;
}

/** `wix-mail-declared`. Refuses a program in which a zone lacks records that its mail needs. Setting: `zones`. */
export const mailDeclared = stackRule<Config>(
  {
    name: "wix-mail-declared",
    description: "Zones keep the records that their mail needs.",
    enforcementLevel: "mandatory",
    settings: {
      zones: {
        type: "object",
        description:
          'What a zone must hold, e.g. { "example.com": { "mail": ["MX", "SPF", "DKIM google", "DMARC"] } }.',
        additionalProperties: {
          type: "object",
          additionalProperties: false,
          properties: {
            mail: {
              type: "array",
              items: { type: "string", pattern: `^(${MAIL_KINDS.join("|")})( [A-Za-z0-9_.@-]+)?$` },
              description:
                "Each a kind; of another name than the zone's with that name, of DKIM with the selector.",
            },
          },
        },
      },
    },
  },
  judge,
);
