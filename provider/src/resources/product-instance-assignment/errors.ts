import type { WixError } from "../../wix/errors";

/** Wix's query of packages shows none that holds the instance. */
export class NoInstance extends Error {
  readonly kind = "no-instance";
  constructor(instanceId: string, accountId: string) {
    super(
      `Wix shows no package of account ${accountId} that holds product instance ${instanceId}. ` +
        "Check productInstanceId and accountId; a package bought just now may take a while to show: run again then.",
    );
  }
}

/** The instance sits on a site that this resource did not choose; it was left there. */
export class SitsElsewhere extends Error {
  readonly kind = "sits-elsewhere";
  constructor(instanceId: string, there: string, declared: string) {
    super(
      `product instance ${instanceId} is on site ${there}, where this resource did not put it, and was left there; declared is site ${declared}. ` +
        "Moving it takes the service from the other site at once: say allowMove: true to do so.",
    );
  }
}

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
      `product instance ${instanceId} cannot go from ${from === undefined ? "no site" : `site ${from}`} to site ${to}; ` +
        `it is ${backOn === undefined ? "on no site" : `on site ${backOn}`} now.\n  ${cause.message}`,
    );
  }
}

/** The instance was cancelled: it can be put on no site. */
export class InstanceOver extends Error {
  readonly kind = "instance-over";
  constructor(instanceId: string, status: string) {
    super(
      `product instance ${instanceId} is ${status} and can be put on no site. Run \`pulumi refresh\`, and check productInstanceId.`,
    );
  }
}

/** Wix took a change of the placement, or its answer was lost, and the instance does not show it. */
export class PlacementNotShown extends Error {
  readonly kind = "placement-not-shown";
  constructor(
    instanceId: string,
    wanted: string | undefined,
    shown: string | undefined,
    cause: Error | undefined,
  ) {
    super(
      `product instance ${instanceId} should be on ${wanted ?? "no site"} and is on ${shown ?? "no site"}. ` +
        `Run again: the next run looks where it is first.${cause === undefined ? "" : `\n  ${cause.message}`}`,
    );
  }
}
