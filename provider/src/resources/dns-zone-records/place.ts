/* Where a resource has its record sets, what names it there, and who sees to that zone. */
import type { Context } from "../../lifecycle/context";
import type { DnsZoneRecordsInputs } from "./schema";
import type { Place } from "./things";
import { zoneQueue, type ZoneQueue } from "./zone-queue";

/** What says where. */
export type Placed = Pick<DnsZoneRecordsInputs, "domainName" | "accountId">;

export const placeOf = (ctx: Context, { domainName, accountId }: Placed): Place => ({
  account: ctx.account(accountId),
  domainName,
});

export const queueOf = (ctx: Context, placed: Placed): ZoneQueue => {
  const { account, domainName } = placeOf(ctx, placed);
  return zoneQueue(ctx, account, domainName);
};

export const idOf = ({ owner }: Context, { domainName }: Placed): string => `${domainName}/${owner.name}`;
