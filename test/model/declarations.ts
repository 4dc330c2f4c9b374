import type { Declaration, Program, Properties, Reference } from "../harness/engine/shell.ts";
import { isKind, needs, type Role, type Thing } from "./things.ts";
import { PREMIUM_SITE, SETS, setKey } from "./universe.ts";

const CLASSES: Readonly<Record<Thing["kind"], string>> = {
  records: "DnsZoneRecords",
  package: "Package",
  assignment: "ProductInstanceAssignment",
  connected: "ConnectedDomain",
  place: "DomainAssignment",
  registered: "RegisteredDomain",
};

const YEARLY = { type: "RECURRING", cycleDuration: { unit: "YEAR", count: 1 } };

/** Must be seen nowhere. */
export const SECRET = "Adaline-Secret";

const REGISTRANT = {
  firstName: SECRET,
  lastName: "Baker",
  email: "ada@bakery.example",
  address: "1 Main Street",
  city: "Boston",
  countryCode: "US",
  subdivisionCode: "MA",
  postalCode: "02110",
  phone: "+16175550100",
};

const served = (role: Role): Properties =>
  role === undefined ? {} : { siteId: PREMIUM_SITE, assignmentType: role };

const argumentsOf = (thing: Thing, ordered: readonly Thing[]): Properties => {
  const instanceOf = (other: Thing): Reference => ({
    $of: ordered.indexOf(other),
    path: ["productInstanceIds", 0],
  });
  switch (thing.kind) {
    case "records": {
      const records = [...thing.sets].map(([set, values]) => {
        const { type, hostName } = SETS[set]!;
        return { type, hostName, values };
      });
      return {
        domainName: thing.zone,
        records,
        existing: thing.existing,
        onDestroy: thing.onDestroy,
        // Random changes are no accidents: what is refused for the mail's sake has tests of its own.
        allow: ["remove-mx", "remove-spf", "remove-all", "mass-change"],
      };
    }
    case "package": {
      const product = { catalogProductId: thing.product, countryCode: "DE", billingInfo: YEARLY };
      return {
        products: [product],
        onDestroy: thing.onDestroy,
        ...(thing.externalId !== undefined && { externalId: thing.externalId }),
      };
    }
    case "assignment":
      return { productInstanceId: instanceOf(thing.of), siteId: thing.site };
    case "connected":
      return { domain: thing.domain, connectionType: "NAMESERVERS", ...served(thing.role) };
    case "place":
      return {
        domain: thing.domain,
        siteId: PREMIUM_SITE,
        ...(thing.role !== undefined && { assignmentType: thing.role }),
      };
    case "registered":
      return {
        domain: thing.domain,
        productInstanceId: instanceOf(thing.of),
        contacts: { registrant: REGISTRANT },
        ...served(thing.role),
      };
  }
};

const declaration = (thing: Thing, ordered: readonly Thing[]): Declaration => ({
  type: CLASSES[thing.kind],
  name: thing.name,
  parents: thing.parents,
  args: argumentsOf(thing, ordered),
  options: {
    aliases: thing.aliases,
    ...(thing.dependsOn && { dependsOn: [ordered.indexOf(thing.dependsOn)] }),
    ...(thing.deleteBeforeReplace && { deleteBeforeReplace: true }),
    ...(thing.replaceOnChanges && { replaceOnChanges: ["*"] }),
  },
});

/** In the order of declaration, but what others need comes before them. */
export const inOrder = (program: readonly Thing[]): Thing[] => {
  const ordered = new Set<Thing>();
  const add = (thing: Thing): void => {
    needs(thing).forEach(add);
    ordered.add(thing);
  };
  program.forEach(add);
  return [...ordered];
};

/** As a program's constructors run. */
export const declarations = (program: readonly Thing[]): Program => {
  const ordered = inOrder(program);
  return ordered.map(thing => declaration(thing, ordered));
};

/** Each declared set with its resource. */
export const declaredSets = (program: readonly Thing[]) =>
  program
    .filter(isKind("records"))
    .flatMap(thing =>
      [...thing.sets].map(([set, values]) => ({ key: setKey(thing.zone, SETS[set]!), values, thing })),
    );

/** Sets that two resources declare, of which one wants it for itself: the provider refuses such a program. */
export const collisions = (program: readonly Thing[]): ReadonlySet<string> => {
  const all = declaredSets(program);
  const shared = (key: string): boolean =>
    all.filter(one => one.key === key).every(({ thing }) => thing.existing === "merge");
  const twice = all.filter((one, index) => all.findIndex(({ key }) => key === one.key) !== index);
  return new Set(twice.map(({ key }) => key).filter(key => !shared(key)));
};
