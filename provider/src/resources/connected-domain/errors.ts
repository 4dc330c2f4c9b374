import { recordsBlock } from "../../dns/describe";
import type { RecordSets } from "../../dns/types";

/** What is compared of two connections of one domain. */
export interface ConnectionSettings {
  connectionType: string | undefined;
  siteId: string | undefined;
}

const described = ({ connectionType, siteId }: ConnectionSettings): string =>
  `${connectionType ?? "as a subdomain"}, ${siteId === undefined ? "no site" : `site ${siteId}`}`;

/** The domain is connected already, in another way. */
export class ConnectedOtherwise extends Error {
  readonly kind = "connected-otherwise";
  constructor(domain: string, declared: ConnectionSettings, found: ConnectionSettings) {
    super(
      `${domain} is connected already, and was left as it is:\n` +
        `  declared  ${described(declared)}\n` +
        `  at Wix    ${described(found)}\n` +
        "Declare it as it is at Wix to manage it here, or disconnect it in Wix first.",
    );
  }
}

/** What was connected is not connected any more. */
export class NoLongerConnected extends Error {
  readonly kind = "no-longer-connected";
  constructor(domain: string) {
    super(
      `${domain} is not connected to this account any more. Run \`pulumi refresh\` to take that over, then run again ` +
        "to connect it anew. If accountId was changed, change it back.",
    );
  }
}

/** Disconnecting the domain would lose records that nobody else keeps. */
export const zoneInUse = (domain: string, left: RecordSets): Error =>
  new Error(
    `${domain} was not disconnected: its DNS zone would be lost, and these records with it:\n` +
      `${recordsBlock(left, 2)}\n` +
      "Keep a copy, and remove them from the zone; or set force: true, run `pulumi up`, and then delete.",
  );

/** The answers were lost, and Wix shows no connection. */
export const notConnectedYet = (domain: string, lost: Error | undefined): Error =>
  new Error(
    `${domain} does not show as connected. Run again: the next run looks before it connects.` +
      (lost === undefined ? "" : `\n  ${lost.message}`),
    { cause: lost },
  );

/** The time is up, and Wix still shows the connection. */
export const stillConnected = (domain: string, lost: Error | undefined): Error =>
  new Error(
    `${domain} is still connected after it was disconnected. Run again.` +
      (lost === undefined ? "" : `\n  ${lost.message}`),
    { cause: lost },
  );

/** @param owner who declares records of the zone, in words */
export const zoneDeclared = (domain: string, owner: string): Error =>
  new Error(
    `${domain} was not disconnected: its DNS zone would be lost, and ${owner} declares records in it. Remove those ` +
      "from the program as well, or keep the domain as it is.",
  );

/** @param owner who declares the domain in another way, in words */
export const declaredOtherwise = (domain: string, owner: string): Error =>
  new Error(
    `${domain} was not disconnected: ${owner} declares it, connected in another way. Rename the resource with an ` +
      "alias of its old name, so that one and the same changes; or take it out of the program for one run.",
  );

/** @param owner who declares which site the domain serves, in words */
export const placeDeclared = (domain: string, owner: string): Error =>
  new Error(
    `${domain} was not disconnected: ${owner} declares which site it serves. Remove that from the program as well, or ` +
      "keep the domain as it is.",
  );
