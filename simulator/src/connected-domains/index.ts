import { z } from "zod";
import { dnsPropagation } from "../dns-propagation";
import { dnsZones } from "../dns-zones";
import { domainAssignments } from "../domain-assignments";
import { domains } from "../domains";
import { connectedDomain, connectedDomainCallers } from "../domains/holding";
import { documented, type Edit, family, inferred, seen } from "../kernel/family";
import { connectionSettings, disconnect, type State } from "./connection";
import { connectedDomainRoutes } from "./routes";

const connectionEditSchema = z.strictObject({
  /** Somebody takes the domain out of the account. */
  disconnect: z.literal(true),
});

/** What somebody at the dashboard does to a connected domain. */
export type ConnectionEdit = z.input<typeof connectionEditSchema>;

const readConnectionEdit = (change: unknown): Edit<State> => {
  connectionEditSchema.parse(change);
  return (world, name) => {
    if (connectedDomain(world.state, name) === undefined) throw new Error(`no connected domain ${name}`);
    disconnect(world, name);
  };
};

export const connectedDomains = family({
  name: "connected-domains",
  needs: [domains, domainAssignments, dnsPropagation, dnsZones],
  state: {},
  settings: connectionSettings,
  routes: connectedDomainRoutes,
  callerRefusals: connectedDomainCallers,
  edit: readConnectionEdit,
  evidence: [
    documented("Missing or wrong key: 401 UNAUTHENTICATED"),
    documented("Malformed account or site: 400 DOMAINS_GUID_NOT_VALID"),
    documented("Unknown account or site: 403 DOMAINS_GUID_NOT_FOUND"),
    documented("Account of somebody else, or missing permission: 403 DOMAINS_PERMISSION_DENIED"),
    documented("Domain of another account: 403 DOMAINS_DOMAIN_NOT_PERMITTED"),
    documented("Not registered by anybody, or restricted: 400 Invalid domain"),
    inferred("Registered with Wix, or below such a domain: 400 Invalid domain"),
    documented(
      "connectionType of a root is NAMESERVERS or POINTING, a subdomain has none: 400 Invalid connection type",
    ),
    documented("Site without Premium plan: 403 NON_PREMIUM_SITE"),
    inferred("assignmentType and wix-site-id come together (400)"),
    documented("Connected with other settings: 409 DOMAINS_ALREADY_EXISTS"),
    inferred("Connected with equal settings: answered as it is (setting repeatedConnection)"),
    documented("NAMESERVERS makes a zone, POINTING and subdomains have none"),
    documented("Unknown connected domain: 404 NOT_FOUND on Get"),
    inferred("Unknown connected domain: 404 NOT_FOUND on Delete"),
    documented("Delete takes the zone with all records, and the assignment"),
    inferred("Setup info of what is not connected: 403 DOMAINS_DOMAIN_NOT_PERMITTED"),
    documented("Setup info of a name-server connection holds nameserverRecord"),
    documented("The same holds pointingRecords, as Wix's guides read it (setting nameServerSetupInfo)"),
    inferred("registrar.nameServers are Wix's own once the registrar is changed"),
    seen("registrar.name may be OTHER"),
    seen("wix-site-id on every call, beside the account"),
    inferred("wix-site-id without the account: the site's owner is meant"),
    documented("Create takes the whole object: read-only fields are ignored"),
  ],
});
