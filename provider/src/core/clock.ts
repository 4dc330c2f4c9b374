import { aborted, refuseAborted } from "./aborted";

/** Time as the core sees it, so that tests wait for hours without sleeping. All figures in milliseconds. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** @throws Aborted as soon as the signal says so; nothing of the pause is left behind then */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: async (ms, signal) => {
    refuseAborted(signal);
    await new Promise<void>((resolve, reject) => {
      const wake = setTimeout(() => {
        signal?.removeEventListener("abort", giveUp);
        resolve();
      }, ms);
      const giveUp = (): void => {
        clearTimeout(wake);
        reject(aborted(signal));
      };
      signal?.addEventListener("abort", giveUp, { once: true });
    });
  },
};
