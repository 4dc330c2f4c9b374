/** Wix hosts no zone of this name for this account. */
export class NoZone extends Error {
  readonly kind = "no-zone";
  constructor(domainName: string) {
    super(
      `Wix hosts no DNS zone ${domainName} for this account, so it has no DNSSEC there. Only domains registered through ` +
        "Wix or connected by NAMESERVERS have one: let the settings depend on that resource, or check domainName and " +
        "accountId.",
    );
  }
}

/** Wix takes the change and goes on showing something else. */
export const notSwitched = (domainName: string, wanted: boolean, lost: Error | undefined): Error =>
  new Error(
    `DNSSEC of the zone ${domainName} does not show as ${wanted ? "on" : "off"}. The next run looks again and goes on ` +
      `from there.${lost === undefined ? "" : `\n  ${lost.message}`}`,
    { cause: lost },
  );

/** The flag was sent and may stand. */
export class PerhapsSwitched extends Error {
  readonly kind = "perhaps-switched";
  constructor(override readonly cause: Error) {
    super(cause.message);
  }
}

/** Somebody else has turned it on or off since the last run, and the program did not ask for a change. */
export const switchedByOthers = (domainName: string, declared: boolean): Error =>
  new Error(
    `DNSSEC of the zone ${domainName} was turned ${declared ? "off" : "on"} by somebody else since the last run, and ` +
      "was left so. `pulumi refresh` takes that over, and the next preview shows the change back.",
  );
