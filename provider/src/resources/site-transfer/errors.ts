/** The transfer was sent, or its answer was lost, and the site does not show in the target account. */
export class TransferNotShown extends Error {
  readonly kind = "transfer-not-shown";
  constructor(siteId: string, targetAccountId: string, cause: Error | undefined) {
    super(
      `site ${siteId} does not show in account ${targetAccountId} yet. Nothing was sent again. Run again: ` +
        `the next run looks where the site is before it transfers it.${cause === undefined ? "" : `\n  ${cause.message}`}`,
    );
  }
}
