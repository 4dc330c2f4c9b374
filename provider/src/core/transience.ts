/**
 * Whether an error is trouble that may pass by itself: a connection that broke, a service that is overloaded, throttling.
 * It says nothing about the thing that was asked for. An error says so of itself, by `transient: true`; a write whose
 * outcome is unknown never does, since repeating it blindly may do it twice.
 */
export const isTransient = (error: unknown): boolean =>
  typeof error === "object" && error !== null && "transient" in error && error.transient === true;
