/** The account shows what must never be: a promise of the provider is broken. */
export class Violation extends Error {
  readonly kind = "violation";
  constructor(
    readonly promise: string,
    readonly subject: string,
    readonly evidence?: unknown,
  ) {
    super(`${promise}: ${subject}`);
  }
}
