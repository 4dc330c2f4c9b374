/*
 * Packages are adopted by their external id alone: where Wix shows none, or more than one live package has it, an `up`
 * would refuse or, worse, buy. Those are left out, and what of them stands on a site is declared by its place.
 */
import { present } from "../../core/present";
import { isEnabled } from "../../resources/package/product";
import type { PackageInstance, WirePackage } from "../../wix/packages";
import type { Account, Left } from "./account";
import { Reference, type Value } from "./code";
import type { Resources } from "./declared";
import { byAge, camel, kebab } from "./names";
import type { Sites } from "./site-names";
import { UNKNOWN } from "../../core/unknown";

const liveOf = ({ productInstances }: WirePackage): PackageInstance[] =>
  productInstances.filter(({ status }) => status !== "CANCELED");

const whatIs = ({ id, externalId }: WirePackage): string =>
  `package ${id}${externalId === undefined ? "" : ` (${JSON.stringify(externalId)})`}`;

/** Why a package cannot be adopted; undefined: it can. */
const reasonAgainst = (one: WirePackage, all: readonly WirePackage[]): string | undefined => {
  const live = liveOf(one);
  if (one.externalId === undefined || one.externalId === "")
    return "has no external id, by which packages are adopted. Give it one (Wix: Update Package External Id), and export again";
  const rivals = all.filter(other => other.id !== one.id && other.externalId === one.externalId);
  if (rivals.length > 0)
    return `shares its external id with ${rivals.map(({ id }) => id).join(", ")}. Give each its own, and export again`;
  const troubled = live.filter(instance => !isEnabled(instance));
  if (troubled.length > 0)
    return `is not in order: ${troubled.map(({ instanceId, status }) => `instance ${instanceId} is ${status}`).join(", ")}`;
  return live.some(({ countryCode }) => countryCode === undefined)
    ? "does not say for which country it was bought. Declare it yourself, with its external id and country"
    : undefined;
};

/** Where all of a package stands: the file of that site's packages. */
const fileOf = (live: readonly PackageInstance[], sites: Sites): string => {
  const places = [...new Set(live.map(({ siteId }) => siteId))];
  const [only] = places;
  if (places.length > 1) return "packages/on-several-sites";
  return only === undefined ? "packages/on-no-site" : `packages/${sites.slug(only)}`;
};

const BILLINGS = ["RECURRING", "ONE_TIME"];

const productOf = (
  { catalogProductId, countryCode = "", siteId, billingInfo }: PackageInstance,
  sites: Sites,
) =>
  present<Record<string, Value | undefined>>({
    catalogProductId,
    countryCode: countryCode.toUpperCase(),
    siteId: siteId === undefined ? undefined : sites.reference(siteId),
    // A cycle that the provider does not know is left to Wix.
    billingInfo:
      billingInfo !== undefined && BILLINGS.includes(billingInfo.type)
        ? (present<Record<string, Value | undefined>>({
            type: billingInfo.type,
            cycleDuration: billingInfo.cycleDuration && { ...billingInfo.cycleDuration },
          }) as Value)
        : undefined,
  }) as Record<string, Value>;

/** `acme-plan` of `pulumi/shop/prod/acme-plan`. */
const nameOf = ({ id, externalId = "" }: WirePackage): string => {
  const last = /^pulumi\/[^/]+\/[^/]+\/(.+)$/.exec(externalId)?.[1] ?? externalId;
  return kebab(last) || `package-${id.slice(0, 8)}`;
};

export interface DeclaredPackages {
  left: Left[];
  /** The id of a product instance as the program has it; the GUID where no declared package tells. */
  instance(instanceId: string): Value;
}

/** The places of instances whose package is not declared. */
const declarePlaces = (one: WirePackage, resources: Resources, sites: Sites): number => {
  let declared = 0;
  for (const { instanceId, siteId, ...instance } of liveOf(one)) {
    if (siteId === undefined || !isEnabled(instance)) continue;
    const made = resources.declare({
      type: "ProductInstanceAssignment",
      name: `${sites.slug(siteId)}-service`,
      variable: camel(`${sites.slug(siteId)}-service`, "service"),
      file: `packages/${sites.slug(siteId)}`,
      args: { productInstanceId: instanceId, siteId: sites.reference(siteId) },
      id: instanceId,
    });
    if (!("refused" in made)) declared += 1;
  }
  return declared;
};

export const declarePackages = (
  { packages }: Account,
  resources: Resources,
  sites: Sites,
): DeclaredPackages => {
  const left: Left[] = [];
  const instances = new Map<string, Value>();
  for (const one of byAge(packages)) {
    const live = liveOf(one);
    const name = nameOf(one);
    const leave = (why: string): void => {
      const places = declarePlaces(one, resources, sites);
      const rest =
        places === 0
          ? ""
          : `. Declared of it: the site of ${places} product instance${places === 1 ? "" : "s"}`;
      left.push({ what: whatIs(one), why: `${why}${rest}` });
    };
    const reason = reasonAgainst(one, packages);
    if (reason !== undefined) {
      leave(reason);
      continue;
    }
    const file = fileOf(live, sites);
    const made = resources.declare({
      type: "Package",
      name,
      variable: camel(name, "package"),
      file,
      args: { externalId: one.externalId ?? "", products: live.map(instance => productOf(instance, sites)) },
      id: one.id,
    });
    if ("refused" in made) leave(`the provider takes it not: ${made.refused}`);
    // Of several alike the provider may pair any with any.
    else if (live.length === 1)
      instances.set(
        live[0]?.instanceId ?? "",
        new Reference(`${made.variable}.productInstanceIds[0]`, made.variable, file, UNKNOWN),
      );
  }
  return { left, instance: instanceId => instances.get(instanceId) ?? instanceId };
};
