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
export class ZoneInUse extends Error {
  readonly kind = "zone-in-use";
  constructor(
    domain: string,
    readonly left: RecordSets,
  ) {
    super(
      `${domain} was not disconnected: its DNS zone would be lost, and these records with it:\n` +
        `${recordsBlock(left, 2)}\n` +
        "Keep a copy, and remove them from the zone; or set force: true, run `pulumi up`, and then delete.",
    );
  }
}
