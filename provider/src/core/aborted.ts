/** The work was called off, e.g. because the run is being cancelled; told apart by its `kind`. */
export class Aborted extends Error {
  readonly kind = "aborted";
  constructor(override readonly cause?: unknown) {
    super("called off: the run is being cancelled, and the next one goes on from here");
  }
}

export const isAborted = (error: unknown): error is Aborted =>
  error instanceof Error && (error as Partial<Aborted>).kind === "aborted";

export const aborted = (signal: AbortSignal | undefined): Aborted => new Aborted(signal?.reason);

/** @throws Aborted where the signal says so already */
export const refuseAborted = (signal: AbortSignal | undefined): void => {
  if (signal?.aborted) throw aborted(signal);
};
