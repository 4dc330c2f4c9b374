import { CUT_ADVICE, describeConflict, describeShown, type Show } from "../../dns/describe";
import type { Change, Conflict } from "../../dns/intent";
import { splitKey } from "../../dns/key";
import { shownCut } from "../../dns/shown";
import type { RecordSetKey, RecordSets } from "../../dns/types";
import type { Zone } from "../../dns/zone";
import { zoneAbove } from "../../domains/zone-names";

/** Wix hosts no zone of this name for this account. */
export class NoZone extends Error {
  readonly kind = "no-zone";
  constructor(domainName: string) {
    super(
      `Wix hosts no DNS zone ${domainName} for this account. Only domains registered through Wix or connected by ` +
        "NAMESERVERS have one: let these records depend on that resource, or check domainName and accountId." +
        zoneAbove(domainName),
    );
  }
}

/** A zone that was waited for. @param status of the registration that it should have come with */
export const zoneNeverCame = (domainName: string, status: string): Error =>
  new Error(
    `Wix hosts no DNS zone ${domainName}, and the registration that it comes with is ${status}. Nothing was changed. ` +
      (status === "ACTIVE"
        ? "Look at the domain's DNS records in Wix; once they are there, run again."
        : "A registration that failed is tried once more by `pulumi refresh` and, with corrected contacts, `pulumi up`."),
  );

/** Sets of the zone hold what neither we wrote nor the program declares; nothing more of the resource was sent. */
export const zoneConflict = (domainName: string, conflicts: readonly Conflict[], show: Show): Error =>
  new Error(
    `the zone ${domainName} was left as it is:\n` +
      conflicts.map(conflict => describeConflict(conflict, show)).join("\n"),
  );

/** Wix took a change and shows something else. */
export const storedDifferently = (
  domainName: string,
  keys: readonly RecordSetKey[],
  declared: RecordSets,
  zone: Zone,
  show: Show,
): Error => {
  const sets = keys.map(key => ({ key, declared: declared[key], read: zone.sets.get(key)?.content }));
  const areCut = sets.every(
    ({ key, declared: sent, read }) => sent && read && shownCut(splitKey(key).type, read, sent, true),
  );
  return new Error(
    `Wix accepted the change of ${keys.join(", ")} in the zone ${domainName}, but the zone shows something else.\n` +
      `${sets.map(set => describeShown(set, show)).join("\n")}\n` +
      (areCut
        ? CUT_ADVICE
        : "Either somebody else changes it at the same time, or Wix spells it in another way: declare it as shown then."),
  );
};

/** Others kept changing the zone until the time was up. */
export const zoneBusy = (domainName: string, changes: readonly Change[]): Error =>
  new Error(
    `the time-out passed before ${changes.map(({ key }) => key).join(", ")} could be changed in the zone ` +
      `${domainName}. Run again.`,
  );
