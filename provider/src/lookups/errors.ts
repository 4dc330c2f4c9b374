/*
 * What lookups throw into a program. Each class has a guard that goes by the literal `kind`, since a program may hold
 * this package twice. Loaded by every program, so it must stay light.
 */
export {
  ConfigurationError,
  TransportError,
  WixError,
  isConfigurationError,
  isTransportError,
  isWixError,
  type FailedCall,
  type FieldViolation,
} from "../wix/errors";

/** What can be looked for and not be there. */
export type SoughtKind = "DNS zone" | "registered domain" | "connected domain" | "package" | "site";

/**
 * Wix says that there is none, in its own words: not an outage, not bad credentials.
 * @example
 * ```ts
 * const zone = await wix.getDnsZone({ domainName: "example.com" }).catch((error: unknown) => {
 *   if (wix.isNotFoundError(error)) return undefined;
 *   throw error;
 * });
 * ```
 */
export class NotFoundError extends Error {
  /** By which {@link isNotFoundError} tells it, whichever copy of this package made it. */
  readonly kind = "not-found";
  constructor(
    /** What kind of thing was looked for. */
    readonly sought: SoughtKind,
    /** By what it was looked for: a domain in canonical form, a GUID, an external id. */
    readonly id: string,
    text: string,
  ) {
    super(text);
  }
}

/**
 * More than one live package has the external id; a person has to say which is meant.
 * @example
 * ```ts
 * const plan = await wix.getPackage({ externalId: "crm-1" }).catch((error: unknown) => {
 *   if (!wix.isSeveralPackagesError(error)) throw error;
 *   throw new Error(`decide between ${error.packageIds.join(" and ")}`);
 * });
 * ```
 */
export class SeveralPackagesError extends Error {
  /** By which {@link isSeveralPackagesError} tells it, whichever copy of this package made it. */
  readonly kind = "several-packages";
  constructor(
    /** What was looked for. */
    readonly externalId: string,
    /** GUIDs. */
    readonly packageIds: readonly string[],
  ) {
    super(
      `${packageIds.length} live packages have the external id "${externalId}": ${packageIds.join(", ")}. ` +
        "Look one up by its packageId, or give the others another external id.",
    );
  }
}

/**
 * More than one site of the account has the name; a person has to say which is meant.
 * @example
 * ```ts
 * const site = await wix.getSite({ name: "bakery" }).catch((error: unknown) => {
 *   if (!wix.isSeveralSitesError(error)) throw error;
 *   throw new Error(`decide between ${error.siteIds.join(" and ")}`);
 * });
 * ```
 */
export class SeveralSitesError extends Error {
  /** By which {@link isSeveralSitesError} tells it, whichever copy of this package made it. */
  readonly kind = "several-sites";
  constructor(
    /** What was looked for. */
    readonly siteName: string,
    /** GUIDs. */
    readonly siteIds: readonly string[],
  ) {
    super(
      `${siteIds.length} sites of the account are named "${siteName}": ${siteIds.join(", ")}. Look one up by its siteId.`,
    );
  }
}

const hasKind = (error: unknown, kind: string): boolean =>
  error instanceof Error && (error as { kind?: unknown }).kind === kind;

/**
 * Whether a lookup found nothing.
 * @example
 * ```ts
 * if (wix.isNotFoundError(error) && error.sought === "package") console.warn(`no package ${error.id} yet`);
 * ```
 */
export const isNotFoundError = (error: unknown): error is NotFoundError => hasKind(error, "not-found");

/**
 * Whether a lookup by external id found more than one package.
 * @example
 * ```ts
 * if (wix.isSeveralPackagesError(error)) console.warn(error.packageIds);
 * ```
 */
export const isSeveralPackagesError = (error: unknown): error is SeveralPackagesError =>
  hasKind(error, "several-packages");

/**
 * Whether a lookup by name found more than one site.
 * @example
 * ```ts
 * if (wix.isSeveralSitesError(error)) console.warn(error.siteIds);
 * ```
 */
export const isSeveralSitesError = (error: unknown): error is SeveralSitesError =>
  hasKind(error, "several-sites");
