import { UNKNOWN } from "../known";
import { mailRecordOf } from "../mail";
import { canonical, declaredBy } from "../record-sets";
import { resourceRule, type Common, type Resource, type Verdict } from "../rule";
import { except, isExcepted, listOf, type Exceptions } from "../settings";

interface Config extends Common, Exceptions {
  readonly zones?: readonly string[];
}

/*
 * With onDestroy: "keep", a set that is no longer declared stays in the zone, and so do all when the resource ends: what counts then
 * is what was saved. So mail loses nothing by what a program leaves out, in an update without a preview neither. What it does not
 * stop: a resource that gives up all mail records and "keep" at once, unless its zone is listed; and a value that is taken out of
 * a set that stays (wix-mail-declared sees both).
 */
export function judge(resource: Resource, config: Config): Verdict {
  const { kind, name, args } = resource;
  if (kind !== "DnsZoneRecords" || args.onDestroy === "keep" || isExcepted(resource, config)) return {};
  const { zone, sets, isPartial } = declaredBy(args);
  const mail = sets.map(mailRecordOf).filter(record => record !== undefined);
  const certain = mail.find(({ isUncertain }) => !isUncertain);
  const isListed = zone !== undefined && (config.zones ?? []).map(canonical).includes(zone);
  const reason =
    certain !== undefined
      ? `declares mail's ${certain.kind} of ${certain.hostName}`
      : isListed
        ? `writes to ${zone}, whose mail is to be kept`
        : undefined;
  if (reason === undefined)
    return mail.length > 0 || isPartial
      ? { untold: [`Whether "${name}" declares records of mail is only known later.`] }
      : {};
  if (args.onDestroy === UNKNOWN)
    return { untold: [`onDestroy of "${name}", which ${reason}, is only known later.`] };
  return {
    refused: [
      `"${name}" ${reason}. Say onDestroy: "keep", so that they stay when they are no longer declared, or name it in "except" of wix-mail-kept.`,
    ],
  };
}

/** `wix-mail-kept`. Refuses records of mail without `onDestroy: "keep"`. Settings: `zones`, `except`. */
export const mailKept = resourceRule<Config>(
  {
    name: "wix-mail-kept",
    description: "Mail's records stay when a program no longer declares them.",
    enforcementLevel: "mandatory",
    settings: { zones: listOf("Zones all of whose DnsZoneRecords have to keep what they write."), except },
  },
  judge,
);
