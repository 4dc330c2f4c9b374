import { dnsZones } from "./dns-zones";
import { type Family } from "./http/family";

/** A new family is a folder like `dns-zones/`, a field of the state document, and a line here. */
export const FAMILIES: readonly Family[] = [dnsZones];
