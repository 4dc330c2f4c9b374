/** The domain serves a site that neither the program nor its last run knows of. */
export const servesAnotherSite = (domain: string, site: string, declared: string): Error =>
  new Error(
    `${domain} serves site ${site}, and the program declares siteId ${declared}; it was left where it is. ` +
      `To move it, declare siteId: "${site}" first and change it in a later run; if it was moved since the last ` +
      "run, `pulumi refresh` takes that over.",
  );

/** Promoting the domain would put a name in front of the site that the world does not see yet. */
export class WouldGoDark extends Error {
  readonly kind = "would-go-dark";
  constructor(domain: string, siteId: string, primary: string, remediation: string) {
    super(
      `${domain} was not made primary of site ${siteId}: ${primary} is, and the site would be out of reach until the ` +
        `world sees ${domain}. ${remediation}`,
    );
  }
}

/** Taking the primary domain off its site would take the site's other domains with it. */
export class TakesOthersAlong extends Error {
  readonly kind = "takes-others-along";
  constructor(domain: string, siteId: string, others: readonly string[]) {
    super(
      `${domain} is the primary domain of site ${siteId}; to take it off would take ${others.join(", ")} off as well. ` +
        'Make another one primary first: declare it with assignmentType: "PRIMARY", or promote it in Wix.',
    );
  }
}

/** Wix takes the changes and goes on showing something else. */
export const notPlaced = (domain: string, step: string, cause: unknown): Error =>
  new Error(
    `could not ${step}: Wix does not show it for ${domain}. The next run looks again and goes on from there.` +
      (cause instanceof Error ? `\n  ${cause.message}` : ""),
    { cause },
  );

/** @param owner who declares the site's primary role, in words */
export const primaryOfAnother = (
  domain: string,
  siteId: string,
  owner: string,
  rival: string | undefined,
): Error =>
  new Error(
    `${domain} was not made primary of site ${siteId}: ${owner} declares ${rival ?? "its domain"} PRIMARY there. ` +
      'A site has one primary domain: declare assignmentType: "REDIRECT" for one of the two.',
  );

/** A site has a primary domain whose own declaration does not say that it steps down. */
export class WouldDisplace extends Error {
  readonly kind = "would-displace";
  constructor(domain: string, siteId: string, primary: string) {
    super(
      `${domain} was not made primary of site ${siteId}: ${primary} is, and nothing in the program says that it steps ` +
        `down. Declare that, by a DomainAssignment of ${primary} on this site with assignmentType: "REDIRECT" (or on ` +
        `another site), on which this one depends; or declare ${domain} as a "REDIRECT".`,
    );
  }
}
