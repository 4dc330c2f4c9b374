import type { Claim, Failure } from "../lifecycle/lifecycle";

/**
 * Who declares what in the program that is being run. Pulumi checks every declared resource before it changes any of
 * them or deletes what is no longer declared, all in one process.
 */
export class Claims {
  /** By what is claimed, then by who claims it. */
  readonly #holders = new Map<string, Map<string, Claim>>();
  readonly #claimed = new Map<string, readonly Claim[]>();

  /**
   * Replaces what a resource claims.
   * @param resource its type and name
   * @returns a failure for each claim that collides with another resource's
   */
  claim(resource: string, claims: readonly Claim[]): Failure[] {
    for (const { key } of this.#claimed.get(resource) ?? []) this.#holders.get(key)?.delete(resource);
    this.#claimed.set(resource, claims);
    return claims.flatMap(claim => {
      const holders = this.#holders.get(claim.key) ?? new Map<string, Claim>();
      const rival = [...holders].find(([, theirs]) => !(theirs.shared && claim.shared))?.[0];
      holders.set(resource, claim);
      this.#holders.set(claim.key, holders);
      return rival === undefined ? [] : [collision(claim, rival)];
    });
  }

  /** Another resource that claims the thing. */
  heldByAnother(resource: string, key: string): string | undefined {
    return [...(this.#holders.get(key)?.keys() ?? [])].find(holder => holder !== resource);
  }
}

const collision = (claim: Claim, rival: string): Failure => ({
  property: claim.property,
  reason: `${claim.key} is declared by ${rival} as well; declare it in one place.`,
});
