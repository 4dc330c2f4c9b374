const MINUTE = 60_000;

/** Admits so many requests in any 60 seconds of the simulator's clock, counted for each client apart. */
export interface RateLimit {
  admits(client: string, now: Date, requestsPerMinute: number): boolean;
}

export function createRateLimit(): RateLimit {
  const admitted = new Map<string, number[]>();
  return {
    admits(client, now, requestsPerMinute) {
      const recent = (admitted.get(client) ?? []).filter(instant => instant > now.getTime() - MINUTE);
      const admits = recent.length < requestsPerMinute;
      admitted.set(client, admits ? [...recent, now.getTime()] : recent);
      return admits;
    },
  };
}
