import { type State } from "../account/state";
import { type Domain } from "../domains/domain";
import { rootOf } from "../domains/names";
import { failureInfo } from "./failure-info";
import { type Propagation } from "./propagation";

/** Where connected and registered domains use another word than the propagation itself. */
const DOMAIN_WORDS: Readonly<Record<string, string>> = {
  UNKNOWN_STATUS: "UNKNOWN_DNS_PROPAGATION_STATUS",
  SUCCEEDED: "COMPLETED",
};

/** The field `dnsPropagationStatus` of a domain. */
export function dnsPropagationStatus({ dnsPropagations }: State, name: string): string {
  const { status } = dnsPropagations[name] ?? { status: "UNKNOWN_STATUS" };
  return DOMAIN_WORDS[status] ?? status;
}

export function toWire(state: State, name: string, domain: Domain, propagation: Propagation): object {
  const { status, revision, createdDate, updatedDate } = propagation;
  return {
    id: name,
    domain: name,
    status,
    dnsResolverIncludesWixNs: asksWix(state, name),
    ...(status === "FAILED" && { failureInfo: failureInfo(state, name, domain) }),
    revision: String(revision),
    createdDate,
    updatedDate,
  };
}

/** Whether the world sees Wix's name servers; for a subdomain, those of its root. */
function asksWix({ domains, dnsPropagations }: State, name: string): boolean {
  const root = rootOf(name);
  const domain = domains[root];
  const isHosted = domain?.kind === "registered" || domain?.connectionType === "NAMESERVERS";
  return isHosted && dnsPropagations[root]?.status === "SUCCEEDED";
}
