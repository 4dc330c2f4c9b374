import type { WixError } from "../../wix/errors";

/** Wix's query of packages shows none that holds the instance. */
export const noInstance = (instanceId: string, accountId: string): Error =>
  new Error(
    `Wix shows no package of account ${accountId} that holds product instance ${instanceId}. ` +
      "Check productInstanceId and accountId; a package bought just now may take a while to show: run again then.",
  );

/** The instance sits on a site that this resource did not choose; it was left there. */
export const sitsElsewhere = (instanceId: string, there: string, declared: string): Error =>
  new Error(
    `product instance ${instanceId} is on site ${there}, where this resource did not put it, and was left there; declared is site ${declared}. ` +
      "Moving it takes the service from the other site at once: say allowMove: true to do so.",
  );

/** A package of the program puts the instance on another site. */
export const placedByPackage = (instanceId: string, holder: string, siteId: string): Error =>
  new Error(
    `${holder} has product instance ${instanceId} on site ${siteId}, another one than is declared here; it was left where it ` +
      `is. Declare its site in one place: take the product's siteId out of ${holder}, or take out this resource.`,
  );

const place = (siteId: string | undefined): string => (siteId === undefined ? "no site" : `site ${siteId}`);

/** Wix does not take the instance on the declared site. */
export class PlacementRefused extends Error {
  readonly kind = "placement-refused";
  constructor(
    override readonly cause: WixError,
    instanceId: string,
    /** Where it was; undefined: on no site. */
    from: string | undefined,
    to: string,
    backOn: string | undefined,
  ) {
    super(
      `product instance ${instanceId} cannot go from ${place(from)} to site ${to}; ` +
        `it is on ${place(backOn)} now.\n  ${cause.message}`,
    );
  }
}

/** The instance was cancelled: it can be put on no site. */
export const instanceOver = (instanceId: string, status: string): Error =>
  new Error(
    `product instance ${instanceId} is ${status} and can be put on no site. Run \`pulumi refresh\`, and check productInstanceId.`,
  );

/** Wix took a change of the placement, or its answer was lost, and the instance does not show it. */
export const placementNotShown = (
  instanceId: string,
  wanted: string | undefined,
  shown: string | undefined,
  lost: Error | undefined,
): Error =>
  new Error(
    `product instance ${instanceId} should be on ${wanted ?? "no site"} and is on ${shown ?? "no site"}. ` +
      `Run again: the next run looks where it is first.${lost === undefined ? "" : `\n  ${lost.message}`}`,
    { cause: lost },
  );

/** A change of the placement was sent, and where the instance is cannot be seen. */
export const unseen = (instanceId: string, cause: Error): Error =>
  new Error(
    `product instance ${instanceId} was to be moved, and where it is cannot be seen. ` +
      `Run again: the next run looks where it is first.\n  ${cause.message}`,
    { cause },
  );
